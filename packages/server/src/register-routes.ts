// Sheets of the registers: what is not JSON of provisioning, mail and equipment.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from './kernel/domain-error.ts'
import { isId, newId } from './kernel/id.ts'
import { importCount } from './modules/equipment/index.ts'
import { exportList, type ListForm, readAnswer } from './modules/provisioning/index.ts'
import type { Actor } from './platform/actor.ts'
import type { Services } from './platform/services.ts'

const MOST_SHEET = 30 * 1024 * 1024
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const LIST_FORMS: Record<ListForm, string> = {
  xlsx: XLSX,
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}
export type ActorOf = (request: FastifyRequest) => Promise<Actor>

export function registerRoutes(app: FastifyInstance, services: Services, actor: ActorOf): void {
  for (const [form, type] of Object.entries(LIST_FORMS) as [ListForm, string][])
    app.get(`/api/v1/provisioning/lists/:id/export.${form}`, async (request, reply) => {
      const { reason } = request.query as { reason?: string }
      const bytes = await exportList(services, await actor(request), idOf(request), reason ?? '', form)
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="danh-sach-de-nghi-chung-thu.${form}"`)
        .send(Buffer.from(bytes))
    })
  app.post('/api/v1/equipment/import', { bodyLimit: MOST_SHEET }, async (request) =>
    importCount(
      services,
      await actor(request),
      sheetOf(request),
      (request.query as { dryRun?: string }).dryRun === '1',
    ),
  )
  app.post('/api/v1/provisioning/lists/:id/answer', { bodyLimit: MOST_SHEET }, async (request) => {
    const who = await actor(request)
    const { lines, problems } = await readAnswer(sheetOf(request))
    if (lines.length === 0) return { taken: 0, already: 0, problems }
    const done = (await services.runner.commandByName('provisioning.take-answer', who, newId(), {
      listId: idOf(request),
      lines,
    })) as { taken: number; already: number; problems: { row: number; problem: string }[] }
    return { ...done, problems: [...problems, ...done.problems].sort((a, b) => a.row - b.row) }
  })
}

export const idOf = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw new DomainError('not-found', 'provisioning.no-list')
  return id
}
export const sheetOf = (request: FastifyRequest): Uint8Array => {
  if (Buffer.isBuffer(request.body) && request.body.length > 0) return request.body
  throw new DomainError('invalid', 'platform.invalid-input', { where: 'tệp' }, 'file')
}
