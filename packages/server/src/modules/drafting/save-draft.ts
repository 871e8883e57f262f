import { AddAnnex, type DraftContent, SaveDraft } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine, cleanText, fold } from '../../kernel/text.ts'
import type { Actor } from '../../platform/actor.ts'
import { positionsOf } from '../../platform/actor.ts'
import { command, type Scope } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import {
  assertIn,
  components,
  type DocumentRow,
  documents,
  searchTextOf,
  typeNameOf,
} from '../documents/index.ts'
import { listAgencies } from '../organisations/index.ts'
import { takeUpload } from './create-draft.ts'
import {
  type DraftRow,
  findVersion,
  insertVersion,
  listReviews,
  lockDraft,
  saveContent,
} from './store/drafts.ts'

export function assertDrafter(actor: Actor, draft: DraftRow): void {
  if (!positionsOf(actor).includes(draft.drafter_position_id))
    throw new DomainError('forbidden', 'drafting.not-drafter')
}

const cleaned = (content: DraftContent): DraftContent => ({
  ...content,
  subject: cleanLine(content.subject),
  addressees: content.addressees.map(cleanLine),
  grounds: content.grounds.map(cleanLine).filter(Boolean),
  body: cleanText(content.body),
  recipients: content.recipients
    .map((line) => ({ ...line, text: cleanLine(line.text) }))
    .filter((line) => line.text),
  unitSymbol: cleanLine(content.unitSymbol),
  drafterMark: cleanLine(content.drafterMark),
})

/** "Như trên" means those addressed: it unfolds to the agencies that Kính gửi names, whoever is answered. */
async function withAddressees(tx: Tx, content: DraftContent): Promise<DraftContent> {
  if (!content.recipients.some((line) => AS_ABOVE.test(line.text))) return content
  const names = content.addressees.map((line) => fold(line.replace(/[;.]$/, '')))
  const agencies = (await listAgencies(tx)).filter(
    (row) => names.includes(fold(row.name)) || names.includes(fold(row.short_name)),
  )
  if (agencies.length === 0) return content
  const agencyIds = agencies.map((row) => row.id)
  return {
    ...content,
    recipients: content.recipients.map((line) =>
      AS_ABOVE.test(line.text) ? { ...line, agencyIds, channel: 'local' as const } : line,
    ),
  }
}
const AS_ABOVE = /^[-\s]*như trên/iu

/** Saves a version; a stale one is refused with the newer number, and nothing typed is lost. */
export const saveDraft = command({
  name: 'drafting.save',
  input: SaveDraft,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, actFor } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertDrafter(actor, draft)
    actFor(draft.drafter_position_id)
    assertIn(document.state, 'draft')
    if (draft.version !== input.version)
      throw new DomainError('stale', 'drafting.stale-version', { newer: draft.version })
    const typeName = typeNameOf(document.regime, input.content.typeCode)
    if (!typeName) throw new DomainError('invalid', 'drafting.unknown-type', {}, 'typeCode')
    const content = await withAddressees(tx, cleaned(input.content))
    return keepVersion(scope, document, draft, content, typeName, await whyNow(tx, agencyId, draft))
  },
})

/** The first version after a return says what was asked for; one saved in the flow of writing says nothing. */
async function whyNow(tx: Tx, agencyId: string, draft: DraftRow): Promise<string | null> {
  const returned = (await listReviews(tx, agencyId, draft.document_id))
    .filter((row) => row.state === 'returned' && row.done_at)
    .sort((a, b) => Date.parse(a.done_at!) - Date.parse(b.done_at!))
    .at(-1)
  if (!returned) return null
  const before = await findVersion(tx, agencyId, draft.document_id, draft.version)
  return before && Date.parse(before.saved_at) <= Date.parse(returned.done_at!)
    ? `Sửa theo ý kiến trả lại: ${returned.comment ?? ''}`.trim()
    : null
}

/** One more version of the draft, and the document's own words after it. */
export async function keepVersion(
  { tx, actor, now, emit, touch }: Scope,
  document: DocumentRow,
  draft: DraftRow,
  content: DraftContent,
  typeName: string,
  reason: string | null,
): Promise<{ documentId: string; version: number }> {
  const agencyId = actor.acting.agencyId
  const version = draft.version + 1
  await saveContent(tx, agencyId, document.id, version, content)
  await insertVersion(tx, {
    agencyId,
    documentId: document.id,
    version,
    content,
    now: now.toString(),
    positionId: actor.acting.positionId,
    reason,
  })
  const subject = content.subject || document.subject
  await documents.patchDocument(
    tx,
    agencyId,
    document.id,
    {
      subject,
      type_code: content.typeCode,
      type_name: typeName,
      urgency: content.urgency as 0,
      invitation: content.invitation,
    },
    now.toString(),
  )
  await documents.setSearchText(
    tx,
    agencyId,
    document.id,
    searchTextOf({ subject, issuer_name: document.issuer_name, type_name: typeName }),
  )
  emit({ name: 'drafting.saved', subjectId: document.id, payload: { version } })
  touch('drafts')
  return { documentId: document.id, version }
}

/** A separate annex file; it gets the agency's own signature at issue. */
export const addAnnex = command({
  name: 'drafting.add-annex',
  input: AddAnnex,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, emit, actFor } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertDrafter(actor, draft)
    actFor(draft.drafter_position_id)
    assertIn(document.state, 'draft')
    const ordinal =
      Math.max(1, ...(await components.listComponents(tx, agencyId, document.id)).map((row) => row.ordinal)) +
      1
    await takeUpload(scope, document.id, input.uploadId, ordinal)
    emit({ name: 'drafting.annex-added', subjectId: document.id, payload: { ordinal } })
    return { documentId: document.id }
  },
})
