// What a packet says, whatever its shape was. Empty text means "not given".

export type Business = 'new' | 'recall' | 'update' | 'replace'

export interface Organ {
  code: string
  name: string
  inCharge: string
  address: string
  email: string
  telephone: string
  fax: string
  website: string
}

export interface Staff {
  department: string
  name: string
  email: string
  mobile: string
}

export interface ResponseFor {
  organId: string
  /** `number/notation` as one text. */
  code: string
  documentId: string
  /** `yyyy-MM-dd` */
  issuedOn: string | null
}

export interface TraceHop {
  organId: string
  /** ISO 8601 with the zone of Vietnam. */
  at: string | null
}

export interface ReceiverChange {
  code: string
  added: boolean
}

export interface Replacement {
  documentId: string
  /** Who had received the replaced document. */
  organIds: string[]
}

/** An element outside the core of 2016: kept and sent on, never acted upon. */
export interface Extension {
  name: string
  text: string
  children: Extension[]
}

/** An attachment as a document packet names it. */
export interface AttachmentFacts {
  contentId: string
  name: string
  description: string
  /** From the content itself, never from the label alone. */
  mediaType: string
  bytes: number
  sha256: string
  wrapped: boolean
  damaged: boolean
}

export interface DocumentPacket {
  kind: 'document'
  business: Business
  from: Organ
  to: Organ[]
  documentId: string
  number: string
  symbol: string
  place: string
  issuedOn: string | null
  typeGroup: string
  typeDetail: string
  typeName: string
  subject: string
  content: string
  signer: { competence: string; position: string; name: string }
  dueOn: string | null
  urgency: number
  sphere: string
  typist: string
  copies: string
  pages: string
  appendixes: string[]
  otherExtensions: Extension[]
  responseFor: ResponseFor[]
  steering: string
  toPlaces: string[]
  extensions: Extension[]
  trace: TraceHop[]
  reason: string
  paper: string
  staff: Staff | null
  /** The document acted upon (recall, update), found by the rule of the standard. */
  target: string
  documentChanged: boolean
  receiversListed: boolean
  receiversChanged: ReceiverChange[]
  replacements: Replacement[]
  attachments: AttachmentFacts[]
}

export interface StatusPacket {
  kind: 'status'
  from: Organ
  responseFor: ResponseFor[]
  staff: Staff | null
  statusCode: string
  statusText: string
  at: string | null
  extensions: Extension[]
}

export type Packet = DocumentPacket | StatusPacket

/** Decision 28/2018: the nine codes and their names. */
export const STATUS_NAMES: Readonly<Record<string, string>> = {
  '01': 'Đã đến',
  '02': 'Từ chối tiếp nhận',
  '03': 'Đã tiếp nhận',
  '04': 'Phân công',
  '05': 'Đang xử lý',
  '06': 'Hoàn thành',
  '13': 'Lấy lại',
  '15': 'Đồng ý cập nhật, lấy lại',
  '16': 'Từ chối cập nhật, lấy lại',
}

/** A refusal or a request to take back says why. */
export const STATUSES_WITH_REASON: ReadonlySet<string> = new Set(['02', '13', '16'])

export const BUSINESS_TYPES: readonly Business[] = ['new', 'recall', 'update', 'replace']

export function emptyOrgan(code = '', name = ''): Organ {
  return { code, name, inCharge: '', address: '', email: '', telephone: '', fax: '', website: '' }
}
