// The native door: other installations knock with a signed request; no session is involved.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FILES, MESSAGES, onFile, onMessage, onPeering, PEERING } from './modules/exchange/index.ts'
import type { Services } from './platform/services.ts'

const MOST_PACKET = 80 * 1024 * 1024

const signedRequest = (request: FastifyRequest) => ({
  method: 'POST',
  path: request.url,
  headers: Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  ),
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
})

const DOORS = [
  { path: MESSAGES, answer: onMessage },
  { path: PEERING, answer: onPeering },
  { path: `${FILES}/:sha256/:bytes/:at`, answer: onFile },
]

export function exchangeRoutes(app: FastifyInstance, services: Services): void {
  for (const { path, answer } of DOORS)
    app.post(path, { bodyLimit: MOST_PACKET }, async (request, reply) => {
      const said = await answer(services, signedRequest(request))
      return reply.code(said.status).send(said.answer)
    })
}
