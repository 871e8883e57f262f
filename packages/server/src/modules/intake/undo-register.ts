import { UndoRegister } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command } from '../../platform/command.ts'
import { reportFact } from '../deliveries/index.ts'
import { assertIn, documents } from '../documents/index.ts'
import { clerk, findEntryOf, patchEntry } from '../registers/index.ts'

/** Hoàn tác vào sổ: back to Tiếp nhận with the number still bound to it (rule 1). */
export const undoRegister = command({
  name: 'intake.undo-register',
  input: UndoRegister,
  access: clerk,

  async run({ tx, actor, now, emit, touch }, { documentId }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'registered')
    const entry = await findEntryOf(tx, agencyId, documentId)
    if (entry) await patchEntry(tx, agencyId, entry.id, { state: 'bound' })
    await documents.patchDocument(
      tx,
      agencyId,
      documentId,
      { state: 'arrived', registered_at: null },
      now.toString(),
    )
    await reportFact(tx, documentId, 'unaccepted', now.toString())
    emit({
      name: 'registers.register-undone',
      subjectId: documentId,
      payload: { number: entry?.number ?? null },
    })
    touch('intake')
    touch('registers')
    if (document.issuer_agency_id) touch('documents', [document.issuer_agency_id])
    return { documentId }
  },
})
