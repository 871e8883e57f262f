// The native door: other installations knock with a signed request; no session is involved.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  BATCH,
  FETCH,
  FILES,
  MESSAGES,
  onBatch,
  onFetch,
  onFile,
  onKnown,
  onMessage,
  onPeering,
  onPull,
  onRelay,
  onRelayed,
  PEERING,
  PULL,
  type Raw,
  RELAY,
  RELAY_KNOWN,
  RELAYED,
  type Said,
  type SignedRequest,
} from './modules/exchange/index.ts'
import type { Services } from './platform/services.ts'

const MOST_PACKET = 80 * 1024 * 1024

const signedRequest = (request: FastifyRequest): SignedRequest => ({
  method: 'POST',
  path: request.url,
  headers: Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  ),
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
})

type Answer = (services: Services, request: SignedRequest, gone: AbortSignal) => Promise<Said | Raw>

const DOORS: Record<string, Answer> = {
  [MESSAGES]: onMessage,
  [BATCH]: onBatch,
  [PULL]: onPull,
  [PEERING]: (services, request) => onPeering(services, request),
  [RELAY]: onRelay,
  [RELAY_KNOWN]: onKnown,
  [RELAYED]: onRelayed,
  [`${FILES}/:sha256/:bytes/:at`]: onFile,
  [`${FETCH}/:sha256/:bytes/:at`]: onFetch,
}

export function exchangeRoutes(app: FastifyInstance, services: Services): void {
  for (const [path, answer] of Object.entries(DOORS))
    app.post(path, { bodyLimit: MOST_PACKET }, async (request, reply) => {
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const said = await answer(services, signedRequest(request), gone.signal)
      return 'body' in said
        ? reply.code(said.status).headers(said.headers).type('application/octet-stream').send(said.body)
        : reply.code(said.status).send(said.answer)
    })
}
