import Type from 'typebox'
import type { Can, Urgency } from './common.ts'
import { Day, Id, Line, Text, UrgencyLevel } from './common.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** One line of "Nơi nhận" as typed; `agencyIds` is what it unfolds to; outside lines carry a channel. */
export const RecipientLine = object({
  text: Line(500),
  agencyIds: Type.Array(Id, { maxItems: 2000 }),
  channel: Type.Union([
    Type.Literal('local'),
    Type.Literal('post'),
    Type.Literal('email'),
    Type.Literal('none'),
  ]),
  note: Type.Optional(Text(100)),
})
export type RecipientLine = Type.Static<typeof RecipientLine>

export const DraftContent = object({
  regime: Type.Union([Type.Literal('nd30'), Type.Literal('party')]),
  /** '' for công văn (Decree 30), 'CV' for the Party's. */
  typeCode: Type.String({ maxLength: 10 }),
  subject: Text(2000),
  addressees: Type.Array(Line(500), { maxItems: 50 }),
  /** Legal grounds, one a line ("Căn cứ …"). */
  grounds: Type.Array(Line(1000), { maxItems: 50 }),
  /** Paragraphs of the body; a leading "# " makes a heading, "1." and "a)" are kept as typed. */
  body: Text(200000),
  recipients: Type.Array(RecipientLine, { maxItems: 100 }),
  urgency: UrgencyLevel,
  unitSymbol: Type.String({ maxLength: 30 }),
  signerPositionId: Type.Union([Id, Type.Null()]),
  mandateId: Type.Union([Id, Type.Null()]),
  drafterMark: Text(30),
  invitation: Type.Union([
    object({ time: Text(200), place: Text(500), participants: Text(2000) }),
    Type.Null(),
  ]),
})
export type DraftContent = Type.Static<typeof DraftContent>

export const CreateDraft = object({
  documentId: Id,
  typeCode: Type.String({ maxLength: 10 }),
  replyToDocumentId: Type.Optional(Id),
  uploadId: Type.Optional(Id),
})
export type CreateDraft = Type.Static<typeof CreateDraft>
export const SaveDraft = object({
  documentId: Id,
  version: Type.Integer({ minimum: 0 }),
  content: DraftContent,
})
export type SaveDraft = Type.Static<typeof SaveDraft>
/** A mark of secrecy found on a draft or on the file it was made of: destroyed at once, only the event stays. */
export const DestroyDraft = object({
  documentId: Id,
  mark: Type.Union([Type.Literal('MẬT'), Type.Literal('TỐI MẬT'), Type.Literal('TUYỆT MẬT')]),
})
export type DestroyDraft = Type.Static<typeof DestroyDraft>
/** Opens an older version, read-only. */
export const OpenVersion = object({
  documentId: Id,
  version: Type.String({ pattern: '^\\d{1,6}$' }),
})
/** "Lấy lại bản này": version `from` becomes the newest; `version` is the one that stands now. */
export const TakeBackVersion = object({
  documentId: Id,
  version: Type.Integer({ minimum: 0 }),
  from: Type.Integer({ minimum: 0 }),
})
export type TakeBackVersion = Type.Static<typeof TakeBackVersion>
export interface VersionView {
  documentId: string
  version: number
  at: string
  by: string
  /** Why it came to be, in words; null in the flow of writing. */
  why: string | null
  content: DraftContent
}
export const AddAnnex = object({ documentId: Id, uploadId: Id })
export type AddAnnex = Type.Static<typeof AddAnnex>
/** Trình: freezes the version for review; who is asked is decided by the server unless named. */
export const SubmitDraft = object({
  documentId: Id,
  version: Type.Integer({ minimum: 0 }),
  reviewerPositionId: Type.Optional(Id),
})
export type SubmitDraft = Type.Static<typeof SubmitDraft>
/** Ký nháy nội dung / thể thức (Art 12). When both stand, the letter is rendered and waits for the signer. */
export const InitialDraft = object({
  documentId: Id,
  check: Type.Union([Type.Literal('content'), Type.Literal('format')]),
  comment: Type.Optional(Text(2000)),
})
export type InitialDraft = Type.Static<typeof InitialDraft>
/** Trả lại để chỉnh sửa. */
export const ReturnDraft = object({ documentId: Id, comment: Line(2000) })
export type ReturnDraft = Type.Static<typeof ReturnDraft>

/** POST /api/v1/actions/sign: the person signs one document or fifty; prepare → sign → complete for each. */
export const SignDocuments = object({
  documentIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
  passphrase: Type.Optional(Text(200)),
})
export type SignDocuments = Type.Static<typeof SignDocuments>
/** POST /api/v1/actions/issue: Phát hành (send) or "Cấp số, đóng dấu, chưa gửi" (send: false). */
export const IssueDocuments = object({
  documentIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
  send: Type.Boolean(),
  passphrase: Type.Optional(Text(200)),
})
export type IssueDocuments = Type.Static<typeof IssueDocuments>
export interface BatchResult {
  results: {
    documentId: string
    ok: boolean
    numberSymbol: string | null
    problem: { code: string; vi: string; en: string } | null
  }[]
}

