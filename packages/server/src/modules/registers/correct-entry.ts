import { CorrectEntry } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'
import { command } from '../../platform/command.ts'
import { documents } from '../documents/index.ts'
import { clerk } from './access.ts'
import { type EntryPatch, findEntryOf, patchEntry } from './store/entries.ts'

/** Sửa thông tin vào sổ: the row changes, the event keeps what it was and why. */
export const correctEntry = command({
  name: 'registers.correct',
  input: CorrectEntry,
  access: clerk,

  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    const entry = await findEntryOf(tx, agencyId, document.id)
    if (!entry) throw new DomainError('not-found', 'registers.no-entry')
    const patch: EntryPatch = {}
    if (input.note !== undefined) patch.note = cleanLine(input.note)
    if (input.subject !== undefined) {
      const subject = cleanLine(input.subject)
      if (!subject) throw new DomainError('invalid', 'documents.empty-subject', {}, 'subject')
      patch.type_and_subject = `${document.type_name} ${subject}`
      // An issued document's own subject stands in its file and is never changed (rule 7): only the row is.
      if (document.direction === 'incoming')
        await documents.patchDocument(tx, agencyId, document.id, { subject }, now.toString())
    }
    if (Object.keys(patch).length > 0) await patchEntry(tx, agencyId, entry.id, patch)
    emit({
      name: 'registers.entry-corrected',
      subjectId: document.id,
      texts: { reason: input.reason, before: document.subject, after: input.subject ?? '' },
    })
    touch('registers')
    return { documentId: document.id }
  },
})
