import type { StatusFact } from '@congvan/edxml'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface MessageRow {
  agency_id: string
  id: string
  seq: number
  peer_id: string
  recipient_code: string
  kind: 'document' | 'status'
  what: string
  about: string
  document_id: string
  delivery_id: string | null
  wire_id: string
  payload: {
    text?: string
    at?: string
    recipientName?: string
    /** Update: the data as they are from now on. */
    /** Through a hub: how often the addressee said it missed something. */
    round?: number
    change?: { subject: string; dueOn: string | null; removed: string[] }
  }
  packet_sha256: string | null
  state: 'waiting' | 'sent' | 'delivered' | 'withdrawn' | 'expired' | 'dead'
  attempts: number
  next_at: string
  sent_at: string | null
  expires_at: string
  told: number
  last_error: string | null
  receipt: string | null
  created_at: string
}

export type NewMessage = Pick<
  MessageRow,
  'agency_id' | 'id' | 'peer_id' | 'recipient_code' | 'kind' | 'what' | 'document_id' | 'wire_id' | 'payload'
> &
  Partial<Pick<MessageRow, 'about' | 'delivery_id'>>

const EXPIRES_DAYS = 30

/** Written with the fact it tells; the same thing said twice is one message. */
export const insertMessage = (tx: Tx, row: NewMessage, now: string) =>
  tx.run(
    `insert into exchange.message (agency_id, id, peer_id, recipient_code, kind, what, about, document_id, delivery_id, wire_id, payload, next_at, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12::timestamptz + make_interval(days => $13), $12) on conflict do nothing`,
    [
      row.agency_id,
      row.id,
      row.peer_id,
      row.recipient_code,
      row.kind,
      row.what,
      row.about ?? '',
      row.document_id,
      row.delivery_id ?? null,
      row.wire_id,
      JSON.stringify(row.payload),
      now,
      EXPIRES_DAYS,
    ],
  )

export interface Claimed {
  agency_id: string
  id: string
  peer_id: string
  recipient_code: string
  seq: number
}
/** On lease for two minutes. `fetcher`: only what lies ready for that peer, whatever its retries say. */
export const claimDue = (tx: Tx, now: string, limit: number, run: number, fetcher: string | null) =>
  tx.rows<Claimed>(
    'select agency_id, id, peer_id, recipient_code, seq::float8 as seq from exchange.claim($1, $2, $3, $4)',
    [now, limit, run, fetcher],
  )
export const findMessage = (tx: Tx, agencyId: string, id: string) =>
  tx.one<MessageRow>('select * from exchange.message where agency_id = $1 and id = $2', [agencyId, id])
export const messagesOf = (tx: Tx, agencyIds: string[], documentId: string) =>
  tx.rows<MessageRow>(
    'select * from exchange.message where agency_id = any ($1) and document_id = $2 order by seq',
    [agencyIds, documentId],
  )
export const listMessages = (tx: Tx, agencyIds: string[], limit: number) =>
  tx.rows<MessageRow & { subject: string; number: string | null; symbol: string | null }>(
    `select m.*, d.subject, d.number, d.symbol from exchange.message m
     join documents.document d on d.agency_id = m.agency_id and d.id = m.document_id
     where m.agency_id = any ($1) order by m.state in ('dead', 'expired') desc, m.state = 'waiting' desc, m.seq desc limit $2`,
    [agencyIds, limit],
  )

export const keepPacket = (tx: Tx, agencyId: string, id: string, sha256: string) =>
  tx.run('update exchange.message set packet_sha256 = $3 where agency_id = $1 and id = $2', [
    agencyId,
    id,
    sha256,
  ])
export const messageDone = (
  tx: Tx,
  agencyId: string,
  id: string,
  state: 'sent' | 'delivered',
  receipt: string | null,
  now: string,
) =>
  tx.run(
    `update exchange.message set state = $3, receipt = coalesce($4, receipt), sent_at = coalesce(sent_at, $5), attempts = attempts + 1,
       leased_until = null, last_error = null where agency_id = $1 and id = $2
       and (state in ('waiting', 'sent') or state = 'expired' and $3 = 'delivered')`,
    [agencyId, id, state, receipt, now],
  )
export const messageFailed = (
  tx: Tx,
  agencyId: string,
  id: string,
  row: { error: string; nextAt: string; state: 'waiting' | 'dead' | 'expired'; told: number },
) =>
  tx.run(
    `update exchange.message set attempts = attempts + 1, last_error = $3, next_at = $4, state = $5, told = $6, leased_until = null
     where agency_id = $1 and id = $2 and state = 'waiting'`,
    [agencyId, id, row.error.slice(0, 500), row.nextAt, row.state, row.told],
  )
/** It had left through a hub, and the addressee said no: for good, or only that it must come again. */
export const messageReturned = (tx: Tx, row: MessageRow, error: string, forGood: boolean, nextAt: string) =>
  tx.run(
    `update exchange.message set state = $3, last_error = $4, next_at = $5, leased_until = null,
       payload = payload || jsonb_build_object('round', coalesce((payload->>'round')::int, 0) + 1)
     where agency_id = $1 and id = $2 and state in ('waiting', 'sent')`,
    [row.agency_id, row.id, forGood ? 'dead' : 'waiting', error.slice(0, 500), nextAt],
  )
