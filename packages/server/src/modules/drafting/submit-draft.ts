import { SubmitDraft } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import { positionsOf } from '../../platform/actor.ts'
import { command, type Scope } from '../../platform/command.ts'
import { officeProgram } from '../../platform/office.ts'
import { assertIn, components, documents } from '../documents/index.ts'
import { checkFormat } from '../letters/index.ts'
import { listMandates, listPosts, type PostCard } from '../organisations/index.ts'
import { DOCX } from './finalise-draft.ts'
import { letterOf } from './letter-of.ts'
import { assertMandate } from './mandate.ts'
import { frameOf } from './preview-number.ts'
import { assertDrafter } from './save-draft.ts'
import { type DraftRow, endReview, insertReview, lockDraft, markDraft } from './store/drafts.ts'

/** Trình: asks for the two checks of Art 12. Where one person holds a check, submitting is that person's initial. */
export const submitDraft = command({
  name: 'drafting.submit',
  input: SubmitDraft,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, now, emit, addJob, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertDrafter(actor, draft)
    scope.actFor(draft.drafter_position_id)
    assertIn(document.state, 'draft')
    if (draft.version !== input.version)
      throw new DomainError('stale', 'drafting.stale-version', { newer: draft.version })
    assertMandate(draft.content, await listMandates(tx, agencyId, isoDay(now)))
    await assertForm(scope, draft)
    const open = await openReviews(scope, draft, input.reviewerPositionId)
    await documents.patchDocument(tx, agencyId, document.id, { state: 'in-review' }, now.toString())
    await markDraft(tx, agencyId, document.id, { submitted_at: now.toString() })
    emit({ name: 'drafting.submitted', subjectId: document.id, payload: { version: draft.version } })
    if (open === 0)
      addJob('drafting.finalise', { documentId: document.id }, { key: `finalise:${document.id}` })
    touch('work')
    touch('drafts')
    return { documentId: document.id }
  },
})

/** Only what would make the paper void stops it here; the rest stays red pencil. */
async function assertForm(scope: Scope, draft: DraftRow): Promise<void> {
  const { tx, actor, now } = scope
  const { content } = draft
  if (!content.subject.trim()) throw new DomainError('invalid', 'documents.empty-subject', {}, 'subject')
  if (draft.uploaded) {
    const [main] = await components.listComponents(tx, actor.acting.agencyId, draft.document_id)
    if (main?.media_type === DOCX && officeProgram()) return
    if (main?.media_type !== 'application/pdf')
      throw new DomainError('conflict', 'drafting.docx-needs-office', {}, 'file')
    return
  }
  if (!content.body.trim()) throw new DomainError('invalid', 'drafting.empty-body', {}, 'body')
  const frame = await frameOf(tx, actor.acting.agencyId, content, now)
  const must = checkFormat(letterOf(content, frame)).find((finding) => finding.weight === 'must')
  if (must) throw new DomainError('conflict', 'drafting.must-repair', { what: must.vi }, must.field)
}

/** Who answers for content and for form (Art 12); returns how many checks still wait for somebody else. */
async function openReviews(scope: Scope, draft: DraftRow, named: string | undefined): Promise<number> {
  const { tx, actor, now, emit } = scope
  const agencyId = actor.acting.agencyId
  const posts = (await listPosts(tx, agencyId)).filter((post) => post.person_id)
  const self = posts.find((post) => post.position_id === draft.drafter_position_id)
  const content = posts.find((post) => post.position_id === named) ?? headOf(posts, self) ?? self
  const form = posts.find((post) => post.roles.includes('office-chief')) ?? self
  let waiting = 0
  for (const [check, holder] of [
    ['content', content],
    ['format', form],
  ] as const) {
    const id = newId()
    await insertReview(tx, {
      agencyId,
      id,
      documentId: draft.document_id,
      check,
      holderPositionId: holder?.position_id ?? null,
      holderRole: holder ? null : 'clerk',
      now: now.toString(),
    })
    if (holder && positionsOf(actor).includes(holder.position_id)) {
      await endReview(tx, agencyId, id, 'approved', now.toString(), actor.acting.positionId, null)
      emit({
        name: 'drafting.initialled',
        subjectId: draft.document_id,
        payload: { check, version: draft.version },
      })
    } else waiting++
  }
  return waiting
}

const headOf = (posts: PostCard[], self: PostCard | undefined) =>
  self?.unit_id
    ? (posts.find((post) => post.unit_id === self.unit_id && post.roles.includes('unit-head')) ??
      posts.find((post) => post.unit_id === self.unit_id && post.roles.includes('unit-deputy')))
    : undefined
