// What anybody may ask without a log-in: /kiem-tra. No cookie is read, nothing of the person is kept.
import type { FastifyInstance } from 'fastify'
import { DomainError } from './kernel/domain-error.ts'
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
