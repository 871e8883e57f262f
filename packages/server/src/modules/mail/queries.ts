import type { ConnectionState, MailboxRegister, MailDesk } from '@congvan/contract'
import Type from 'typebox'
import { isoDay } from '../../kernel/time.ts'
import { hasRole } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { agencyBox, boxKeeper, missingPeople } from './boxes.ts'
import type { Letter } from './letters.ts'
import { mailServer } from './server.ts'

const NOTHING = Type.Object({}, { additionalProperties: false })
const MOST = 200
const TOKENS = `coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'label', k.label, 'madeAt', k.made_at) order by k.made_at) from mail.credential k
  where k.agency_id = m.agency_id and k.mailbox_id = m.id and k.kind = 'token' and k.revoked_at is null), '[]')`

/** The agency's box for its clerk, everybody's own; read from here even while the mail server is down. */
export const letters = query({
  name: 'mail.letters',
  input: NOTHING,
  access: () => null,
  async run({ tx, actor, services }): Promise<MailDesk> {
    const agencyId = actor.acting.agencyId
    const server = await mailServer(tx)
    const boxes = await tx.rows<{
      id: string
      kind: 'person' | 'agency'
      address: string
      connection: ConnectionState | null
      since: string | null
      problem: string | null
      tokens: { id: string; label: string; madeAt: string }[]
    }>(
      `select m.id, m.kind, m.address, c.state as connection, c.state_since as since, c.problem, ${TOKENS} as tokens
       from mail.mailbox m left join mail.connection c on c.agency_id = m.agency_id and c.mailbox_id = m.id
       where m.agency_id = $1 and m.state = 'active' and ((m.kind = 'agency' and $3) or m.person_id = $2) order by m.kind, m.since, m.id`,
      [agencyId, actor.personId, hasRole(actor, 'clerk')],
    )
    const rows = await tx.rows<Letter>(
      `select * from mail.letter where agency_id = $1 and mailbox_id = any ($2) and (state in ('held', 'secret') or (state = 'waiting' and not seen))
       order by state = 'waiting', sent_at desc nulls last, id limit ${MOST}`,
      [agencyId, boxes.map((box) => box.id)],
    )
    return {
      server: server && { kind: server.kind, domain: server.domain },
      boxes: boxes.map((box) => ({ ...box, connection: box.connection ?? 'off' })),
      letters: rows.map((row) => ({
        id: row.id,
        mailboxId: row.mailbox_id,
        from: row.sender_name ?? row.sender_address ?? '',
        subject: row.subject,
        sentAt: row.sent_at,
        seen: row.seen,
        attachments: row.attachments,
        state: row.state,
        documentId: row.document_id,
        problem: row.problem,
      })),
      notices: {
        newWork: await wishes(tx, agencyId, actor.personId),
        outOfReach: await services.notices.outOfReach(tx, agencyId, actor.personId),
        last: await tx.rows(
          `select n.id, n.subject, n.state, n.asked_at as at, n.problem from mail.notice n
             join mail.mailbox m on m.agency_id = n.agency_id and m.address = n.to_address and m.person_id = $2
           where n.agency_id = $1 order by n.asked_at desc, n.id limit 5`,
          [agencyId, actor.personId],
        ),
      },
    }
  },
})

const wishes = async (tx: Tx, agencyId: string, personId: string): Promise<boolean> =>
  (
    await tx.one<{ by_mail: boolean }>(
      'select by_mail from mail.wish where agency_id = $1 and person_id = $2',
      [agencyId, personId],
    )
  )?.by_mail ?? false

interface RegisterRow {
  id: string
  kind: 'person' | 'agency'
  address: string
  name: string | null
  state: 'active' | 'suspended' | 'closed'
  quota_mb: number
  last_used_on: string | null
  forward_to: string | null
  forward_until: string | null
  aliases: string[]
  has_password: boolean
  tokens: { id: string; label: string; madeAt: string }[]
}

export const boxes = query({
  name: 'mail.boxes',
  input: NOTHING,
  access: boxKeeper,
  async run({ tx, actor, now }): Promise<MailboxRegister> {
    const agencyId = actor.acting.agencyId
    const rows = await tx.rows<RegisterRow>(
      `select m.*, coalesce(p.full_name, m.display_name) as name,
         array(select a.address from mail.alias a where a.agency_id = m.agency_id and a.mailbox_id = m.id and a.ended_on is null order by 1) as aliases,
         exists (select 1 from mail.credential c where c.agency_id = m.agency_id and c.mailbox_id = m.id and c.kind = 'password' and c.revoked_at is null) as has_password,
         ${TOKENS} as tokens
       from mail.mailbox m left join organisations.person p on p.id = m.person_id where m.agency_id = $1 order by m.kind, name, m.id`,
      [agencyId],
    )
    const missing = await missingPeople(tx, agencyId, isoDay(now))
    return {
      boxes: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        address: row.address,
        name: row.name ?? actor.acting.agencyName,
        state: row.state,
        quotaMb: row.quota_mb,
        lastUsedOn: row.last_used_on,
        forwardTo: row.forward_to,
        forwardUntil: row.forward_until,
        aliases: row.aliases,
        hasPassword: row.has_password,
        tokens: row.tokens,
      })),
      missing: missing.map((one) => ({ personId: one.person_id, name: one.full_name, title: one.title })),
      agencyBox: (await agencyBox(tx, agencyId)) !== null,
    }
  },
})