export const unanswered = (tx: Tx, now: string, limit: number) =>
  tx.rows<{ agency_id: string; id: string; level: 1 | 2 | 3 }>(
    'select agency_id, id, level from exchange.unanswered($1, $2)',
    [now, limit],
  )
const SILENCE = {
  1: ['sent', 'Chặng sau đã nhận, nơi nhận chưa báo đến sau một giờ.'],
  2: ['waiting', 'Nơi nhận chưa báo đến sau một ngày: gửi lại. Gọi cho văn thư nơi nhận để hỏi.'],
  3: ['expired', 'Hết hạn gửi mà nơi nhận chưa báo đến. Gọi cho văn thư nơi nhận, rồi bấm Gửi lại.'],
} as const
/** After a day it goes again under a new name at the hub; the addressee knows it by its own. */
export const keepSilence = (tx: Tx, row: MessageRow, level: 1 | 2 | 3, now: string) =>
  tx.run(
    `update exchange.message set told = $3::smallint, state = $4, last_error = $5, next_at = $6, leased_until = null,
       payload = case when $3 = 2 then payload || jsonb_build_object('round', coalesce((payload->>'round')::int, 0) + 1) else payload end
     where agency_id = $1 and id = $2 and state = 'sent'`,
    [row.agency_id, row.id, level, ...SILENCE[level], now],
  )
/** Its turn ends in good order: due again at once, nothing failed. */
export const putBack = (tx: Tx, agencyId: string, id: string) =>
  tx.run('update exchange.message set leased_until = null where agency_id = $1 and id = $2', [agencyId, id])
export const withdrawUnsent = (tx: Tx, agencyId: string, deliveryId: string) =>
  tx.run(
    `update exchange.message set state = 'withdrawn' where agency_id = $1 and delivery_id = $2 and kind = 'document' and state = 'waiting'
       and attempts = 0 and leased_until is null`,
    [agencyId, deliveryId],
  )
export const resendMessage = (tx: Tx, agencyId: string, id: string, now: string) =>
  tx.run(
    `update exchange.message set state = 'waiting', attempts = 0, next_at = $3, told = 0, leased_until = null,
       expires_at = $3::timestamptz + interval '30 days' where agency_id = $1 and id = $2 and state <> 'withdrawn'`,
    [agencyId, id, now],
  )

export const giveUp = (tx: Tx, agencyId: string, id: string) =>
  tx.run(
    `update exchange.message set state = 'expired', told = 3, leased_until = null, last_error = coalesce(last_error, 'Thôi gửi')
     where agency_id = $1 and id = $2 and state = 'waiting'`,
    [agencyId, id],
  )

/** The document message that a status packet speaks about. */
export const findByWire = (tx: Tx, agencyId: string, wireId: string, recipientCode: string) =>
  tx.one<MessageRow>(
    `select * from exchange.message where agency_id = $1 and lower(wire_id) = lower($2) and lower(recipient_code) = lower($3)
       and kind = 'document' and what in ('new', 'replace') order by seq limit 1`,
    [agencyId, wireId, recipientCode],
  )

export interface OutwardDelivery {
  id: string
  recipient_agency_id: string
  recipient_name: string
}
export const outwardDeliveries = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<OutwardDelivery>(
    prepared(`select id, recipient_agency_id, recipient_name from deliveries.delivery
     where agency_id = $1 and document_id = $2 and channel = 'exchange' and recipient_agency_id is not null`),
    [agencyId, documentId],
  )

export const putFact = (
  tx: Tx,
  agencyId: string,
  deliveryId: string,
  hash: string,
  fact: StatusFact,
  receipt: string | null = null,
) =>
  tx.run(
    'insert into exchange.status_fact (agency_id, delivery_id, hash, fact, receipt) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [agencyId, deliveryId, hash, JSON.stringify(fact), receipt],
  )
export const factRows = (tx: Tx, agencyId: string, deliveryId: string) =>
  tx.rows<{ fact: StatusFact; receipt: string | null }>(
    'select fact, receipt from exchange.status_fact where agency_id = $1 and delivery_id = $2',
    [agencyId, deliveryId],
  )
export const factsOf = async (tx: Tx, agencyId: string, deliveryId: string) =>
  (await factRows(tx, agencyId, deliveryId)).map((row) => row.fact)

/** The columns that screens read follow the set of facts. */
export const setDeliveryFacts = (
  tx: Tx,
  agencyId: string,
  deliveryId: string,
  facts: Record<'arrived' | 'accepted' | 'refused' | 'assigned' | 'completed', string | null>,
  refusal: string | null,
) =>
  tx.run(
    `update deliveries.delivery set arrived_at = $3, accepted_at = $4, refused_at = $5, refused_reason = $6, assigned_at = $7, completed_at = $8
     where agency_id = $1 and id = $2`,
    [
      agencyId,
      deliveryId,
      facts.arrived,
      facts.accepted,
      facts.refused,
      refusal,
      facts.assigned,
      facts.completed,
    ],
  )

export const nextDue = async (tx: Tx) =>
  (await tx.one<{ next_due: string | null }>('select exchange.next_due()'))?.next_due ?? null
export const wakeIn = (tx: Tx, seconds: number) =>
  tx.run(
    `select platform.add_job('exchange.drain', '{}', 'exchange.wake', clock_timestamp() + make_interval(secs => $1))`,
    [seconds],
  )
