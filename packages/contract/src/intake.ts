import Type from 'typebox'
import { Day, Id, Line, Text, UrgencyLevel } from './common.ts'

/** The most one file may be: a scan of five hundred pages at 200 dpi in colour (200 MB). */
export const MOST_UPLOAD = 209_715_200

/** Answer of POST /api/v1/uploads (raw body, header x-filename percent-encoded). The file lies in the encrypted spool. */
export interface UploadReceipt {
  uploadId: string
  filename: string
  mediaType: string
  bytes: number
  /** What the reader proposes; every field may be null. */
  suggestion: IncomingFields
  /** field → 0–1 */
  confidence: Partial<Record<keyof IncomingFields, number>>
  duplicates: DuplicateHint[]
  warnings: { code: string; vi: string; en: string }[]
  /** A scanned stack with separator sheets: the documents after the first, each to be captured by itself. */
  others?: UploadReceipt[]
}

export interface DuplicateHint {
  documentId: string
  why: 'same-bytes' | 'same-number'
  vi: string
  en: string
}

export const IncomingFields = Type.Object(
  {
    issuerName: Type.Union([Line(300), Type.Null()]),
    number: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
    symbol: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
    issuedOn: Type.Union([Day, Type.Null()]),
    typeName: Type.Union([Line(100), Type.Null()]),
    subject: Type.Union([Text(2000), Type.Null()]),
    signerName: Type.Union([Text(100), Type.Null()]),
    signerTitle: Type.Union([Text(200), Type.Null()]),
    urgency: UrgencyLevel,
    dueOn: Type.Union([Day, Type.Null()]),
    secrecyMark: Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
  },
  { additionalProperties: false },
)
export type IncomingFields = Type.Static<typeof IncomingFields>

/** Make an arrival out of uploads, or of paper alone (`uploadIds: []`, "Chỉ có bản giấy"). */
export const CaptureArrival = Type.Object(
  {
    documentId: Id,
    uploadIds: Type.Array(Id, { maxItems: 50 }),
    fields: IncomingFields,
    paperOnly: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type CaptureArrival = Type.Static<typeof CaptureArrival>

/** Vào sổ: takes the arrival number. `fields` corrects what was read. */
export const RegisterIncoming = Type.Object(
  { documentId: Id, bookId: Id, fields: IncomingFields, acceptDuplicate: Type.Boolean() },
  { additionalProperties: false },
)
export type RegisterIncoming = Type.Static<typeof RegisterIncoming>

export const UndoRegister = Type.Object({ documentId: Id }, { additionalProperties: false })
export type UndoRegister = Type.Static<typeof UndoRegister>

export const ReturnToSender = Type.Object(
  { documentId: Id, reason: Line(1000) },
  { additionalProperties: false },
)
export type ReturnToSender = Type.Static<typeof ReturnToSender>

/** GET query intake.queue → rows; intake.proposal?documentId → what two Enters will do. */
export interface IntakeProposal {
  documentId: string
  fields: IncomingFields
  confidence: Partial<Record<keyof IncomingFields, number>>
  /** Where a field was read: page from 1, rectangle in fractions of the page (left, top, width, height). */
  evidence: Partial<Record<keyof IncomingFields, { page: number; rect: [number, number, number, number] }>>
  bookId: string
  bookName: string
  nextNumber: number
  duplicates: DuplicateHint[]
  /** Who Trình goes to by the agency's rules. */
  route: { positionId: string; label: string; why: string } | null
  /** Who handled the last papers of this issuer, for the proposal to the leader. */
  handler: { label: string; why: string } | null
  /** The issuer that this abbreviation has stood for, when what was read is empty or doubtful. */
  issuerHint: { name: string; why: string } | null
}

/** A mark of secrecy found on an arrival: its files and words are destroyed at once, only the event stays (Law on State Secrets). */
export const DestroySecret = Type.Object(
  {
    documentId: Id,
    mark: Type.Union([Type.Literal('MẬT'), Type.Literal('TỐI MẬT'), Type.Literal('TUYỆT MẬT')]),
  },
  { additionalProperties: false },
)
export type DestroySecret = Type.Static<typeof DestroySecret>

/** Gộp: several scans of one paper, or the paper and its electronic copy, become one arrival. `documentId` stays. */
export const MergeArrivals = Type.Object(
  { documentId: Id, mergeIds: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }) },
  { additionalProperties: false },
)
export type MergeArrivals = Type.Static<typeof MergeArrivals>

/** Takes a merge back: the files return to the arrivals they came with. */
export const UnmergeArrivals = Type.Object({ documentId: Id }, { additionalProperties: false })
export type UnmergeArrivals = Type.Static<typeof UnmergeArrivals>

/** Để sau: to the foot of this person's list, or back. */
export const PutOff = Type.Object({ documentId: Id, off: Type.Boolean() }, { additionalProperties: false })
export type PutOff = Type.Static<typeof PutOff>

/** An upload that may carry a mark of secrecy: the clerk has looked at the paper. */
export const SettleHeld = Type.Object({ uploadId: Id }, { additionalProperties: false })
export type SettleHeld = Type.Static<typeof SettleHeld>

export const SetScanFolder = Type.Object({ open: Type.Boolean() }, { additionalProperties: false })
export type SetScanFolder = Type.Static<typeof SetScanFolder>

export const ClearSetAside = Type.Object({ fileId: Id }, { additionalProperties: false })
export type ClearSetAside = Type.Static<typeof ClearSetAside>

/** Answer of intake.doors: what came in by the doors and waits for a word of the clerk. */
export interface IntakeDoors {
  /** Sealed: nothing of them is shown but the name they came with. */
  held: { uploadId: string; filename: string; mark: string; confidence: number; at: string }[]
  folder: { path: string; open: boolean } | null
  /** Files of the scan folder that could not be taken in; they lie in its sub-folder `chua-nhan-duoc`. */
  setAside: { fileId: string; filename: string; reason: string; at: string }[]
}
