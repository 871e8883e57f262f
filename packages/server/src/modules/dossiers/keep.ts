// What the person in charge does with a dossier: opened, corrected, closed, opened again; and the year's plan.
import {
  ApproveDossierPlan,
  CloseDossier,
  CorrectDossier,
  OpenDossier,
  ReopenDossier,
} from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'
import { isoDay } from '../../kernel/time.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { findPost, listUnits, type PostCard } from '../organisations/index.ts'
import { fileInto } from './file.ts'
import { closedWords, lockOwn } from './own.ts'
import * as rows from './store/dossiers.ts'

/** Văn phòng's own dossiers, where a post belongs to no unit. */
export const OFFICE = { name: 'Văn phòng', abbreviation: 'VP' }

export const openDossier = command({
  name: 'dossiers.open',
  input: OpenDossier,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const responsible = await postOf(tx, agencyId, input.responsiblePositionId ?? actor.acting.positionId)
    const unitId = input.unitId ?? responsible.unit_id
    const unit = unitId ? (await listUnits(tx, agencyId)).find((row) => row.id === unitId) : OFFICE
    if (!unit) throw new DomainError('not-found', 'dossiers.no-unit', {}, 'unitId')
    const number = await rows.nextNumberOf(tx, agencyId, input.year, unitId)
    const symbol = `${String(number).padStart(2, '0')}.${unit.abbreviation}`
    await rows.insertDossier(tx, agencyId, now.toString(), {
      id: input.dossierId,
      year: input.year,
      unit_id: unitId,
      number,
      symbol,
      heading: cleanLine(input.heading ?? '') || unit.name,
      title: cleanLine(input.title),
      retention_years: input.retentionYears,
      responsible_position_id: responsible.position_id,
      note: cleanLine(input.note ?? ''),
      planned: (await rows.findPlan(tx, agencyId, input.year)) === null,
      started_on: input.startedOn ?? isoDay(now),
      state: 'open',
      closed_on: null,
    })
    emit({ name: 'dossiers.opened', subjectId: input.dossierId, payload: { symbol, year: input.year } })
    if (input.documentId) await fileInto(scope, input.documentId, [input.dossierId])
    touch('documents')
    return { dossierId: input.dossierId, symbol }
  },
})

async function postOf(tx: Tx, agencyId: string, positionId: string): Promise<PostCard> {
  const post = await findPost(tx, agencyId, positionId)
  if (!post) throw new DomainError('not-found', 'organisations.no-such-post', {}, 'responsiblePositionId')
  return post
}

export const correctDossier = command({
  name: 'dossiers.correct',
  input: CorrectDossier,
  access: () => null,
  async run({ tx, actor, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const dossier = await lockOwn(tx, actor, input.dossierId)
    if (dossier.state === 'closed') throw new DomainError('conflict', 'dossiers.closed', closedWords(dossier))
    await postOf(tx, agencyId, input.responsiblePositionId)
    await rows.patchDossier(tx, agencyId, dossier.id, {
      heading: cleanLine(input.heading) || dossier.heading,
      title: cleanLine(input.title),
      retention_years: input.retentionYears,
      responsible_position_id: input.responsiblePositionId,
      note: cleanLine(input.note),
    })
    emit({
      name: 'dossiers.corrected',
      subjectId: dossier.id,
      payload: { retentionYears: input.retentionYears, responsible: input.responsiblePositionId },
      texts: { before: dossier.title },
    })
    touch('documents')
    return { dossierId: dossier.id }
  },
})

/** Kết thúc hồ sơ (Art 29.4): nothing comes in or goes out any more; the table of documents is final. */
export const closeDossier = command({
  name: 'dossiers.close',
  input: CloseDossier,
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { dossierId }) {
    const agencyId = actor.acting.agencyId
    const dossier = await lockOwn(tx, actor, dossierId)
    if (dossier.state === 'closed') throw new DomainError('conflict', 'dossiers.closed', closedWords(dossier))
    const items = await rows.listItems(tx, agencyId, dossierId)
    if (items.length === 0) throw new DomainError('conflict', 'dossiers.empty', { symbol: dossier.symbol })
    await rows.patchDossier(tx, agencyId, dossierId, { state: 'closed', closed_on: isoDay(now) })
    emit({ name: 'dossiers.closed', subjectId: dossierId, payload: { documents: items.length } })
    touch('documents')
    return { dossierId }
  },
})

export const reopenDossier = command({
  name: 'dossiers.reopen',
  input: ReopenDossier,
  access: () => null,
  async run({ tx, actor, emit, touch }, { dossierId, reason }) {
    const dossier = await lockOwn(tx, actor, dossierId)
    if (dossier.state === 'open')
      throw new DomainError('conflict', 'dossiers.not-closed', { symbol: dossier.symbol })
    await rows.patchDossier(tx, actor.acting.agencyId, dossierId, { state: 'open', closed_on: null })
    emit({ name: 'dossiers.reopened', subjectId: dossierId, texts: { reason } })
    touch('documents')
    return { dossierId }
  },
})

export const approver = (actor: Actor): string | null =>
  hasRole(actor, 'leader', 'office-chief') ? null : 'dossiers.head-only'

export const approvePlan = command({
  name: 'dossiers.approve-plan',
  input: ApproveDossierPlan,
  access: approver,
  async run({ tx, actor, now, emit, touch }, { year, basis }) {
    const agencyId = actor.acting.agencyId
    if (await rows.findPlan(tx, agencyId, year))
      throw new DomainError('conflict', 'dossiers.plan-approved', { year })
    const count = (await rows.listDossiers(tx, agencyId, year)).length
    if (count === 0) throw new DomainError('conflict', 'dossiers.plan-empty', { year })
    await rows.insertPlan(tx, agencyId, year, cleanLine(basis), now.toString(), actor.acting.positionId)
    emit({ name: 'dossiers.plan-approved', subjectId: null, payload: { year, count }, texts: { basis } })
    touch('documents')
    return { year, count }
  },
})
