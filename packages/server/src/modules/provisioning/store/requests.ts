// SQL of requests, lists, duties and the log of keys.
import type { RequestKind, RequestRow } from '@congvan/contract'
import { prepared, type Tx } from '../../../platform/tx.ts'
import type { RequestState } from '../states.ts'

export interface RequestLine {
  id: string
  agency_id: string
  agency_name: string
  kind: RequestKind
  subscriber_id: string
  subscriber_kind: string
  certificate_id: string | null
  person_id: string | null
  name: string
  title: string | null
  email: string | null
  phone: string | null
  identity_sealed: Buffer | null
  identity_tail: string | null
  medium: RequestRow['medium']
  state: RequestState
  reason: string | null
  note: string | null
  list_id: string | null
  due_on: string | null
  old_serial: string | null
  /** Where its certificate stood before this request. */
  state_before: 'suspended' | 'issued' | 'active' | null
}

const LINE = `select r.id, r.agency_id, n.short_name as agency_name, r.kind, r.subscriber_id, s.kind as subscriber_kind, r.certificate_id, s.person_id,
    s.name, s.title, s.email, s.phone, s.identity_sealed, s.identity_tail, r.medium, r.state, r.reason, r.note, r.list_id, r.due_on::text, c.serial as old_serial,
    case when c.suspended_on is not null then 'suspended' when c.in_use_from is null then 'issued' else 'active' end as state_before
  from provisioning.request r
  join provisioning.subscriber s on s.agency_id = r.agency_id and s.id = r.subscriber_id
  join organisations.agency_name n on n.agency_id = r.agency_id and n.valid_to is null
  left join provisioning.certificate c on c.agency_id = r.agency_id and c.id = r.certificate_id`

export const listRequests = (
  tx: Tx,
  filter: { state?: string | undefined; listId?: string | undefined },
): Promise<RequestLine[]> =>
  tx.rows<RequestLine>(
    `${LINE} where ($1::text is null or r.state = $1) and ($2::uuid is null or r.list_id = $2)
       and ($1::text is not null or $2::uuid is not null or r.state not in ('done', 'cancelled', 'refused', 'rejected'))
     order by n.short_name, s.name, r.id limit 5000`,
    [filter.state ?? null, filter.listId ?? null],
  )
export const lockRequests = (tx: Tx, ids: string[]): Promise<RequestLine[]> =>
  tx.rows<RequestLine>(`${LINE} where r.id = any ($1) order by r.id for update of r`, [ids])

export async function insertRequests(tx: Tx, rows: Record<string, unknown>[]): Promise<void> {
  await tx.run(
    `insert into provisioning.request (agency_id, id, kind, subscriber_id, certificate_id, medium, reason, state, state_since, made_at, made_by)
     select agency_id, id, kind, subscriber_id, certificate_id, medium, reason, state, state_since, made_at, made_by
     from jsonb_populate_recordset(null::provisioning.request, $1)`,
    [JSON.stringify(rows)],
  )
}
export const moveRequests = (
  tx: Tx,
  ids: string[],
  state: RequestState,
  at: string,
  more: { listId?: string; dueOn?: string; note?: string | null } = {},
): Promise<number> =>
  tx.run(
    `update provisioning.request set state = $2, state_since = $3, list_id = coalesce($4::uuid, list_id), due_on = coalesce($5::date, due_on), note = coalesce($6, note) where id = any ($1)`,
    [ids, state, at, more.listId ?? null, more.dueOn ?? null, more.note ?? null],
  )

export interface ListRow {
  id: string
  name: string
  kind: string
  sent_at: string | null
  answered_at: string | null
  count: number
  answered: number
  due_on: string | null
}
export const requestLists = (tx: Tx): Promise<ListRow[]> =>
  tx.rows<ListRow>(
    `select l.id, l.name, l.kind, l.sent_at::text, l.answered_at::text, count(r.id)::int as count,
       count(r.id) filter (where r.state in ('done', 'rejected', 'returned'))::int as answered, min(r.due_on)::text as due_on
     from provisioning.request_list l left join provisioning.request r on r.list_id = l.id
     where l.made_at > now() - interval '100 years' group by l.agency_id, l.id order by l.made_at desc limit 100`,
  )
export const findList = (
  tx: Tx,
  id: string,
): Promise<{ id: string; name: string; sent_at: string | null } | null> =>
  tx.one('select id, name, sent_at::text from provisioning.request_list where id = $1 for update', [id])
export async function insertList(
  tx: Tx,
  row: { agencyId: string; id: string; name: string; kind: string; at: string },
): Promise<void> {
  await tx.run(
    `insert into provisioning.request_list (agency_id, id, name, kind, made_at) values ($1, $2, $3, $4, $5)`,
    [row.agencyId, row.id, row.name, row.kind, row.at],
  )
}
export const markList = (tx: Tx, id: string, what: 'sent_at' | 'answered_at', at: string): Promise<number> =>
  tx.run(`update provisioning.request_list set ${what} = $2 where id = $1`, [id, at])

