import type { Runner } from '../platform/runner.ts'

const PROBLEM = {
  description: 'RFC 9457: the code, and a sentence in Vietnamese and English',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const POSITION = {
  name: 'x-position',
  in: 'header',
  required: false,
  description: 'The post acted as; without it the first one held',
  schema: { type: 'string', format: 'uuid' },
}
const CSRF = { name: 'x-congvan', in: 'header', required: true, schema: { const: '1' } }

/** OpenAPI 3.1 out of the tables the runner works from, so that it cannot say anything else than what is checked. */
export function openApiOf(runner: Runner): Record<string, unknown> {
  const paths: Record<string, unknown> = {}
  for (const command of runner.commandNames()) {
    paths[`/api/v1/commands/${command.name}`] = {
      post: {
        operationId: command.name,
        tags: [command.name.split('.')[0]],
        parameters: [CSRF, POSITION],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['commandId', 'input'],
                properties: { commandId: { type: 'string', format: 'uuid' }, input: command.input },
              },
            },
          },
        },
        responses: { 200: { description: 'The new state and what may be done now' }, default: PROBLEM },
        'x-version': command.version,
      },
    }
  }
  for (const query of runner.queryNames()) {
    const { properties = {}, required = [] } = query.input as { properties?: object; required?: string[] }
    const parameters = Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    }))
    paths[`/api/v1/queries/${query.name}`] = {
      get: {
        operationId: query.name,
        tags: [query.name.split('.')[0]],
        parameters: [...parameters, POSITION],
        responses: { 200: { description: 'The answer' }, default: PROBLEM },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Congvan',
      version: '1',
      description: 'Quản lý văn bản và điều hành. Public promise: /api/v1.',
    },
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['status', 'code', 'vi', 'en'],
          properties: {
            status: { type: 'integer' },
            code: { type: 'string' },
            vi: { type: 'string' },
            en: { type: 'string' },
            field: { type: 'string' },
            incident: { type: 'string' },
          },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'congvan_session' } },
    },
    security: [{ session: [] }],
  }
}
