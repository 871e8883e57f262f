// Mailboxes: what speaks to the mail server, and secrets that must never become a stored command.
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from './kernel/domain-error.ts'
import { isId, newId } from './kernel/id.ts'
import { hashMailPassword } from './mail-server/password.ts'
import { connectMailbox, removeLetter, takeLetter } from './modules/mail/index.ts'
import type { Services } from './platform/services.ts'
import type { ActorOf } from './register-routes.ts'

const idIn = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw new DomainError('not-found', 'mail.no-box')
  return id
}

export function mailRoutes(app: FastifyInstance, services: Services, actor: ActorOf): void {
  app.post('/api/v1/mail/boxes/:id/connect', async (request) => {
    const { password } = (request.body ?? {}) as { password?: unknown }
    return connectMailbox(
      services,
      await actor(request),
      idIn(request),
      typeof password === 'string' ? password : null,
    )
  })
  app.post('/api/v1/mail/letters/:id/take', async (request) =>
    takeLetter(services, await actor(request), idIn(request)),
  )
  app.post('/api/v1/mail/letters/:id/remove', async (request) =>
    removeLetter(services, await actor(request), idIn(request)),
  )
  app.post('/api/v1/mail/boxes/:id/password', async (request) => {
    const { password } = (request.body ?? {}) as { password?: unknown }
    const who = await actor(request)
    if (typeof password !== 'string' || password.length < 12 || password.length > 200)
      throw new DomainError('invalid', 'mail.bad-secret', {}, 'password')
    await services.runner.commandByName('mail.put-credential', who, newId(), {
      mailboxId: idIn(request),
      credentialId: newId(),
      kind: 'password',
      label: 'Mật khẩu',
      hash: await hashMailPassword(password),
    })
    return {}
  })
  app.post('/api/v1/mail/boxes/:id/token', async (request) => {
    const { label } = (request.body ?? {}) as { label?: unknown }
    // Shown once: only its SHA-256 is kept.
    const token = randomBytes(32).toString('base64url')
    const credentialId = newId()
    await services.runner.commandByName('mail.put-credential', await actor(request), newId(), {
      mailboxId: idIn(request),
      credentialId,
      kind: 'token',
      label: (typeof label === 'string' && label.trim().slice(0, 60)) || 'Thiết bị',
      hash: createHash('sha256').update(token).digest('hex'),
    })
    return { credentialId, token }
  })
}
