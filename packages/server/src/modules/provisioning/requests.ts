// Request → confirmed by the directly managing agency → collated → sent → answered.
import {
  CancelRequest,
  DecideRequests,
  MakeRequestList,
  MakeRequests,
  type Medium,
  SendRequestList,
} from '@congvan/contract'
import type Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { dateIn, isoDay } from '../../kernel/time.ts'
import { command, type Scope } from '../../platform/command.ts'
import { findAgency } from '../organisations/index.ts'
import { isCoordinator, keeper } from './access.ts'
import { problemsOf } from './checks.ts'
import { ANSWER_WORKING_DAYS, RENEWAL_DAYS, REQUEST_FROM, REVOKE_REASONS, STATE_NAMES } from './states.ts'
import * as registers from './store/registers.ts'
import * as store from './store/requests.ts'

type Input = Type.Static<typeof MakeRequests>

/** Đề nghị cấp, gia hạn, thay đổi, thu hồi, khôi phục – for one or for hundreds. */
export const makeRequests = command({
  name: 'provisioning.request',
  input: MakeRequests,
  access: keeper,
  async run(scope, input) {
    const made = input.kind === 'new' ? await forNew(scope, input) : await forCertificates(scope, input)
    if (made.length === 0) throw new DomainError('invalid', 'provisioning.nobody')
    const at = scope.now.toString()
    await store.insertRequests(
      scope.tx,
      made.map((row) => ({
        ...row,
        id: newId(),
        kind: input.kind,
        state: 'submitted',
        state_since: at,
        made_at: at,
        made_by: scope.actor.personId,
      })),
    )
    scope.emit({
      name: 'provisioning.requested',
      subjectId: null,
      payload: { kind: input.kind, count: made.length, reasonCode: input.reasonCode ?? null },
    })
    scope.touch('admin')
    return { count: made.length }
  },
})

interface Made {
  agency_id: string
  subscriber_id: string
  certificate_id: string | null
  medium: Medium
  reason: string | null
}

async function forNew(scope: Scope, input: Input): Promise<Made[]> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const agency = await findAgency(tx, agencyId)
  const managing = agency?.parent_id ?? agencyId
  const medium = input.medium ?? 'USB'
  const made: Made[] = []
  const add = (subscriberId: string) =>
    made.push({
      agency_id: agencyId,
      subscriber_id: subscriberId,
      certificate_id: null,
      medium,
      reason: input.reason ?? null,
    })
  if (input.agency && agency) {
    const id = (await registers.findAgencySubscriber(tx, agencyId))?.id ?? newId()
    const box = await tx.one<{ address: string }>(
      `select address from mail.mailbox where agency_id = $1 and kind = 'agency' and state = 'active' order by since limit 1`,
      [agencyId],
    )
    await registers.upsertSubscriber(tx, {
      agency_id: agencyId,
      id,
      kind: 'organisation',
      name: agency.name,
      email: box?.address ?? null,
      managing_agency_id: managing,
      created_at: now.toString(),
    })
    add(id)
  }
  const people = input.people ?? []
  if (people.length === 0) return made
  const ids = people.map((person) => person.personId)
  const staff = new Map(
    (await registers.listStaff(tx, isoDay(now)))
      .filter((row) => row.agency_id === agencyId)
      .map((row) => [row.person_id, row]),
  )
  const strangers = ids.filter((id) => !staff.has(id)).length
  if (strangers > 0)
    throw new DomainError('invalid', 'provisioning.not-staff', { count: strangers }, 'people')
  const known = new Map(
    (await registers.findSubscribers(tx, agencyId, ids)).map((row) => [row.person_id, row.id]),
  )
  const boxes = new Map((await registers.mailboxesOf(tx, ids)).map((row) => [row.person_id, row.address]))
  for (const person of people) {
    const row = staff.get(person.personId)!
    const id = known.get(person.personId) ?? newId()
    const number = person.identityNumber?.replace(/\s/g, '')
    await registers.upsertSubscriber(tx, {
      agency_id: agencyId,
      id,
      kind: 'person',
      person_id: person.personId,
      name: row.full_name,
      title: row.title,
      email: person.email?.trim().toLowerCase() || boxes.get(person.personId) || null,
      phone: person.phone ?? row.phone,
      identity_sealed: number
        ? `\\x${scope.services.sealer.seal('identity-number', Buffer.from(number)).toString('hex')}`
        : null,
      identity_tail: number ? number.slice(-3) : null,
      managing_agency_id: managing,
      created_at: now.toString(),
    })
    add(id)
  }
  return made
}

async function forCertificates(scope: Scope, input: Input): Promise<Made[]> {
  const { tx, now } = scope
  const kind = input.kind as keyof typeof REQUEST_FROM
  const rule = REQUEST_FROM[kind]
  const rows = await registers.findCertificates(tx, isoDay(now), input.certificateIds ?? [])
  if (rows.length === 0) throw new DomainError('not-found', 'provisioning.no-certificate')
  for (const row of rows) {
    if (!rule.from.includes(row.state))
      throw new DomainError('conflict', 'provisioning.wrong-state', { state: STATE_NAMES[row.state] })
    if (kind === 'renew' && row.renewed) throw new DomainError('conflict', 'provisioning.renewed-once')
    if (kind === 'renew' && row.days_left < RENEWAL_DAYS)
      throw new DomainError('conflict', 'provisioning.renew-late', { days: row.days_left })
    if (kind === 'revoke') checkReason(input.reasonCode, row.kind)
    await registers.setState(scope, row, rule.waits, now.toString())
  }
  const reason = input.reasonCode ? `${input.reasonCode} ${REVOKE_REASONS[input.reasonCode]!.vi}` : null
  return rows.map((row) => ({
    agency_id: row.agency_id,
    subscriber_id: row.subscriber_id,
    certificate_id: row.id,
    medium: row.medium,
    reason: [reason, input.reason].filter(Boolean).join(' – ') || null,
  }))
}