export const SendNumbered = object({ documentId: Id })
export type SendNumbered = Type.Static<typeof SendNumbered>
export const CancelNumber = object({ documentId: Id, reason: Line(1000) })
export type CancelNumber = Type.Static<typeof CancelNumber>
export const ReserveNumber = object({
  bookId: Id,
  typeCode: Type.String({ maxLength: 10 }),
  reason: Line(500),
  expiresOn: Day,
})
export type ReserveNumber = Type.Static<typeof ReserveNumber>
/** Bỏ giữ số: the held number is struck through with its reason, never given to another. */
export const ReleaseNumber = object({ entryId: Id, reason: Line(500) })
export type ReleaseNumber = Type.Static<typeof ReleaseNumber>
/** Binds a held number to the signed document it was held for, instead of the next one. */
export const UseReserved = object({ documentId: Id, entryId: Id })
export type UseReserved = Type.Static<typeof UseReserved>
/** "Vào sổ văn bản ký giấy": number first (the next one, or one held for it), scan later. */
export const RegisterPaperSigned = object({ documentId: Id, entryId: Type.Optional(Id) })
export type RegisterPaperSigned = Type.Static<typeof RegisterPaperSigned>
/** POST /api/v1/actions/issue-paper: the scan becomes the electronic copy (sao y) under the agency's key. */
export const IssuePaper = object({
  documentId: Id,
  uploadId: Id,
  send: Type.Boolean(),
  passphrase: Type.Optional(Text(200)),
})
export type IssuePaper = Type.Static<typeof IssuePaper>
/** Thu hồi văn bản (Art 18.4): notice inside the installation. */
export const RecallDocument = object({ documentId: Id, reason: Line(1000) })
export type RecallDocument = Type.Static<typeof RecallDocument>
export const RemindRecipients = object({ documentId: Id })
export type RemindRecipients = Type.Static<typeof RemindRecipients>
export const CorrectEntry = object({
  documentId: Id,
  subject: Type.Optional(Line(2000)),
  note: Type.Optional(Text(500)),
  reason: Line(500),
})
export type CorrectEntry = Type.Static<typeof CorrectEntry>
export const AnswerInvitation = object({
  documentId: Id,
  answer: Type.Union([Type.Literal('attend'), Type.Literal('delegate')]),
  who: Text(300),
})
export type AnswerInvitation = Type.Static<typeof AnswerInvitation>

/** A mark of the red pencil at the margin. */
export interface FormatFinding {
  code: string
  vi: string
  en: string
  field: string
  severity: 'must' | 'should'
  /** Patch of DraftContent that repairs it, with the words of the button. */
  repair: { vi: string; en: string; patch: Partial<DraftContent> } | null
}

export interface SignerOption {
  mandateId: string
  positionId: string
  label: string
  blockLines: string[]
  name: string
}

export interface DraftView {
  documentId: string
  state: string
  version: number
  content: DraftContent
  typeName: string
  issuerName: string
  parentName: string | null
  place: string
  symbolPreview: string
  findings: FormatFinding[]
  checks: { check: 'content' | 'format'; by: string | null; at: string | null; comment: string | null }[]
  signers: SignerOption[]
  annexes: { ordinal: number; filename: string; bytes: number }[]
  replyTo: { documentId: string; numberSymbol: string; subject: string } | null
  comments: { by: string; at: string; text: string }[]
  versions: { version: number; at: string; by: string; why: string | null }[]
  recipientCount: number
  uploaded: boolean
  drafterName: string
  savedAt: string
  can: Can
}

/** Row of Chờ ký / Chờ phát hành. */
export interface SigningCard {
  documentId: string
  subject: string
  typeName: string
  symbolPreview: string
  urgency: Urgency
  drafter: string
  checks: { check: 'content' | 'format'; by: string; at: string }[]
  pages: number
  /** GET: the rendered PDF. */
  url: string
  signedBy: string | null
  signedAt: string | null
  recipientCount: number
  /** For issuing: what will be written. */
  nextNumber: string | null
  issueDate: string | null
  annexes: number
  /** Signed by hand: it has its number and waits for the scan of the signed, stamped paper. */
  paper: boolean
  /** GET: the page to print, with number and date; null while it is not numbered for paper. */
  printUrl: string | null
  can: Can
}

/** A number held for a document to come, in a series that the document may use. */
export interface ReservedNumber {
  entryId: string
  bookId: string
  number: number
  heldOn: string
  expiresOn: string
  reason: string
}

export interface RecipientSuggestion {
  text: string
  agencyIds: string[]
  count: number
  kind: 'agency' | 'group' | 'outside'
  /** For groups: members, to unfold in place and make exceptions. */
  members?: { agencyId: string; name: string }[]
}
