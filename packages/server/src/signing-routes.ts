// The HTTP face of keys outside the process: starting, asking again, cancelling, and the one-time addresses of a token's program.
import { FindSigningKeys, StartSigning } from '@congvan/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { DomainError } from './kernel/domain-error.ts'
import { isId } from './kernel/id.ts'
import { messageOf } from './kernel/messages.ts'
import { advanceSigning, startSigning } from './modules/drafting/index.ts'
import {
  cancelAuthorisation,
  findSigningKeys,
  nextErrand,
  redeemFetch,
  redeemReturn,
} from './modules/signing/index.ts'
import type { Actor } from './platform/actor.ts'
import type { Services } from './platform/services.ts'

const LARGEST_SIGNED_FILE = 220 * 1024 * 1024

const reader = <S extends TSchema>(schema: S) => {
  const check = Compile(schema)
  return (value: unknown): Static<S> => {
    if (check.Check(value)) return value as Static<S>
    const where = check.Errors(value)[0]?.instancePath.slice(1) || 'yêu cầu'
    throw new DomainError('invalid', 'platform.invalid-input', { where }, where)
  }
}
const readStart = reader(StartSigning)
const readFind = reader(FindSigningKeys)

export function signingRoutes(
  app: FastifyInstance,
  services: Services,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  const inputOf = (request: FastifyRequest) => ((request.body ?? {}) as { input?: unknown }).input ?? {}
  const idOf = (request: FastifyRequest) => {
    const { id } = request.params as { id: string }
    if (!isId(id)) throw new DomainError('not-found', 'signing.no-authorisation')
    return id
  }
  app.post('/api/v1/signing/find-keys', async (request) =>
    findSigningKeys(services, await actor(request), readFind(inputOf(request))),
  )
  app.post('/api/v1/signing/start', async (request) =>
    startSigning(services, await actor(request), readStart(inputOf(request))),
  )
  app.post('/api/v1/signing/:id/advance', async (request) => {
    const { pin, waitMs } = inputOf(request) as { pin?: unknown; waitMs?: unknown }
    return advanceSigning(services, await actor(request), idOf(request), {
      ...(typeof pin === 'string' ? { pin } : {}),
      ...(typeof waitMs === 'number' ? { waitMs } : {}),
    })
  })
  app.post('/api/v1/signing/:id/cancel', async (request) =>
    cancelAuthorisation(services, await actor(request), idOf(request)),
  )
  app.post('/api/v1/signing/:id/errand', async (request) => ({
    errand: await nextErrand(services, await actor(request), idOf(request)),
  }))
  // Longer than a named parameter may be.
  app.get('/api/v1/ticket/*', async (request, reply) => {
    const ticket = (request.params as { '*': string })['*']
    return reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .send(await redeemFetch(services, ticket))
  })
  app.post('/api/v1/ticket/*', { bodyLimit: LARGEST_SIGNED_FILE }, async (request, reply) => {
    const ticket = (request.params as { '*': string })['*']
    return reply.send(await takeReturned(services, ticket, request))
  })
}

/** The plug-in's contract: multipart field `uploadfile`, answered by {Status, Message, FileName, FileServer}; 0 is success. */
async function takeReturned(services: Services, ticket: string, request: FastifyRequest): Promise<unknown> {
  try {
    const file = await uploaded(request)
    const { actor, authorisationId, filename } = await redeemReturn(services, ticket, file)
    await advanceSigning(services, actor, authorisationId)
    return { Status: 0, Message: '', FileName: filename, FileServer: filename }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { Status: 1, Message: messageOf(error.code, error.params).vi, FileName: '', FileServer: '' }
  }
}

async function uploaded(request: FastifyRequest): Promise<Uint8Array> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const type = String(request.headers['content-type'] ?? '')
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const file = form.get('uploadfile')
    if (file instanceof File) return new Uint8Array(await file.arrayBuffer())
  } catch {
    // Not a form: the refusal below says what is wrong.
  }
  throw new DomainError('invalid', 'signing.returned-broken')
}
