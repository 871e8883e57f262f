// What waits in a mailbox, beside the work: heads are kept here, the letters stay on the mail server.
import type { ImapFlow, MessageStructureObject } from 'imapflow'
import { DomainError } from '../../kernel/domain-error.ts'
import { derivedId } from '../../kernel/id.ts'
import { messageOf } from '../../kernel/messages.ts'
import { cleanLine } from '../../kernel/text.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { type Entry, openImap } from './server.ts'

export interface Connection extends Entry {
  agency_id: string
  mailbox_id: string
  state: string
}

export interface Letter {
  id: string
  agency_id: string
  mailbox_id: string
  uid_validity: number
  uid: number
  sender_name: string | null
  sender_address: string | null
  subject: string
  sent_at: string | null
  seen: boolean
  attachments: { name: string; bytes: number }[]
  state: 'waiting' | 'taken' | 'held' | 'secret' | 'removed' | 'gone'
  document_id: string | null
  problem: string | null
}

export const connectionOf = (tx: Tx, agencyId: string, mailboxId: string): Promise<Connection | null> =>
  tx.one<Connection>('select * from mail.connection where agency_id = $1 and mailbox_id = $2', [
    agencyId,
    mailboxId,
  ])

/** Whether the mail server answers for this box; the screen shows it, nobody decides it. */
export async function setConnection(
  services: Services,
  box: { agency_id: string; mailbox_id: string },
  state: 'connecting' | 'watching' | 'down' | 'refused',
  problem: string | null = null,
): Promise<void> {
  const now = services.clock.now().toString()
  await services.runner.store(systemActor(box.agency_id), (tx) =>
    tx.run(
      `update mail.connection set state_since = case when state = $3 then state_since else $4 end, state = $3, problem = $5,
         heard_at = case when $3 = 'watching' then $4 else heard_at end where agency_id = $1 and mailbox_id = $2`,
      [box.agency_id, box.mailbox_id, state, now, problem],
    ),
  )
}

export function attachmentsOf(part: MessageStructureObject | undefined): { name: string; bytes: number }[] {
  if (!part) return []
  const own =
    part.disposition === 'attachment' || part.dispositionParameters?.filename || part.parameters?.name
  const name = part.dispositionParameters?.filename ?? part.parameters?.name ?? 'tep'
  return [
    ...(own ? [{ name: cleanLine(name), bytes: part.size ?? 0 }] : []),
    ...(part.childNodes ?? []).flatMap((child) => attachmentsOf(child)),
  ]
}

const MOST_HEADS = 500

/** One look into the inbox: unread heads come in, what is no longer there is marked gone. Repeats safely. */
export async function syncBox(services: Services, box: Connection, imap: ImapFlow): Promise<number> {
  const lock = await imap.getMailboxLock('INBOX')
  try {
    const validity = imap.mailbox ? Number(imap.mailbox.uidValidity) : 0
    const all = (await imap.search({ all: true }, { uid: true })) || []
    const unseen = ((await imap.search({ seen: false }, { uid: true })) || []).slice(-MOST_HEADS)
    const heads = unseen.length
      ? await imap.fetchAll(
          unseen,
          { uid: true, envelope: true, size: true, bodyStructure: true, internalDate: true },
          { uid: true },
        )
      : []
    const now = services.clock.now().toString()
    await services.runner.store(systemActor(box.agency_id), async (tx) => {
      for (const head of heads) {
        const from = head.envelope?.from?.[0]
        const sent = head.envelope?.date ?? head.internalDate
        await tx.run(
          `insert into mail.letter (agency_id, id, mailbox_id, uid_validity, uid, sender_name, sender_address, subject, sent_at, bytes, attachments, seen, state, noticed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, false, 'waiting', $12)
           on conflict (agency_id, mailbox_id, uid_validity, uid) do nothing`,
          [
            box.agency_id,
            derivedId('letter', box.mailbox_id, String(validity), String(head.uid)),
            box.mailbox_id,
            validity,
            head.uid,
            from?.name ? cleanLine(from.name).slice(0, 300) : null,
            from?.address ?? null,
            cleanLine(head.envelope?.subject ?? '').slice(0, 2000) || '(không có tiêu đề)',
            sent instanceof Date ? sent.toISOString() : (sent ?? null),
            head.size ?? 0,
            JSON.stringify(attachmentsOf(head.bodyStructure)),
            now,
          ],
        )
      }
      await tx.run(
        `update mail.letter set state = case when uid_validity = $3 and uid = any ($4::bigint[]) then state else 'gone' end,
           seen = not (uid_validity = $3 and uid = any ($5::bigint[]))
         where agency_id = $1 and mailbox_id = $2 and state in ('waiting', 'held', 'secret')`,
        [box.agency_id, box.mailbox_id, validity, all, unseen],
      )
    })
    return heads.length
  } finally {
    lock.release()
  }
}

/** Opens, looks once and leaves; the state of the connection says how it went. */
export async function lookOnce(services: Services, box: Connection): Promise<number> {
  let imap: ImapFlow
  try {
    imap = await openImap(services, box)
  } catch (error) {
    await noteFailure(services, box, error)
    throw error
  }
  try {
    const count = await syncBox(services, box, imap)
    await setConnection(services, box, 'watching')
    return count
  } finally {
    await imap.logout().catch(() => undefined)
  }
}

export async function noteFailure(services: Services, box: Connection, error: unknown): Promise<void> {
  const known = error instanceof DomainError
  const words = known ? messageOf(error.code, error.params).vi : (error as Error).message.slice(0, 200)
  await setConnection(services, box, known && error.kind === 'forbidden' ? 'refused' : 'down', words)
}
