import type { WorkReason } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export interface WorkRow {
  agency_id: string
  document_id: string
  assignment_id: string | null
  reason: WorkReason
  holder_position_id: string | null
  due_on: string | null
  note: string | null
  created_at: string
  unread: boolean
}

export interface Whose {
  agencyIds: string[]
  positionIds: string[]
  /** Agencies where the person holds a role that a queue is addressed to. */
  clerkAgencies: string[]
  personId: string
}

/** One merged list over all posts of the person: parts to handle, checks, signatures (two indexes, no scan). */
export const listWork = (tx: Tx, whose: Whose, limit: number) =>
  tx.rows<WorkRow>(
    `select w.agency_id, w.document_id, w.assignment_id, w.reason, w.holder_position_id, w.due_on, w.note, w.created_at,
       not exists (select 1 from documents.reading r where r.agency_id = w.agency_id and r.document_id = w.document_id and r.person_id = $4) as unread
     from (
       select * from tasks.work_item where agency_id = any ($1) and holder_position_id = any ($2)
       union all
       select * from tasks.work_item where agency_id = any ($3) and holder_role = 'clerk'
       union all
       select * from drafting.work_item where agency_id = any ($1) and holder_position_id = any ($2)
       union all
       select * from drafting.work_item where agency_id = any ($3) and holder_role = 'clerk'
     ) w
     join documents.document d on d.agency_id = w.agency_id and d.id = w.document_id
     where d.state <> 'recalled'
     order by d.urgency desc, coalesce(w.due_on, '9999-12-31'), w.created_at limit $5`,
    [whose.agencyIds, whose.positionIds, whose.clerkAgencies, whose.personId, limit],
  )

export const counts = async (tx: Tx, whose: Whose) => {
  const row = await tx.one<{
    work: number
    review: number
    sign: number
    intake: number
    issue: number
    drafts: number
  }>(
    `select
       (select count(*)::int from tasks.work_item where agency_id = any ($1) and holder_position_id = any ($2))
         + (select count(*)::int from tasks.work_item where agency_id = any ($3) and holder_role = 'clerk') as work,
       (select count(*)::int from drafting.work_item where agency_id = any ($1) and holder_position_id = any ($2) and reason in ('review-content', 'review-format', 'returned'))
         + (select count(*)::int from drafting.work_item where agency_id = any ($3) and holder_role = 'clerk') as review,
       (select count(*)::int from drafting.work_item where agency_id = any ($1) and holder_position_id = any ($2) and reason = 'sign') as sign,
       (select count(*)::int from documents.document where agency_id = any ($3) and state = 'arrived') as intake,
       (select count(*)::int from documents.document where agency_id = any ($3) and state in ('on-paper', 'signed', 'issuing', 'numbered')) as issue,
       (select count(*)::int from drafting.draft d join documents.document o on o.agency_id = d.agency_id and o.id = d.document_id
          where d.agency_id = any ($1) and d.drafter_position_id = any ($2) and o.state in ('draft', 'in-review')) as drafts`,
    [whose.agencyIds, whose.positionIds, whose.clerkAgencies],
  )
  return row!
}

export interface EventLine {
  name: string
  happened_at: string
  full_name: string | null
  title: string | null
  /** Whose work it was, when a stand-in did it (Người thay khi vắng mặt). */
  on_behalf_of: string | null
  payload: Record<string, unknown>
  texts: Record<string, string> | null
}

/** What happened to one document here, oldest first; erased words are simply gone. */
export const listEvents = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<EventLine>(
    `select e.name, e.happened_at, p.full_name, p.title, b.full_name as on_behalf_of, e.payload,
       (select jsonb_object_agg(t.field, t.value) from platform.event_text t where t.event_id = e.id and t.value is not null) as texts
     from platform.event e left join organisations.post_card p on p.position_id = e.position_id and p.agency_id = e.agency_id
     left join organisations.post_card b on b.position_id = e.on_behalf_of and b.agency_id = e.agency_id
     where e.agency_id = $1 and e.subject_id = $2 order by e.seq`,
    [agencyId, documentId],
  )

export const findDesks = async (tx: Tx) =>
  (
    await tx.one<{ value: { province: string; desks: DeskSetting[] } }>(
      `select value from platform.setting where key = 'demo-desks'`,
    )
  )?.value ?? null
export interface DeskSetting {
  id: string
  label: string
  person: string
  personId: string
  positionId: string
  agency: string
}
