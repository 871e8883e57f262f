import type {
  Can,
  DocumentCard,
  DraftContent,
  DraftView,
  FormatFinding,
  Page,
  RecipientSuggestion,
  SigningCard,
} from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { refusal } from '../../kernel/messages.ts'
import { isoDay } from '../../kernel/time.ts'
import { hasRole, positionsOf } from '../../platform/actor.ts'
import { type QueryScope, query } from '../../platform/command.ts'
import { officeProgram } from '../../platform/office.ts'
import {
  cardOf,
  components,
  type DocumentRow,
  documents,
  printNumberSymbol,
  relations,
  STATE_WORDS,
} from '../documents/index.ts'
import { checkFormat } from '../letters/index.ts'
import { listMandates, listPosts } from '../organisations/index.ts'
import { findEntryOf, nextNumber } from '../registers/index.ts'
import { DOCX } from './finalise-draft.ts'
import { letterOf } from './letter-of.ts'
import { signerOptions } from './mandate.ts'
import { frameOf } from './preview-number.ts'
import { holdsReview } from './review-draft.ts'
import {
  type DraftRow,
  findDraft,
  listByState,
  listReviews,
  listVersions,
  type ReviewRow,
} from './store/drafts.ts'
import { suggestRecipients } from './store/recipients.ts'

const none = Type.Object({}, { additionalProperties: false })
const byId = Type.Object({ documentId: Type.String() }, { additionalProperties: false })
const nameOf = (posts: { position_id: string; full_name: string | null }[], id: string | null) =>
  posts.find((post) => post.position_id === id)?.full_name ?? null

/** The red pencil's marks with their repairs, as patches of what the drafter typed. */
export function findingsOf(content: DraftContent, letter: ReturnType<typeof letterOf>): FormatFinding[] {
  return checkFormat(letter).map((finding) => {
    const repair = finding.repair as
      | { recipients?: readonly string[]; subject?: string; addressees?: readonly string[] }
      | undefined
    const patch: Partial<DraftContent> = {}
    if (repair?.subject !== undefined) patch.subject = repair.subject
    if (repair?.addressees) patch.addressees = [...repair.addressees]
    if (repair?.recipients)
      patch.recipients = repair.recipients.map(
        (text, i) =>
          content.recipients.find((line) => line.text === text) ?? {
            ...(content.recipients[i]?.text === text
              ? content.recipients[i]!
              : { agencyIds: [], channel: 'none' as const }),
            text,
          },
      )
    return {
      code: finding.code,
      vi: finding.vi,
      en: finding.en,
      field: String(finding.field),
      severity: finding.weight,
      repair: Object.keys(patch).length ? { vi: 'Sửa', en: 'Repair', patch } : null,
    }
  })
}

