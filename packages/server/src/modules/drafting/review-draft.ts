import { InitialDraft, ReturnDraft } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanText } from '../../kernel/text.ts'
import { type Actor, hasRole, positionsOf } from '../../platform/actor.ts'
import { command, type Scope } from '../../platform/command.ts'
import { assertIn, documents } from '../documents/index.ts'
import {
  endReview,
  listReviews,
  lockDraft,
  markDraft,
  type ReviewRow,
  turnBackReview,
} from './store/drafts.ts'

export const holdsReview = (actor: Actor, review: ReviewRow) =>
  review.holder_position_id
    ? positionsOf(actor).includes(review.holder_position_id)
    : hasRole(actor, review.holder_role as 'clerk')

async function openReview(
  scope: Scope,
  documentId: string,
  check?: 'content' | 'format',
): Promise<ReviewRow> {
  const open = (await listReviews(scope.tx, scope.actor.acting.agencyId, documentId)).filter(
    (row) => row.state === 'open' && (!check || row.check_kind === check),
  )
  if (open.length === 0) throw new DomainError('conflict', 'drafting.no-open-review')
  const own = open.find((row) => holdsReview(scope.actor, row))
  if (!own) throw new DomainError('forbidden', 'drafting.review-not-yours', { holder: 'người kiểm tra khác' })
  scope.actFor(own.holder_position_id)
  return own
}

/** Ký nháy nội dung, ký nháy thể thức (Art 12): a recorded approval of this version. */
export const initialDraft = command({
  name: 'drafting.initial',
  input: InitialDraft,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, now, emit, addJob, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'in-review')
    const review = await openReview(scope, document.id, input.check)
    const comment = input.comment ? cleanText(input.comment) : null
    await endReview(tx, agencyId, review.id, 'approved', now.toString(), actor.acting.positionId, comment)
    emit({
      name: 'drafting.initialled',
      subjectId: document.id,
      payload: { check: input.check, version: draft.version },
      ...(comment ? { texts: { comment } } : {}),
    })
    const left = (await listReviews(tx, agencyId, document.id)).some((row) => row.state === 'open')
    if (!left) addJob('drafting.finalise', { documentId: document.id }, { key: `finalise:${document.id}` })
    touch('work')
    touch('drafts')
    return { documentId: document.id }
  },
})

/** Trả lại để chỉnh sửa: by a checker, or by the signer who will not sign it so. */
export const returnDraft = command({
  name: 'drafting.return',
  input: ReturnDraft,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'in-review', 'awaiting-signature')
    const comment = cleanText(input.comment)
    const reviews = await listReviews(tx, agencyId, document.id)
    if (document.state === 'in-review') {
      const review = await openReview(scope, document.id)
      await endReview(tx, agencyId, review.id, 'returned', now.toString(), actor.acting.positionId, comment)
    } else {
      if (!draft.signer_position_id || !positionsOf(actor).includes(draft.signer_position_id))
        throw new DomainError('forbidden', 'drafting.not-signer', { name: 'người khác' })
      const newest = reviews.findLast((row) => row.state === 'approved')
      if (newest) await turnBackReview(tx, agencyId, newest.id, now.toString(), comment)
    }
    for (const row of reviews.filter((r) => r.state === 'open'))
      await endReview(tx, agencyId, row.id, 'withdrawn', now.toString(), actor.acting.positionId, null)
    await documents.patchDocument(tx, agencyId, document.id, { state: 'draft' }, now.toString())
    await markDraft(tx, agencyId, document.id, { submitted_at: null, finalised_at: null, fields: null })
    emit({ name: 'drafting.returned', subjectId: document.id, texts: { comment } })
    touch('work')
    touch('drafts')
    touch('sign')
    return { documentId: document.id }
  },
})
