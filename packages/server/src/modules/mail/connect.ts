// The product enters a box with a secret of its own: made here for our server, typed by its holder for another.
import { createHash, randomBytes } from 'node:crypto'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { boxOf, mayEnter } from './boxes.ts'
import { connectionOf, lookOnce } from './letters.ts'
import { mailServer, SECRET } from './server.ts'

const LETTER_STATES = ['taken', 'held', 'secret', 'removed'] as const
const EVENTS = {
  taken: 'mail.letter-taken',
  held: 'mail.secret-found',
  secret: 'mail.secret-found',
  removed: 'mail.letter-removed',
}

/** What became of a letter, said by whoever may read its box; called by taking and removing. */
export const settleLetter = command({
  name: 'mail.settle-letter',
  input: Type.Object(
    {
      letterId: Type.String({ minLength: 36, maxLength: 36 }),
      state: Type.Union(LETTER_STATES.map((state) => Type.Literal(state))),
      documentId: Type.Union([Type.String({ minLength: 36, maxLength: 36 }), Type.Null()]),
      file: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, emit, touch }, { letterId, state, documentId, file }) {
    const agencyId = actor.acting.agencyId
    const letter = await tx.one<{ mailbox_id: string; subject: string }>(
      'select mailbox_id, subject from mail.letter where agency_id = $1 and id = $2 for update',
      [agencyId, letterId],
    )
    if (!letter) throw new DomainError('not-found', 'mail.no-letter')
    if (!mayEnter(actor, await boxOf(tx, agencyId, letter.mailbox_id)))
      throw new DomainError('forbidden', 'mail.not-yours')
    await tx.run(
      'update mail.letter set state = $3, document_id = coalesce($4::uuid, document_id), problem = $5 where agency_id = $1 and id = $2',
      [agencyId, letterId, state, documentId, file],
    )
    emit({ name: EVENTS[state as keyof typeof EVENTS], subjectId: letterId, payload: { documentId, state } })
    touch('intake')
    return { letterId }
  },
})

export const connectBox = command({
  name: 'mail.connect',
  input: Type.Object(
    {
      mailboxId: Type.String({ minLength: 36, maxLength: 36 }),
      /** The sealed secret, base64; the open one never becomes a command. */
      sealed: Type.String({ maxLength: 2000 }),
      hash: Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { mailboxId, sealed, hash }) {
    const agencyId = actor.acting.agencyId
    const box = await boxOf(tx, agencyId, mailboxId)
    if (!mayEnter(actor, box)) throw new DomainError('forbidden', 'mail.not-yours')
    if (!(await mailServer(tx))) throw new DomainError('conflict', 'mail.no-server')
    if (hash) {
      await tx.run(
        `update mail.credential set revoked_at = $3 where agency_id = $1 and mailbox_id = $2 and kind = 'product' and revoked_at is null`,
        [agencyId, mailboxId, now.toString()],
      )
      await tx.run(
        `insert into mail.credential (agency_id, id, mailbox_id, kind, label, hash, made_at) values ($1, $2, $3, 'product', 'Hệ thống', $4, $5)`,
        [agencyId, newId(), mailboxId, hash, now.toString()],
      )
    }
    await tx.run(
      `insert into mail.connection (agency_id, mailbox_id, login, secret_sealed, state, state_since) values ($1, $2, $3, $4, 'connecting', $5)
       on conflict (agency_id, mailbox_id) do update set login = excluded.login, secret_sealed = excluded.secret_sealed, state = 'connecting', state_since = excluded.state_since, problem = null`,
      [agencyId, mailboxId, box.address, Buffer.from(sealed, 'base64'), now.toString()],
    )
    emit({ name: 'mail.connected', subjectId: mailboxId, payload: { own: hash !== null } })
    touch('intake')
    return { mailboxId }
  },
})

/** "Nối hộp thư": gives how many unread letters were found. `password` only for another province's server. */
export async function connectMailbox(
  services: Services,
  actor: Actor,
  mailboxId: string,
  password: string | null,
): Promise<{ unread: number }> {
  const server = await services.runner.system(mailServer)
  if (!server) throw new DomainError('unavailable', 'mail.no-server')
  if (server.kind === 'other' && !password)
    throw new DomainError('invalid', 'mail.bad-secret', {}, 'password')
  const secret = server.kind === 'own' ? randomBytes(32).toString('base64url') : password!
  await services.runner.command(connectBox, actor, newId(), {
    mailboxId,
    sealed: services.sealer.seal(SECRET, Buffer.from(secret)).toString('base64'),
    hash: server.kind === 'own' ? createHash('sha256').update(secret).digest('hex') : null,
  })
  const entry = await services.runner.read(actor, (tx) => connectionOf(tx, actor.acting.agencyId, mailboxId))
  return { unread: await lookOnce(services, entry!) }
}