export const getDraft = query({
  name: 'drafting.get',
  input: byId,
  access: () => null,
  async run(scope, { documentId }): Promise<DraftView> {
    const { tx, actor, now } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.findDocument(tx, agencyId, documentId)
    const draft = await findDraft(tx, agencyId, documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    const posts = await listPosts(tx, agencyId)
    const frame = await frameOf(tx, agencyId, draft.content, now)
    const reviews = await listReviews(tx, agencyId, documentId)
    const files = await components.listComponents(tx, agencyId, documentId)
    const reply = await relations.findReplyTarget(tx, agencyId, documentId)
    return {
      documentId,
      state: document.state,
      version: draft.version,
      content: draft.content,
      typeName: document.type_name,
      issuerName: frame.agency.name,
      parentName: frame.agency.parent_name_on_paper,
      place: frame.agency.place_name,
      symbolPreview: frame.symbol,
      findings: draft.uploaded ? [] : findingsOf(draft.content, letterOf(draft.content, frame)),
      checks: (['content', 'format'] as const).map((check) => {
        const row = reviews.findLast((review) => review.check_kind === check && review.state !== 'withdrawn')
        return {
          check,
          by: row?.state === 'approved' ? nameOf(posts, row.done_by_position_id) : null,
          at: row?.state === 'approved' ? row.done_at : null,
          comment: row?.comment ?? null,
        }
      }),
      signers: signerOptions(await listMandates(tx, agencyId, isoDay(now)), draft.content.typeCode),
      annexes: files
        .filter((row) => row.role === 'annex')
        .map((row) => ({ ordinal: row.ordinal, filename: row.filename, bytes: row.bytes })),
      replyTo: reply?.target_id
        ? { documentId: reply.target_id, numberSymbol: reply.number_symbol, subject: reply.subject }
        : null,
      comments: reviews
        .filter((row) => row.comment && row.done_at)
        .map((row) => ({
          by: nameOf(posts, row.done_by_position_id) ?? '',
          at: row.done_at!,
          text: row.comment!,
        })),
      versions: (await listVersions(tx, agencyId, documentId)).map((row) => ({
        version: row.version,
        at: row.saved_at,
        by: nameOf(posts, row.saved_by) ?? '',
        why: row.reason,
      })),
      recipientCount: recipientCount(draft),
      uploaded: draft.uploaded,
      drafterName: nameOf(posts, draft.drafter_position_id) ?? '',
      savedAt: document.changed_at,
      can: {
        ...canDo(scope, document, draft, reviews),
        // A DOCX can be read and discussed anywhere; it becomes a page to sign only where LibreOffice is.
        ...(document.state === 'draft' && draft.uploaded && files[0]?.media_type === DOCX && !officeProgram()
          ? { submit: refusal('drafting.docx-needs-office') }
          : {}),
      },
    }
  },
})

const recipientCount = (draft: DraftRow) =>
  new Set(draft.content.recipients.flatMap((line) => (line.channel === 'local' ? line.agencyIds : []))).size

const wrongState = (document: DocumentRow) =>
  refusal('documents.wrong-state', { state: STATE_WORDS[document.state][0] })

function canDo({ actor }: QueryScope, document: DocumentRow, draft: DraftRow, reviews: ReviewRow[]): Can {
  const drafter = positionsOf(actor).includes(draft.drafter_position_id)
  const edit =
    document.state !== 'draft' ? wrongState(document) : drafter ? null : refusal('drafting.not-drafter')
  const open = reviews.filter((row) => row.state === 'open')
  const initial = (check: string) => {
    const review = open.find((row) => row.check_kind === check)
    if (!review) return refusal('drafting.no-open-review')
    return holdsReview(actor, review)
      ? null
      : refusal('drafting.review-not-yours', { holder: 'người kiểm tra khác' })
  }
  const signer = draft.signer_position_id !== null && positionsOf(actor).includes(draft.signer_position_id)
  const sign =
    document.state !== 'awaiting-signature'
      ? wrongState(document)
      : signer
        ? null
        : refusal('drafting.not-signer', { name: 'người khác' })
  const issue = !['signed', 'issuing'].includes(document.state)
    ? wrongState(document)
    : hasRole(actor, 'clerk')
      ? null
      : refusal('registers.clerk-only')
  return {
    save: edit,
    takeBack: edit,
    destroySecret: ['draft', 'in-review', 'awaiting-signature', 'signed'].includes(document.state)
      ? null
      : wrongState(document),
    submit: edit,
    addAnnex: edit,
    initialContent: initial('content'),
    initialFormat: initial('format'),
    return:
      open.some((row) => holdsReview(actor, row)) || sign === null
        ? null
        : refusal('drafting.no-open-review'),
    sign,
    issue,
    send:
      document.state === 'numbered'
        ? hasRole(actor, 'clerk')
          ? null
          : refusal('registers.clerk-only')
        : wrongState(document),
    registerPaper:
      document.state !== 'awaiting-signature'
        ? wrongState(document)
        : hasRole(actor, 'clerk')
          ? null
          : refusal('registers.clerk-only'),
    useReserved:
      document.state !== 'signed'
        ? wrongState(document)
        : hasRole(actor, 'clerk')
          ? null
          : refusal('registers.clerk-only'),
    issuePaper:
      document.state !== 'on-paper'
        ? wrongState(document)
        : hasRole(actor, 'clerk')
          ? null
          : refusal('registers.clerk-only'),
    cancelNumber: ['on-paper', 'issuing', 'numbered'].includes(document.state)
      ? hasRole(actor, 'clerk')
        ? null
        : refusal('registers.clerk-only')
      : wrongState(document),
  }
}

const DRAFTING = ['draft', 'in-review', 'awaiting-signature']

export const listDrafts = query({
  name: 'drafting.list',
  input: Type.Object({ cursor: Type.Optional(Type.String()) }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor, now, services }): Promise<Page<DocumentCard>> {
    const rows = await documents.listDocuments(tx, {
      agencyIds: [actor.acting.agencyId],
      direction: 'outgoing',
      states: DRAFTING,
      limit: 200,
    })
    const posts = await listPosts(tx, actor.acting.agencyId)
    const cards: DocumentCard[] = []
    for (const row of rows) {
      const draft = await findDraft(tx, row.agency_id, row.id)
      if (!draft) continue
      const own = positionsOf(actor).includes(draft.drafter_position_id)
      if (!own && !hasRole(actor, 'clerk', 'office-chief', 'leader', 'deputy', 'unit-head')) continue
      cards.push(
        cardOf(
          row,
          {
            agencyName: actor.acting.agencyName,
            reason: 'draft',
            attachments: row.attachments,
            holder: nameOf(posts, draft.drafter_position_id),
          },
          now,
          services.calendar,
        ),
      )
    }
    return { rows: cards, next: null }
  },
})

