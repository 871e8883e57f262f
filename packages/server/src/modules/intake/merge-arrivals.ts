// Gộp: scans of one paper, or paper and electronic copy of one document, become one arrival with one number (Art 22.2).
import { MergeArrivals, UnmergeArrivals } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { assertCanGo, documents, STATE_WORDS } from '../documents/index.ts'
import { clerk, findEntryOf } from '../registers/index.ts'
import { capturedHere, listMerged, moveFiles, moveFilesBack, setMerged } from './store/merged.ts'

const CLOSED: readonly string[] = ['returned', 'recalled', 'destroyed', 'merged']

/** The arrival that stays; files may join it until it is closed. */
async function keptOne(tx: Tx, agencyId: string, documentId: string) {
  const kept = await documents.lockDocument(tx, agencyId, documentId)
  if (kept?.direction !== 'incoming') throw new DomainError('not-found', 'documents.not-found')
  if (CLOSED.includes(kept.state))
    throw new DomainError('conflict', 'documents.wrong-state', { state: STATE_WORDS[kept.state][0] })
  return kept
}

export const mergeArrivals = command({
  name: 'intake.merge',
  input: MergeArrivals,
  access: clerk,
  async run({ tx, actor, now, emit, addJob, touch }, { documentId, mergeIds }) {
    const agencyId = actor.acting.agencyId
    if (mergeIds.includes(documentId)) throw new DomainError('invalid', 'intake.merge-itself')
    // One order of locks for all: two merges of the same papers wait for each other instead of failing.
    const ids = [...mergeIds, documentId].sort()
    for (const id of ids) await documents.lockDocument(tx, agencyId, id)
    const kept = await keptOne(tx, agencyId, documentId)
    for (const id of mergeIds) {
      const other = await documents.lockDocument(tx, agencyId, id)
      if (other?.direction !== 'incoming') throw new DomainError('not-found', 'documents.not-found')
      assertCanGo(other.state, 'merged')
      // A number that is bound to it would be left without its document (rule 1).
      if (await findEntryOf(tx, agencyId, id))
        throw new DomainError('conflict', 'intake.merge-numbered', { subject: other.subject })
      if (other.issuer_agency_id || !(await capturedHere(tx, agencyId, id)))
        throw new DomainError('conflict', 'intake.merge-delivered', { subject: other.subject })
      await moveFiles(tx, agencyId, id, documentId)
      await setMerged(tx, agencyId, id, documentId, 'merged', now.toString())
    }
    await documents.patchDocument(tx, agencyId, documentId, { verdict: 'pending' }, now.toString())
    emit({ name: 'intake.merged', subjectId: kept.id, payload: { merged: mergeIds } })
    addJob('signing.judge', { documentId, agencyId })
    touch('intake')
    touch('documents')
    return { documentId }
  },
})

/** Hoàn tác: every merged paper stands again as it was, with its own files. */
export const unmergeArrivals = command({
  name: 'intake.unmerge',
  input: UnmergeArrivals,
  access: clerk,
  async run({ tx, actor, now, emit, addJob, touch }, { documentId }) {
    const agencyId = actor.acting.agencyId
    await keptOne(tx, agencyId, documentId)
    const merged = await listMerged(tx, agencyId, documentId)
    if (merged.length === 0) throw new DomainError('conflict', 'intake.nothing-merged')
    for (const { id } of merged) {
      await moveFilesBack(tx, agencyId, documentId, id)
      await setMerged(tx, agencyId, id, null, 'arrived', now.toString())
    }
    emit({
      name: 'intake.unmerged',
      subjectId: documentId,
      payload: { merged: merged.map((row) => row.id) },
    })
    addJob('signing.judge', { documentId, agencyId })
    touch('intake')
    touch('documents')
    return { documentId }
  },
})
