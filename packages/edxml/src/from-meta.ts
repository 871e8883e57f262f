// META.json → model: the fields of `edxml read --json`, and the fields of the standard it leaves out.

import {
  BUSINESS_TYPES,
  type Business,
  type DocumentPacket,
  emptyOrgan,
  type Organ,
  type Packet,
  type ResponseFor,
  type Staff,
  type StatusPacket,
} from './model.ts'
import { standardDocumentId } from './read-document.ts'
import { boundMarks } from './values.ts'

export class MetaError extends Error {}

type Json = Record<string, unknown>

/** @param now ISO text, for the trace and the time of a status when META names none */
export function packetFromMeta(input: unknown, now: string): Packet {
  const meta = object(input, 'META')
  const kind = meta.kind ?? (meta.statusCode ? 'status' : 'document')
  if (kind === 'status') return statusFromMeta(meta, now)
  if (kind !== 'document') throw new MetaError('kind: document | status')
  return documentFromMeta(meta, now)
}

function statusFromMeta(meta: Json, now: string): StatusPacket {
  const [hop] = list(meta, 'trace')
  return {
    kind: 'status',
    from: organ(meta.from, 'from'),
    responseFor: responses(meta),
    staff: staff(meta.staff),
    statusCode: text(meta, 'statusCode'),
    statusText: text(meta, 'statusText'),
    at: time(meta.at ?? (hop ? object(hop, 'trace').at : undefined) ?? now, 'at'),
    extensions: [],
  }
}

function documentFromMeta(meta: Json, now: string): DocumentPacket {
  const business = (meta.business ?? 'new') as Business
  if (!BUSINESS_TYPES.includes(business)) throw new MetaError(`business: ${BUSINESS_TYPES.join(' | ')}`)
  const from = organ(meta.from, 'from')
  const affects = strings(meta, 'affects')
  const number = text(meta, 'number')
  const symbol = text(meta, 'symbol')
  const issuedOn = date(meta.issuedOn, 'issuedOn')
  const trace = list(meta, 'trace').map((hop) => hopFrom(object(hop, 'trace')))
  const receiversChanged = list(meta, 'receiversChanged').map((item) => {
    const change = object(item, 'receiversChanged')
    return { code: text(change, 'code'), added: change.added !== false }
  })
  return {
    kind: 'document',
    business,
    from,
    to: list(meta, 'to').map((item) => organ(item, 'to')),
    documentId:
      text(meta, 'documentId') || (issuedOn ? standardDocumentId(from.code, issuedOn, number, symbol) : ''),
    number,
    symbol,
    issuedOn,
    typeName: text(meta, 'typeName'),
    subject: text(meta, 'subject'),
    dueOn: date(meta.dueOn, 'dueOn'),
    urgency: urgency(meta.urgency),
    responseFor: responses(meta),
    trace: trace.length > 0 ? trace : [{ organId: from.code, at: now }],
    receiversChanged,
    ...lessUsed(meta),
    reason: text(meta, 'reason') || text(meta, 'statusText'),
    target: business === 'recall' || business === 'update' ? (affects[0] ?? '') : '',
    documentChanged:
      meta.documentChanged === undefined ? business === 'update' : meta.documentChanged === true,
    receiversListed: receiversChanged.length > 0,
    replacements: business === 'replace' ? replacements(meta, affects) : [],
    extensions: [],
    otherExtensions: [],
    attachments: [],
  }
}

/** Fields of the standard that the flat JSON leaves out; all optional. */
function lessUsed(meta: Json) {
  return {
    place: text(meta, 'place'),
    typeGroup: text(meta, 'typeGroup') || '2',
    typeDetail: text(meta, 'typeDetail') || '0',
    content: text(meta, 'content'),
    signer: {
      competence: text(meta, 'signerCompetence'),
      position: text(meta, 'signerPosition'),
      name: text(meta, 'signer'),
    },
    sphere: text(meta, 'sphere'),
    typist: text(meta, 'typist'),
    copies: text(meta, 'copies'),
    pages: text(meta, 'pages'),
    appendixes: strings(meta, 'appendixes'),
    steering: text(meta, 'steering') || '0',
    toPlaces: strings(meta, 'toPlaces'),
    paper: text(meta, 'paper') || '0',
    staff: staff(meta.staff),
  }
}

function replacements(meta: Json, affects: string[]): DocumentPacket['replacements'] {
  const given = list(meta, 'replacements').map((item) => {
    const replacement = object(item, 'replacements')
    return { documentId: text(replacement, 'documentId'), organIds: strings(replacement, 'organIds') }
  })
  return given.length > 0 ? given : affects.map((documentId) => ({ documentId, organIds: [] }))
}

function responses(meta: Json): ResponseFor[] {
  return list(meta, 'responseFor').map((item) => {
    const response = object(item, 'responseFor')
    return {
      organId: text(response, 'organId'),
      code: text(response, 'code'),
      documentId: text(response, 'documentId'),
      issuedOn: date(response.issuedOn, 'responseFor.issuedOn'),
    }
  })
}

function organ(input: unknown, field: string): Organ {
  const given = object(input, field)
  const result = emptyOrgan()
  for (const key of Object.keys(result) as (keyof Organ)[]) result[key] = text(given, key)
  return result
}

function staff(input: unknown): Staff | null {
  if (input === undefined || input === null) return null
  const given = object(input, 'staff')
  return {
    department: text(given, 'department'),
    name: text(given, 'name'),
    email: text(given, 'email'),
    mobile: text(given, 'mobile'),
  }
}

function hopFrom(hop: Json): { organId: string; at: string | null } {
  return { organId: text(hop, 'organId'), at: hop.at == null ? null : time(hop.at, 'trace.at') }
}

function object(input: unknown, field: string): Json {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new MetaError(`${field}: cần một đối tượng JSON`)
  return input as Json
}

function text(meta: Json, field: string): string {
  const value = meta[field]
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string' && typeof value !== 'number') throw new MetaError(`${field}: cần một chuỗi`)
  return boundMarks(String(value)).normalize('NFC').trim()
}

function list(meta: Json, field: string): unknown[] {
  const value = meta[field] ?? []
  if (!Array.isArray(value)) throw new MetaError(`${field}: cần một mảng`)
  return value
}

function strings(meta: Json, field: string): string[] {
  return list(meta, field)
    .map((item) => text({ [field]: item }, field))
    .filter((item) => item !== '')
}

function date(value: unknown, field: string): string | null {
  if (value === undefined || value === null || value === '') return null
  const day = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null
  const real = day && new Date(`${value}T00:00:00Z`)
  if (!real || Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== value) {
    throw new MetaError(`${field}: ngày dạng yyyy-MM-dd`)
  }
  return value as string
}

function time(value: unknown, field: string): string {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
    throw new MetaError(`${field}: thời điểm dạng ISO 8601`)
  return value
}

function urgency(value: unknown): number {
  const level = value === undefined || value === null ? 0 : Number(value)
  if (!Number.isInteger(level)) throw new MetaError('urgency: 0–4')
  return level
}
