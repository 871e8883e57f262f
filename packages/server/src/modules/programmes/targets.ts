// Programmes: targets given to organisations, what they report, quarterly and yearly review, what goes on into the next year.

import { AssignTarget, CarryTargets, ReportProgress, ReviewTargets } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { summaryOf } from './judge-target.ts'
import * as store from './store/results.ts'

export const heads = (actor: Actor) =>
  hasRole(actor, 'leader', 'deputy', 'office-chief', 'unit-head') ? null : 'programmes.not-a-head'

/** Giao chỉ tiêu: the walls let only the coordinating agency write a target of another agency. */
export const assignTarget = command({
  name: 'programmes.assign-target',
  input: AssignTarget,
  access: heads,
  async run({ tx, actor, now, emit }, input) {
    if (input.agencyId !== actor.acting.agencyId && !(await store.coordinates(tx)))
      throw new DomainError('forbidden', 'programmes.not-coordinator')
    await store.insertRow(tx, 'programme', {
      agency_id: input.agencyId,
      id: input.programmeId,
      name: input.programme,
      year: input.year,
      basis: input.basis,
      made_at: now.toString(),
    })
    await store.insertRow(tx, 'target', {
      agency_id: input.agencyId,
      id: input.targetId,
      programme_id: input.programmeId,
      year: input.year,
      code: input.code,
      name: input.name,
      unit: input.unit,
      planned: input.planned,
      higher_is_better: input.higherIsBetter,
      measured_by: input.measuredBy,
      indicator_code: input.indicatorCode,
      due_on: input.dueOn,
    })
    emit({
      name: 'programmes.target-assigned',
      subjectId: input.targetId,
      payload: { agencyId: input.agencyId, code: input.code },
    })
    return { targetId: input.targetId }
  },
})

/** Báo cáo kết quả: only added; a number below its plan comes with its reason. */
export const reportProgress = command({
  name: 'programmes.report-progress',
  input: ReportProgress,
  access: heads,
  async run({ tx, actor, now, emit }, input) {
    const target = await store.findTarget(tx, actor.acting.agencyId, input.targetId)
    if (!target) throw new DomainError('not-found', 'programmes.no-such-target')
    if (target.measured_by === 'indicator')
      throw new DomainError('conflict', 'programmes.measured-by-indicator')
    if (target.measured_by === 'evidence' && !input.evidence)
      throw new DomainError('invalid', 'programmes.evidence-missing', {}, 'evidence')
    await store.insertRow(tx, 'progress', {
      agency_id: target.agency_id,
      id: newId(),
      target_id: target.id,
      reached: input.reached,
      on_day: isoDay(now),
      explanation: input.explanation ?? null,
      evidence: input.evidence ?? null,
      reported_by: actor.personId,
      reported_at: now.toString(),
    })
    emit({ name: 'programmes.progress-reported', subjectId: target.id, payload: { reached: input.reached } })
    return { targetId: target.id }
  },
})

/** Đánh giá quý, năm: how many stood met that day is written down with the conclusion. */
export const reviewTargets = command({
  name: 'programmes.review',
  input: ReviewTargets,
  access: heads,
  async run({ tx, actor, now, emit }, input) {
    const results = await store.listResults(tx, input.year, isoDay(now))
    const { met, total } = summaryOf(results)
    const id = newId()
    await store.insertRow(tx, 'review', {
      agency_id: actor.acting.agencyId,
      id,
      year: input.year,
      quarter: input.quarter,
      met,
      total,
      conclusion: input.conclusion,
      reviewed_by: actor.personId,
      reviewed_at: now.toString(),
    })
    emit({
      name: 'programmes.reviewed',
      subjectId: id,
      payload: { year: input.year, quarter: input.quarter, met, total },
    })
    return { met, total }
  },
})

export const carryTargets = command({
  name: 'programmes.carry-over',
  input: CarryTargets,
  access: heads,
  async run({ tx, now, emit }, input) {
    const carried = await store.carryOver(tx, input.year, isoDay(now))
    emit({ name: 'programmes.carried-over', subjectId: null, payload: { year: input.year, carried } })
    return { carried }
  },
})
