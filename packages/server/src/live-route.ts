import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Actor, agenciesOf } from './platform/actor.ts'
import type { LiveChannel } from './platform/live.ts'

/** Server-sent events for the session's agencies: which parts of the screens changed, nothing else. */
export function liveRoute(
  app: FastifyInstance,
  live: LiveChannel,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  app.get('/api/v1/live', async (request, reply) => {
    const own = new Set(agenciesOf(await actor(request)))
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 2000\n\n')
    const end = live.subscribe((change) => {
      if (change.agencies.includes('*') || change.agencies.some((id) => own.has(id)))
        reply.raw.write(`data: ${JSON.stringify({ changed: change.parts })}\n\n`)
    })
    const beat = setInterval(() => reply.raw.write(': \n\n'), 25_000)
    request.raw.on('close', () => {
      clearInterval(beat)
      end()
    })
  })
}
