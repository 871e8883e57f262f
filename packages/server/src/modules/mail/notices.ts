// Thư báo: queued with the fact that it tells of, sent after, with a state that says whether the mail server took it.
import { createTransport } from 'nodemailer'
import { derivedId, newId } from '../../kernel/id.ts'
import type { EventDraft, Scope } from '../../platform/command.ts'
import type { Notices } from '../../platform/notices.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { agencyBox } from './boxes.ts'
import { connectionOf } from './letters.ts'
import { mailServer, SECRET } from './server.ts'

interface Waiting {
  id: string
  mailbox_id: string
  address: string
  to_address: string
  subject: string
  body: string
  tries: number
}

/** Written by the agency's own box; without one nothing is queued. Secret papers have no words here: name the place, not the content. */
export async function queueNotice(
  { tx, now, actor }: Pick<Scope, 'tx' | 'now' | 'actor'>,
  notice: { id?: string; to: string; subject: string; body: string; about: string | null },
): Promise<boolean> {
  const agencyId = actor.acting.agencyId
  const from = await senderOf(tx, agencyId)
  if (!from) return false
  await tx.run(
    `insert into mail.notice (agency_id, id, mailbox_id, to_address, subject, body, about, state, next_at, asked_at) values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8)
     on conflict (agency_id, id) do nothing`,
    [
      agencyId,
      notice.id ?? newId(),
      from,
      notice.to,
      notice.subject,
      notice.body,
      notice.about,
      now.toString(),
    ],
  )
  return true
}

/** The agency's own box, when the product may write with it. */
async function senderOf(tx: Tx, agencyId: string): Promise<string | null> {
  const box = await agencyBox(tx, agencyId)
  return box?.state === 'active' && (await connectionOf(tx, agencyId, box.id)) ? box.id : null
}

const addressOf = async (tx: Tx, agencyId: string, personId: string): Promise<string | null> =>
  (
    await tx.one<{ address: string }>(
      `select address from mail.mailbox where agency_id = $1 and person_id = $2 and state = 'active' order by since, id limit 1`,
      [agencyId, personId],
    )
  )?.address ?? null

/** What the other modules tell people by mail goes the same way: the outbox, written by the agency's box. */
export const mailNotices = (services: Pick<Services, 'clock'>): Notices => ({
  async outOfReach(tx, agencyId, personId) {
    if (!(await mailServer(tx))) return 'no-server'
    if (!(await senderOf(tx, agencyId))) return 'agency-box-off'
    return (await addressOf(tx, agencyId, personId)) ? null : 'no-mailbox'
  },
  async tell(tx, { agencyId, personId, subject, body, key }) {
    const to = (await mailServer(tx)) && (await addressOf(tx, agencyId, personId))
    if (!to) return false
    return queueNotice(
      { tx, now: services.clock.now(), actor: systemActor(agencyId) },
      { id: derivedId('notice', agencyId, personId, key), to, subject, body, about: null },
    )
  },
})

/** Those who hold a part of the document and wish to be told, with an active box of their own. */
const wishers = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<{ address: string }>(
    `select distinct m.address from tasks.assignment a
       join organisations.appointment ap on ap.position_id = a.holder_position_id and ap.valid_to is null
       join mail.wish w on w.agency_id = a.agency_id and w.person_id = ap.person_id and w.by_mail
       join mail.mailbox m on m.agency_id = a.agency_id and m.person_id = ap.person_id and m.state = 'active'
     where a.agency_id = $1 and a.document_id = $2`,
    [agencyId, documentId],
  )

export async function tellAssigned(scope: Scope, event: EventDraft): Promise<void> {
  if (!event.subjectId) return
  for (const { address } of await wishers(scope.tx, scope.actor.acting.agencyId, event.subjectId))
    await queueNotice(scope, {
      to: address,
      subject: 'Có việc mới trên hệ thống quản lý văn bản',
      body: 'Đồng chí vừa được giao một việc mới. Mở Việc của tôi trên hệ thống để xem; thư này không chứa nội dung văn bản.',
      about: event.subjectId,
    })
}