export function checkReason(code: string | undefined, holder: string): void {
  const reason = code ? REVOKE_REASONS[code] : undefined
  if (!reason) throw new DomainError('invalid', 'provisioning.needs-reason', {}, 'reasonCode')
  if (reason.holders && !reason.holders.includes(holder))
    throw new DomainError('invalid', 'provisioning.reason-holder', { reason: reason.vi }, 'reasonCode')
}

/** Cơ quan quản lý trực tiếp xác nhận. */
export const decideRequests = command({
  name: 'provisioning.decide-requests',
  input: DecideRequests,
  access: keeper,
  async run({ tx, now, emit, touch }, input) {
    if (input.decision === 'refuse' && !input.note?.trim())
      throw new DomainError('invalid', 'provisioning.needs-note', {}, 'note')
    const state = input.decision === 'confirm' ? 'confirmed' : 'refused'
    const done = await tx.one<{ n: number }>('select provisioning.confirm_requests($1, $2, $3, $4) as n', [
      input.requestIds,
      state,
      input.note ?? null,
      now.toString(),
    ])
    if (!done?.n) throw new DomainError('conflict', 'provisioning.no-request')
    emit({ name: 'provisioning.requests-decided', subjectId: null, payload: { state, count: done.n } })
    touch('admin')
    return { count: done.n }
  },
})

/** Đầu mối tổng hợp: only requests that the authority would not send back. */
export const makeRequestList = command({
  name: 'provisioning.make-list',
  input: MakeRequestList,
  access: keeper,
  async run({ tx, actor, now, services, emit, touch }, input) {
    if (!(await isCoordinator(tx))) throw new DomainError('forbidden', 'provisioning.not-coordinator')
    const rows = (await store.lockRequests(tx, input.requestIds)).filter((row) =>
      ['confirmed', 'returned'].includes(row.state),
    )
    if (rows.length === 0) throw new DomainError('conflict', 'provisioning.no-request')
    const problems = await problemsOf(tx, services, isoDay(now), rows)
    if (problems.size > 0) {
      const [id, first] = [...problems][0]!
      throw new DomainError('invalid', 'provisioning.list-not-ready', {
        count: problems.size,
        first: `${rows.find((row) => row.id === id)?.name}: ${first[0]}`,
      })
    }
    const id = newId()
    const kind = new Set(rows.map((row) => row.kind)).size === 1 ? rows[0]!.kind : 'mixed'
    await store.insertList(tx, {
      agencyId: actor.acting.agencyId,
      id,
      name: input.name,
      kind,
      at: now.toString(),
    })
    await store.moveRequests(
      tx,
      rows.map((row) => row.id),
      'collated',
      now.toString(),
      { listId: id },
    )
    emit({ name: 'provisioning.list-made', subjectId: id, payload: { count: rows.length, kind } })
    touch('admin')
    return { listId: id, count: rows.length }
  },
})

export const sendRequestList = command({
  name: 'provisioning.send-list',
  input: SendRequestList,
  access: keeper,
  async run({ tx, now, services, emit, touch }, { listId }) {
    if (!(await isCoordinator(tx))) throw new DomainError('forbidden', 'provisioning.not-coordinator')
    const list = await store.findList(tx, listId)
    if (!list) throw new DomainError('not-found', 'provisioning.no-list')
    const rows = (await store.listRequests(tx, { listId })).filter((row) => row.state === 'collated')
    if (rows.length === 0) throw new DomainError('conflict', 'provisioning.no-request')
    const due = services.calendar.add(dateIn(now), ANSWER_WORKING_DAYS).toString()
    await store.moveRequests(
      tx,
      rows.map((row) => row.id),
      'sent',
      now.toString(),
      { dueOn: due },
    )
    await store.markList(tx, listId, 'sent_at', now.toString())
    emit({ name: 'provisioning.list-sent', subjectId: listId, payload: { count: rows.length, due } })
    touch('admin')
    return { count: rows.length, dueOn: due }
  },
})

/** Takes a request back before it went to the authority; its certificate is in use again. */
export const cancelRequest = command({
  name: 'provisioning.cancel-request',
  input: CancelRequest,
  access: keeper,
  async run(scope, { requestId, note }) {
    const { tx, now, emit, touch } = scope
    const [row] = await store.lockRequests(tx, [requestId])
    if (!row || !['submitted', 'confirmed', 'collated', 'returned'].includes(row.state))
      throw new DomainError('conflict', 'provisioning.no-request')
    await store.moveRequests(tx, [row.id], 'cancelled', now.toString(), { note })
    if (row.certificate_id && row.kind !== 'unlock')
      await registers.setState(
        scope,
        { agency_id: row.agency_id, id: row.certificate_id },
        row.state_before ?? 'active',
        now.toString(),
      )
    emit({ name: 'provisioning.request-cancelled', subjectId: row.id, texts: { note } })
    touch('admin')
    return {}
  },
})
