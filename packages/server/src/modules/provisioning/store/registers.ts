// SQL of subscribers, devices and certificates.
import type { Medium } from '@congvan/contract'
import type { Scope } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/tx.ts'
import type { CertificateState } from '../states.ts'

export interface CertificateLine {
  id: string
  agency_id: string
  agency_name: string
  subscriber_id: string
  kind: 'person' | 'organisation' | 'service'
  person_id: string | null
  name: string
  title: string | null
  email: string | null
  phone: string | null
  identity_tail: string | null
  medium: Medium
  serial: string
  device_id: string | null
  device_serial: string | null
  minutes: string | null
  state: CertificateState
  not_before: string
  not_after: string
  ends_on: string
  days_left: number
  renewed: boolean
}

const LINE = `select c.id, c.agency_id, n.short_name as agency_name, c.subscriber_id, s.kind, s.person_id, s.name, s.title, s.email,
    s.phone, s.identity_tail, c.medium, c.serial, c.device_id, d.serial as device_serial, d.minutes, c.state,
    (c.not_before at time zone 'Asia/Ho_Chi_Minh')::date::text as not_before, c.not_after::text as not_after,
    (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date::text as ends_on,
    (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date - $1::date as days_left, c.renewed
  from provisioning.certificate c
  join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
  join organisations.agency_name n on n.agency_id = c.agency_id and n.valid_to is null
  left join provisioning.device d on d.agency_id = c.agency_id and d.id = c.device_id`

export interface CertificateFilter {
  q?: string | undefined
  days?: number | undefined
  state?: string | undefined
  kind?: string | undefined
  after?: string | undefined
  limit: number
}

/** Ordered by end and id; the cursor is both. */
export function listCertificates(
  tx: Tx,
  today: string,
  filter: CertificateFilter,
): Promise<CertificateLine[]> {
  const [day, id] = filter.after?.split('|') ?? []
  return tx.rows<CertificateLine>(
    `${LINE} where ($2::text is null or c.serial ilike $2 or s.name ilike $2 or n.short_name ilike $2 or s.email ilike $2)
      and ($3::int is null or (c.state in ('active', 'delivered', 'locked', 'suspended') and (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date - $1::date between 0 and $3))
      and ($4::text is null or c.state = $4) and ($5::text is null or s.kind = $5)
      and ($6::timestamptz is null or (c.not_after, c.id) > ($6::timestamptz, $7::uuid))
      order by c.not_after, c.id limit $8`,
    [
      today,
      filter.q ? `%${filter.q.replace(/[%_\\]/g, '\\$&')}%` : null,
      filter.days ?? null,
      filter.state ?? null,
      filter.kind ?? null,
      day ?? null,
      id ?? null,
      filter.limit,
    ],
  )
}

export const findCertificates = (tx: Tx, today: string, ids: string[]): Promise<CertificateLine[]> =>
  tx.rows<CertificateLine>(`${LINE} where c.id = any ($2) order by s.name for update of c`, [today, ids])

/** Every change of a certificate's state, said as an event: whoever signs must know it in the same transaction. */
export async function setState(
  { tx, emit }: Pick<Scope, 'tx' | 'emit'>,
  row: Pick<CertificateLine, 'agency_id' | 'id'>,
  state: CertificateState,
  at: string,
  more: { inUseFrom?: string; revokedOn?: string; reason?: string; suspendedOn?: string; note?: string } = {},
): Promise<void> {
  const moved = await tx.one<{ serial: string }>(
    `update provisioning.certificate set state = $3, state_since = $4, in_use_from = coalesce(in_use_from, $5::date),
       revoked_on = coalesce($6::date, revoked_on), revoke_reason = coalesce($7, revoke_reason), suspended_on = case when $3 = 'suspended' then coalesce($8::date, suspended_on) when $3 = 'active' then null else suspended_on end, note = coalesce($9, note)
     where agency_id = $1 and id = $2 returning serial`,
    [
      row.agency_id,
      row.id,
      state,
      at,
      more.inUseFrom ?? null,
      more.revokedOn ?? null,
      more.reason ?? null,
      more.suspendedOn ?? null,
      more.note ?? null,
    ],
  )
  if (moved)
    emit({
      name: 'provisioning.certificate-state',
      subjectId: row.id,
      payload: { serial: moved.serial, state },
    })
}

export const handOver = (tx: Tx, row: CertificateLine, minutes: string, on: string): Promise<number> =>
  tx.run(
    `update provisioning.device set handed_over_on = $3, minutes = $4 where agency_id = $1 and id = $2`,
    [row.agency_id, row.device_id, on, minutes],
  )