export interface DutyLine {
  agency_id: string
  agency_name: string
  certificate_id: string
  kind: 'renew' | 'replace' | 'revoke' | 'change'
  why: string
  due_on: string
  reason: string | null
  holder: string
}
export const dutiesOn = (tx: Tx, today: string): Promise<DutyLine[]> =>
  tx.rows<DutyLine>(
    `select agency_id, agency_name, certificate_id, kind, why, due_on::text, reason, holder from provisioning.duties_on($1) order by due_on, agency_name, holder limit 500`,
    [today],
  )

export const keyUses = (tx: Tx, agencyId: string, holder: string, before: string | undefined) =>
  tx.rows<{
    id: string
    at: string
    holder: 'person' | 'agency'
    person: string | null
    document: string | null
    sha256: string | null
  }>(
    `select u.id, u.used_at::text as at, u.holder, pe.full_name as person, concat_ws(' ', d.number || '/' || d.symbol, d.subject) as document, u.sha256
     from provisioning.key_use u left join organisations.person pe on pe.id = u.person_id
     left join documents.document d on d.agency_id = u.agency_id and d.id = u.document_id
     where u.agency_id = $1 and u.holder = $2 and ($3::timestamptz is null or u.used_at < $3) order by u.used_at desc, u.id limit 100`,
    [agencyId, holder, before ?? null],
  )
export async function insertKeyUse(tx: Tx, row: Record<string, unknown>): Promise<void> {
  await tx.run(
    prepared(`insert into provisioning.key_use (agency_id, id, document_id, holder, person_id, position_id, certificate_serial, sha256, used_at)
     select r.agency_id, r.id, r.document_id, r.holder, r.person_id, r.position_id,
       (select c.serial from provisioning.certificate c join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
        where c.agency_id = r.agency_id and c.state = 'active' and ((r.holder = 'person' and s.person_id = r.person_id) or (r.holder = 'agency' and s.kind = 'organisation'))
        order by c.not_before desc limit 1), r.sha256, r.used_at
     from jsonb_populate_record(null::provisioning.key_use, $1) r`),
    [JSON.stringify(row)],
  )
}

/** Keys of the acting agency in use for 90 days without one signature here. */
export const unusedKeys = (tx: Tx, agencyId: string, today: string) =>
  tx.rows<{ certificateId: string; name: string; agencyName: string; serial: string }>(
    `select c.id as "certificateId", s.name, n.short_name as "agencyName", c.serial
     from provisioning.certificate c join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
     join organisations.agency_name n on n.agency_id = c.agency_id and n.valid_to is null
     where c.agency_id = $1 and c.state = 'active' and c.in_use_from <= $2::date - 90
       and not exists (select 1 from provisioning.key_use u where u.agency_id = c.agency_id and u.used_at > $2::date - interval '90 days'
         and (u.certificate_serial = c.serial or (s.kind = 'organisation' and u.holder = 'agency') or (s.person_id is not null and u.person_id = s.person_id and u.holder = 'person')))
     order by s.name limit 200`,
    [agencyId, today],
  )

/** One device for several people, or one SIM number for several: a key is one person's (Decree 130/2018 Art 75). */
export const sharedKeys = (tx: Tx) =>
  tx.rows<{ what: string; names: string[] }>(
    `select 'Thiết bị ' || d.serial as what, array_agg(distinct s.name order by s.name) as names
     from provisioning.certificate c join provisioning.device d on d.agency_id = c.agency_id and d.id = c.device_id
     join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
     where c.state in ('delivered', 'active', 'suspended') and s.kind = 'person' group by d.serial having count(distinct s.person_id) > 1
     union all
     select 'Số điện thoại kết thúc ' || right(d.phone, 3), array_agg(distinct s.name order by s.name)
     from provisioning.certificate c join provisioning.device d on d.agency_id = c.agency_id and d.id = c.device_id
     join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
     where c.state in ('delivered', 'active', 'suspended') and d.kind = 'sim' and d.phone is not null group by d.phone having count(distinct s.person_id) > 1
     limit 100`,
  )
export const inForce = (tx: Tx, today: string) =>
  tx.rows<{ kind: string; medium: string; n: number }>(
    `select s.kind, c.medium, count(*)::int as n from provisioning.certificate c
     join provisioning.subscriber s on s.agency_id = c.agency_id and s.id = c.subscriber_id
     where c.in_use_from <= $1 and (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date >= $1::date and (c.revoked_on is null or c.revoked_on > $1)
     group by 1, 2`,
    [today],
  )
export const endingCounts = (tx: Tx, today: string) =>
  tx.rows<{ days: number; count: number }>(
    `select w.days, count(c.id)::int as count from (values (7), (30), (60), (90)) w(days)
     left join provisioning.certificate c on c.state in ('active', 'delivered', 'locked', 'suspended')
       and (c.not_after at time zone 'Asia/Ho_Chi_Minh')::date - $1::date between 0 and w.days
     group by w.days order by w.days`,
    [today],
  )
export async function insertDuty(
  tx: Tx,
  row: { agencyId: string; id: string; kind: string; certificateId: string; why: string; at: string },
): Promise<void> {
  await tx.run(
    `insert into provisioning.duty (agency_id, id, kind, certificate_id, why, raised_at, done_at) values ($1, $2, $3, $4, $5, $6, $6)`,
    [row.agencyId, row.id, row.kind, row.certificateId, row.why, row.at],
  )
}
