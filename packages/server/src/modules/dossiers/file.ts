// Lưu vào hồ sơ: at the end of handling, at the reply's issue, or any time after; a document may lie in several.
import { FileDocument, TakeOutDocument } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command, type Reaction, type Scope } from '../../platform/command.ts'
import { type DocumentRow, documents, relations, STATE_WORDS } from '../documents/index.ts'
import { closedWords, lockOwn } from './own.ts'
import * as rows from './store/dossiers.ts'

/** What nobody has registered or numbered belongs to no dossier yet; what was destroyed never does. */
export const isFilable = (document: Pick<DocumentRow, 'state'>) =>
  ![
    'arrived',
    'returned',
    'destroyed',
    'draft',
    'in-review',
    'awaiting-signature',
    'signed',
    'issuing',
    'on-paper',
    'cancelled',
  ].includes(document.state)

/** Files a document in open dossiers of the agency; what lies there already stays where it is. */
export async function fileInto(scope: Scope, documentId: string, dossierIds: string[]): Promise<void> {
  const { tx, actor, now, emit, touch } = scope
  const agencyId = actor.acting.agencyId
  const document = await documents.lockDocument(tx, agencyId, documentId)
  if (!document) throw new DomainError('not-found', 'documents.not-found')
  if (!isFilable(document))
    throw new DomainError('conflict', 'dossiers.not-ready', {
      state: STATE_WORDS[document.state][0].toLowerCase(),
    })
  for (const dossierId of [...new Set(dossierIds)].sort()) {
    const dossier = await rows.lockDossier(tx, agencyId, dossierId)
    if (!dossier) throw new DomainError('not-found', 'dossiers.not-found', {}, 'dossierIds')
    if (dossier.state === 'closed')
      throw new DomainError('conflict', 'dossiers.closed', closedWords(dossier), 'dossierIds')
    const isNew = await rows.putItem(
      tx,
      agencyId,
      dossierId,
      documentId,
      now.toString(),
      actor.acting.positionId,
    )
    if (isNew)
      emit({
        name: 'dossiers.document-filed',
        subjectId: documentId,
        payload: { dossierId, symbol: dossier.symbol },
        texts: { title: dossier.title },
      })
  }
  touch('documents')
}

export const fileDocument = command({
  name: 'dossiers.file',
  input: FileDocument,
  access: () => null,
  async run(scope, { documentId, dossierIds }) {
    await fileInto(scope, documentId, dossierIds)
    return { documentId }
  },
})

/** Duplicates and drafts go out before the end (Art 29.3); the event keeps what was taken out and why. */
export const takeOutDocument = command({
  name: 'dossiers.take-out',
  input: TakeOutDocument,
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { documentId, dossierId, reason }) {
    const agencyId = actor.acting.agencyId
    const dossier = await lockOwn(tx, actor, dossierId)
    if (dossier.state === 'closed') throw new DomainError('conflict', 'dossiers.closed', closedWords(dossier))
    if (!(await rows.dropItem(tx, agencyId, dossierId, documentId, now.toString())))
      throw new DomainError('not-found', 'dossiers.not-inside')
    emit({
      name: 'dossiers.document-taken-out',
      subjectId: documentId,
      payload: { dossierId, symbol: dossier.symbol },
      texts: { reason },
    })
    touch('documents')
    return { documentId, dossierId }
  },
})

/** The reply lies where the letter it answers lies: nobody files one matter twice. */
export const fileReply: Reaction = {
  on: 'drafting.issued',
  async run(scope, event) {
    const agencyId = scope.actor.acting.agencyId
    const reply = event.subjectId
      ? await relations.findReplyTarget(scope.tx, agencyId, event.subjectId)
      : null
    if (!reply?.target_id) return
    const open = (await rows.listHolding(scope.tx, agencyId, reply.target_id)).filter(
      (row) => row.state === 'open',
    )
    if (open.length)
      await fileInto(
        scope,
        event.subjectId!,
        open.map((row) => row.id),
      )
  },
}