async function signingCard(
  scope: QueryScope,
  documentId: string,
  forIssue: boolean,
): Promise<SigningCard | null> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const document = await documents.findDocument(tx, agencyId, documentId)
  const draft = await findDraft(tx, agencyId, documentId)
  if (!document || !draft) return null
  const posts = await listPosts(tx, agencyId)
  const reviews = await listReviews(tx, agencyId, documentId)
  const files = await components.listComponents(tx, agencyId, documentId)
  const frame = await frameOf(tx, agencyId, draft.content, now)
  const bound = await findEntryOf(tx, agencyId, documentId)
  const number = bound?.number ?? (await nextNumber(tx, agencyId, frame.series, now))
  return {
    documentId,
    subject: document.subject,
    typeName: document.type_name,
    symbolPreview: frame.symbol,
    urgency: document.urgency,
    drafter: nameOf(posts, draft.drafter_position_id) ?? '',
    checks: reviews
      .filter((row) => row.state === 'approved')
      .map((row) => ({
        check: row.check_kind,
        by: nameOf(posts, row.done_by_position_id) ?? '',
        at: row.done_at!,
      })),
    pages: files[0]?.pages ?? 0,
    url: `/api/v1/documents/${documentId}/components/1`,
    signedBy: draft.signed_at || draft.paper ? document.signer_name : null,
    signedAt: draft.signed_at,
    recipientCount: recipientCount(draft),
    nextNumber: forIssue
      ? printNumberSymbol(String(number), bound?.symbol ?? frame.symbol, document.regime)
      : null,
    issueDate: forIssue ? (bound?.issued_on ?? isoDay(now)) : null,
    annexes: files.filter((row) => row.role === 'annex').length,
    paper: document.state === 'on-paper',
    printUrl: document.state === 'on-paper' ? `/api/v1/documents/${documentId}/paper.pdf` : null,
    can: canDo(scope, document, draft, reviews),
  }
}

/** Chờ ký: what waits for the acting person's own signature, hỏa tốc first. */
export const signingQueue = query({
  name: 'signing.queue',
  input: none,
  access: () => null,
  async run(scope): Promise<{ rows: SigningCard[] }> {
    const ids = await listByState(scope.tx, scope.actor.acting.agencyId, ['awaiting-signature'], 300)
    const rows: SigningCard[] = []
    for (const { document_id } of ids) {
      const card = await signingCard(scope, document_id, false)
      if (card?.can.sign === null) rows.push(card)
    }
    return { rows }
  },
})

/** Chờ phát hành: signed by the person, waiting for number, date, seal and sending. */
export const issuingQueue = query({
  name: 'issuing.queue',
  input: none,
  access: (actor) => (hasRole(actor, 'clerk') ? null : 'registers.clerk-only'),
  async run(scope): Promise<{ rows: SigningCard[] }> {
    const ids = await listByState(
      scope.tx,
      scope.actor.acting.agencyId,
      ['on-paper', 'signed', 'issuing', 'numbered'],
      300,
    )
    const rows: SigningCard[] = []
    const ahead = new Map<string, number>()
    for (const { document_id } of ids) {
      const card = await signingCard(scope, document_id, true)
      if (card) rows.push(card)
    }
    return { rows: previewNumbers(rows, ahead) }
  },
})

/** Several of one series wait: each shows the number it would get if issued in this order. */
function previewNumbers(rows: SigningCard[], ahead: Map<string, number>): SigningCard[] {
  return rows.map((row) => {
    const match = /^(\d+)(.*)$/.exec(row.nextNumber ?? '')
    if (!match || row.can.issue !== null) return row
    const [, digits, rest] = match as unknown as [string, string, string]
    const series = rest.replace(/-[^-]*$/, '')
    const shift = ahead.get(series) ?? 0
    ahead.set(series, shift + 1)
    return { ...row, nextNumber: `${String(Number(digits) + shift).padStart(2, '0')}${rest}` }
  })
}

export const recipients = query({
  name: 'drafting.recipients',
  input: Type.Object({ q: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
  access: () => null,
  run: async ({ tx, actor }, { q }): Promise<{ suggestions: RecipientSuggestion[] }> => ({
    suggestions: await suggestRecipients(tx, actor.acting.agencyId, q),
  }),
})
