import { PutOff } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command } from '../../platform/command.ts'
import { documents } from '../documents/index.ts'

/** Để sau: to the foot of the own list, on every screen the person sits at, until it is taken up again. */
export const putOff = command({
  name: 'desk.put-off',
  input: PutOff,
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { documentId, off }) {
    const agencyId = actor.acting.agencyId
    if (!(await documents.findDocument(tx, agencyId, documentId)))
      throw new DomainError('not-found', 'documents.not-found')
    await documents.setPutOff(tx, {
      agencyId,
      documentId,
      personId: actor.personId,
      off,
      now: now.toString(),
    })
    emit({ name: 'desk.put-off', subjectId: documentId, payload: { off } })
    touch('work')
    touch('intake')
    return { documentId }
  },
})