export const takeBack = (tx: Tx, row: CertificateLine, minutes: string, on: string): Promise<number> =>
  tx.run(
    `update provisioning.device set returned_on = $3, return_minutes = $4 where agency_id = $1 and id = $2`,
    [row.agency_id, row.device_id, on, minutes],
  )

export interface SubscriberRow {
  agency_id: string
  id: string
  kind: 'person' | 'organisation' | 'service'
  person_id: string | null
  name: string
  title: string | null
  email: string | null
  phone: string | null
  identity_sealed: Buffer | null
  identity_tail: string | null
}
export const findSubscriber = (tx: Tx, id: string): Promise<SubscriberRow | null> =>
  tx.one<SubscriberRow>('select * from provisioning.subscriber where id = $1', [id])

export interface StaffRow {
  person_id: string
  full_name: string
  agency_id: string
  agency_code: string
  agency_name: string
  title: string
  phone: string | null
}
/** People whom the session may provision. */
export const listStaff = (tx: Tx, today: string): Promise<StaffRow[]> =>
  tx.rows<StaffRow>('select * from provisioning.staff($1)', [today])

export const mailboxesOf = (tx: Tx, personIds: string[]): Promise<{ person_id: string; address: string }[]> =>
  tx.rows(
    `select distinct on (person_id) person_id, address from mail.mailbox where person_id = any ($1) and state = 'active' order by person_id, since`,
    [personIds],
  )

export const findSubscribers = (
  tx: Tx,
  agencyId: string,
  personIds: string[],
): Promise<{ id: string; person_id: string }[]> =>
  tx.rows(`select id, person_id from provisioning.subscriber where agency_id = $1 and person_id = any ($2)`, [
    agencyId,
    personIds,
  ])
export const findAgencySubscriber = (tx: Tx, agencyId: string): Promise<{ id: string } | null> =>
  tx.one(
    `select id from provisioning.subscriber where agency_id = $1 and kind = 'organisation' order by created_at limit 1`,
    [agencyId],
  )

export async function upsertSubscriber(tx: Tx, row: Record<string, unknown>): Promise<void> {
  await tx.run(
    `insert into provisioning.subscriber (agency_id, id, kind, person_id, name, title, email, phone, identity_sealed, identity_tail, managing_agency_id, created_at)
     select agency_id, id, kind, person_id, name, title, email, phone, identity_sealed, identity_tail, managing_agency_id, created_at
     from jsonb_populate_record(null::provisioning.subscriber, $1)
     on conflict (agency_id, id) do update set name = excluded.name, title = excluded.title, email = coalesce(excluded.email, subscriber.email),
       phone = coalesce(excluded.phone, subscriber.phone), identity_sealed = coalesce(excluded.identity_sealed, subscriber.identity_sealed),
       identity_tail = coalesce(excluded.identity_tail, subscriber.identity_tail)`,
    [JSON.stringify(row)],
  )
}

export async function insertDevice(tx: Tx, row: Record<string, unknown>): Promise<void> {
  await tx.run(
    `insert into provisioning.device (agency_id, id, kind, serial, holder_person_id, phone)
     select agency_id, id, kind, serial, holder_person_id, phone from jsonb_populate_record(null::provisioning.device, $1)
     on conflict (serial) do nothing`,
    [JSON.stringify(row)],
  )
}
export const deviceBySerial = (tx: Tx, serial: string): Promise<{ agency_id: string; id: string } | null> =>
  tx.one('select agency_id, id from provisioning.device where serial = $1', [serial])

/** False when the serial stands already: the same answer sent twice changes nothing. */
export async function insertCertificate(tx: Tx, row: Record<string, unknown>): Promise<boolean> {
  const n = await tx.run(
    `insert into provisioning.certificate (agency_id, id, subscriber_id, device_id, serial, medium, issuer, subject, sha256, der, not_before, not_after, state, state_since, renewed, previous_id)
     select agency_id, id, subscriber_id, device_id, serial, medium, issuer, subject, sha256, der, not_before, not_after, state, state_since, coalesce(renewed, false), previous_id
     from jsonb_populate_record(null::provisioning.certificate, $1) on conflict (serial) do nothing`,
    [JSON.stringify(row)],
  )
  return n === 1
}
/** A certificate file completes what the answer announced; false when no such serial stands. */
export async function completeCertificate(
  tx: Tx,
  serial: string,
  row: { der: Buffer; sha256: string; subject: string; issuer: string; notBefore: string; notAfter: string },
): Promise<boolean> {
  const n = await tx.run(
    `update provisioning.certificate set der = $2, sha256 = $3, subject = $4, issuer = $5, not_before = $6, not_after = $7 where serial = $1`,
    [serial, row.der, row.sha256, row.subject, row.issuer, row.notBefore, row.notAfter],
  )
  return n === 1
}
