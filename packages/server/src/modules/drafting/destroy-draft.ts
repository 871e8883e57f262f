// MẬT found on one's own draft: page, annexes, versions and comments go at once, as on an arrival (clerical-work.md §6.2).
import { DestroyDraft } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { hasRole, positionsOf } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { assertCanGo, documents } from '../documents/index.ts'
import { holdsReview } from './review-draft.ts'
import { listReviews, lockDraft } from './store/drafts.ts'

/** Whoever sees the mark first: the drafter, a checker, the signer, the clerk. */
export const destroyDraft = command({
  name: 'drafting.destroy-secret',
  input: DestroyDraft,
  access: () => null,

  async run({ tx, actor, now, emit, addJob, touch }, { documentId, mark }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    const draft = await lockDraft(tx, agencyId, documentId)
    if (document?.direction !== 'outgoing' || !draft)
      throw new DomainError('not-found', 'documents.not-found')
    const own = positionsOf(actor)
    const sees =
      hasRole(actor, 'clerk', 'office-chief') ||
      own.includes(draft.drafter_position_id) ||
      (draft.signer_position_id !== null && own.includes(draft.signer_position_id)) ||
      (await listReviews(tx, agencyId, documentId)).some((review) => holdsReview(actor, review))
    if (!sees) throw new DomainError('forbidden', 'drafting.not-drafter')
    assertCanGo(document.state, 'destroyed')
    const uploads = await tx.rows<{ id: string }>(
      `select u.id from platform.upload u join documents.component c on c.agency_id = u.agency_id and c.sha256 = u.sha256
       where u.agency_id = $1 and c.document_id = $2`,
      [agencyId, documentId],
    )
    await documents.patchDocument(tx, agencyId, documentId, { state: 'destroyed' }, now.toString())
    const files = await tx.rows<{ sha256: string }>('select sha256 from drafting.destroy_content($1)', [
      documentId,
    ])
    emit({ name: 'drafting.secret-destroyed', subjectId: documentId, payload: { mark, files: files.length } })
    addJob('intake.destroy-blobs', {
      shas: files.map((row) => row.sha256),
      uploadIds: uploads.map((row) => row.id),
    })
    for (const part of ['drafts', 'work', 'sign', 'issue', 'documents'] as const) touch(part)
    return { documentId }
  },
})
