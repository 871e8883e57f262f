// What anybody may ask without a log-in: /kiem-tra, and /tu-kiem with the code of a check-in link. No cookie is read, nothing of the person is kept.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { DomainError } from './kernel/domain-error.ts'
import { checkInMachine, checkInView } from './modules/equipment/index.ts'
import { checkPublicly, letterByCode, MOST_BYTES, RateLimit } from './modules/verification/index.ts'
import type { Services } from './platform/services.ts'

export function publicRoutes(app: FastifyInstance, services: Services): void {
  const files = new RateLimit(10, 6)
  const codes = new RateLimit(30, 30)
  app.get('/api/v1/public/letters/:code', async (request, reply) => {
    codes.take(request.ip)
    const letter = await letterByCode(services, (request.params as { code: string }).code)
    reply.header('cache-control', 'no-store')
    if (!letter) return { letter: null }
    const { files: _files, ...told } = letter
    return { letter: told }
  })
  app.post(
    '/api/v1/public/verify',
    {
      bodyLimit: MOST_BYTES,
      // Before the body is read: who asks too often sends nothing more, and a length that is too great ends here.
      onRequest: async (request) => {
        files.take(request.ip)
        if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES)
          throw new DomainError('invalid', 'verification.too-large', {}, 'file')
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new DomainError('invalid', 'verification.empty', {}, 'file')
      const { ma } = request.query as { ma?: string }
      reply.header('cache-control', 'no-store')
      return checkPublicly(services, {
        name: fileName(request.headers['x-filename']),
        bytes: request.body,
        code: typeof ma === 'string' ? ma : null,
      })
    },
  )
}

/** Enough to tell broadband from a slow line, small enough for the slow one. */
const MEASURED_BYTES = 512 * 1024

/** Đường dẫn tự kiểm: what the link says, a piece to measure the line with, and what the machine sends. */
export function checkInRoutes(app: FastifyInstance, services: Services): void {
  const looks = new RateLimit(40, 40)
  const pieces = new RateLimit(8, 8)
  const codeOf = (request: { query: unknown }) => String((request.query as { ma?: unknown }).ma ?? '')
  app.get('/api/v1/public/check-in', async (request, reply) => {
    looks.take(request.ip)
    reply.header('cache-control', 'no-store')
    return checkInView(services, codeOf(request), request.ip)
  })
  app.get('/api/v1/public/check-in/measure', async (request, reply) => {
    pieces.take(request.ip)
    await checkInView(services, codeOf(request), request.ip)
    // Random, so that no proxy on the way makes the line look faster than it is.
    return reply
      .header('cache-control', 'no-store')
      .type('application/octet-stream')
      .send(randomBytes(MEASURED_BYTES))
  })
  app.post('/api/v1/public/check-in', async (request, reply) => {
    looks.take(request.ip)
    reply.header('cache-control', 'no-store')
    await checkInMachine(
      services,
      codeOf(request),
      request.ip,
      (request.body ?? {}) as Record<string, unknown>,
    )
    return {}
  })
}

/** The name is printed in the report, so it is a line of plain words and no longer than one. */
function fileName(raw: unknown): string {
  let name = String(raw ?? '')
  try {
    name = decodeURIComponent(name)
  } catch {
    name = ''
  }
  return name.replace(/\p{C}/gu, '').trim().slice(0, 120) || 'tep.pdf'
}