const WAIT_MINUTES = [1, 2, 5, 15, 60, 240]

/** Sends what waits; gives how many the mail server took. A refusal for good is kept with the server's words. */
export async function sendNotices(services: Services): Promise<number> {
  const now = services.clock.now().toString()
  const agencies = await services.runner.system((tx) =>
    tx.rows<{ agency_id: string }>('select * from mail.agencies_with_notices($1)', [now]),
  )
  let sent = 0
  for (const { agency_id } of agencies) {
    const rows = await services.runner.read(systemActor(agency_id), (tx) =>
      tx.rows<Waiting>(
        `select n.*, m.address from mail.notice n join mail.mailbox m on m.agency_id = n.agency_id and m.id = n.mailbox_id
         where n.agency_id = $1 and n.state = 'waiting' and n.next_at <= $2 order by n.asked_at limit 50`,
        [agency_id, now],
      ),
    )
    for (const row of rows)
      if (await claim(services, agency_id, row.id)) sent += await sendOne(services, agency_id, row)
  }
  return sent
}

/** Longer than the mail server is waited for: who dies holding a notice leaves it to the next one. */
const LEASE_MINUTES = 5

/** Two processes, or two looks of one, find the same notice: one of them has it. */
async function claim(services: Services, agencyId: string, id: string): Promise<boolean> {
  const now = services.clock.now()
  const taken = await services.runner.store(systemActor(agencyId), (tx) =>
    tx.run(
      `update mail.notice set next_at = $3 where agency_id = $1 and id = $2 and state = 'waiting' and next_at <= $4`,
      [agencyId, id, now.add({ minutes: LEASE_MINUTES }).toString(), now.toString()],
    ),
  )
  return taken === 1
}

async function sendOne(services: Services, agencyId: string, notice: Waiting): Promise<number> {
  const problem = await hand(services, agencyId, notice).then(
    () => null,
    (error: Error & { responseCode?: number }) => error,
  )
  const refused = problem !== null && (problem.responseCode ?? 0) >= 500 && problem.responseCode !== 535
  const now = services.clock.now()
  const wait = WAIT_MINUTES[Math.min(notice.tries, WAIT_MINUTES.length - 1)]!
  await services.runner.store(systemActor(agencyId), (tx) =>
    tx.run(
      `update mail.notice set state = $3, tries = tries + 1, problem = $4, next_at = $5, settled_at = $6 where agency_id = $1 and id = $2`,
      [
        agencyId,
        notice.id,
        problem === null ? 'sent' : refused ? 'refused' : 'waiting',
        problem?.message.slice(0, 300) ?? null,
        now.add({ minutes: wait }).toString(),
        problem === null || refused ? now.toString() : null,
      ],
    ),
  )
  return problem === null ? 1 : 0
}

async function hand(services: Services, agencyId: string, notice: Waiting): Promise<void> {
  const actor = systemActor(agencyId)
  const [server, entry] = await services.runner.read(
    actor,
    async (tx) => [await mailServer(tx), await connectionOf(tx, agencyId, notice.mailbox_id)] as const,
  )
  if (!server || !entry) throw new Error('chưa có máy chủ thư')
  const transport = createTransport({
    ...server.smtp,
    ...(server.kind === 'own' ? { ignoreTLS: true } : { requireTLS: !server.smtp.secure }),
    connectionTimeout: 10_000,
    auth: { user: entry.login, pass: services.sealer.open(SECRET, entry.secret_sealed).toString() },
  })
  try {
    await transport.sendMail({
      from: notice.address,
      to: notice.to_address,
      subject: notice.subject,
      text: notice.body,
      messageId: `<${notice.id}@${server.domain}>`,
    })
  } finally {
    transport.close()
  }
}
