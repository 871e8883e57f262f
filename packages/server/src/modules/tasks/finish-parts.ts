import { CompleteWork, GiveOpinion, MarkSeen } from '@congvan/contract'
import { cleanText } from '../../kernel/text.ts'
import { command, type Scope } from '../../platform/command.ts'
import { reportFact } from '../deliveries/index.ts'
import { type DocumentRow, documents } from '../documents/index.ts'
import { fileInto } from '../dossiers/index.ts'
import { mine, touchSender } from './steps.ts'
import { endAssignment } from './store/assignments.ts'

/** Hoàn thành: the document is done when the one in charge is done (clerical-work.md §12.2). */
export async function finishDocument(
  scope: Scope,
  document: DocumentRow,
  dossier: string | null,
): Promise<void> {
  const { tx, actor, now } = scope
  await documents.patchDocument(
    tx,
    actor.acting.agencyId,
    document.id,
    { state: 'completed', completed_at: now.toString(), ...(dossier ? { dossier } : {}) },
    now.toString(),
  )
  await reportFact(tx, document.id, 'completed', now.toString())
  touchSender(scope, document)
}

/** Hoàn thành, không cần văn bản trả lời. */
export const completeWork = command({
  name: 'tasks.complete',
  input: CompleteWork,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, now, emit } = scope
    const { assignment, document } = await mine(scope, input.assignmentId, 'lead')
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      text || 'Hoàn thành, không cần văn bản trả lời',
    )
    await finishDocument(scope, document, input.dossier ? cleanText(input.dossier) : null)
    if (input.dossierIds?.length) await fileInto(scope, document.id, input.dossierIds)
    emit({ name: 'tasks.completed', subjectId: document.id, texts: { text } })
    return { documentId: document.id }
  },
})

/** Phối hợp ends with "Cho ý kiến". */
export const giveOpinion = command({
  name: 'tasks.give-opinion',
  input: GiveOpinion,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const { assignment, document } = await mine(scope, input.assignmentId, 'collaborate')
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      text,
    )
    if (input.dossierIds?.length) await fileInto(scope, document.id, input.dossierIds)
    emit({ name: 'tasks.opinion-given', subjectId: document.id, texts: { text } })
    touch('work')
    return { documentId: document.id }
  },
})

/** Để biết ends with "Đã xem". */
export const markSeen = command({
  name: 'tasks.mark-seen',
  input: MarkSeen,
  access: () => null,
  async run(scope, { assignmentId }) {
    const { tx, actor, now, emit, touch } = scope
    const { assignment, document } = await mine(scope, assignmentId, 'informed')
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      'Đã xem',
    )
    emit({ name: 'tasks.seen', subjectId: document.id })
    touch('work')
    return { documentId: document.id }
  },
})
