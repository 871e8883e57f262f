// Pages of words → the fields of the register, each with its confidence and the place it was read from.

import { readDueOn } from './fields/due-on.ts'
import { type PlaceDate, parsePlaceDate } from './fields/issued-on.ts'
import { readIssuer } from './fields/issuer.ts'
import { readSecrecy, readUrgency } from './fields/marks.ts'
import { type NumberParts, parseNumber } from './fields/number.ts'
import { readAddressees, readRecipients } from './fields/recipients.ts'
import { readReferences } from './fields/references.ts'
import { readSigner } from './fields/signer.ts'
import { readSubject } from './fields/subject.ts'
import { readTypeName } from './fields/type-name.ts'
import { ABOUT, type Marked, markHeader } from './layout/anchors.ts'
import { findHeader, type Header } from './layout/header.ts'
import { evidenceOf, type Piece, piecesOf } from './layout/pieces.ts'
import { findSignatureZone, isTitleLine } from './layout/signature-zone.ts'
import { nearCode } from './lexicon/types.ts'
import type { Evidence, FieldName, Fields, Page, Reading, Rect } from './page-model.ts'
import { CERTAIN } from './page-model.ts'
import { regimeOf } from './regime.ts'
import { repairAbstract } from './text/abstract-words.ts'
import { canonicalHead, canonicalTitle, repairSlash } from './text/canonical.ts'
import { squeeze } from './text/normalise.ts'

const EMPTY: Fields = {
  issuer: null,
  parentIssuer: null,
  number: null,
  symbol: null,
  place: null,
  issuedOn: null,
  typeName: null,
  subject: null,
  signer: null,
  signingAuthority: null,
  signerTitle: null,
  urgency: null,
  secrecyMark: null,
  recipients: [],
  dueOn: null,
  references: [],
}

export const unreadable = (pages: number, warning: string): Reading => ({
  pages,
  fields: { ...EMPTY, recipients: [], references: [] },
  confidence: {},
  evidence: {},
  regime: 'nd30',
  warnings: [warning],
})

/** Collects fields, and lowers what a weak scan or a weak paper makes doubtful. */
class Draft {
  readonly fields: Fields = { ...EMPTY, recipients: [], references: [] }
  readonly confidence: Partial<Record<FieldName, number>> = {}
  readonly evidence: Partial<Record<FieldName, Evidence>> = {}
  readonly warnings: string[] = []

  set<K extends FieldName>(name: K, value: Fields[K], sure: number, pieces: readonly Piece[]): void {
    if (value === null || (Array.isArray(value) && value.length === 0)) return
    this.fields[name] = value
    const weakest = pieces.length === 0 ? 1 : Math.min(...pieces.map((p) => p.confidence))
    const scanned = pieces.some((p) => p.source === 'ocr')
    this.confidence[name] = round(scanned ? Math.min(sure, scannedLimit(weakest)) : sure)
    const evidence = evidenceOf(pieces)
    if (evidence) this.evidence[name] = evidence
  }
}

const round = (n: number): number => Math.round(Math.max(0.05, Math.min(0.99, n)) * 100) / 100

/** What the engine's own word confidence is worth: measured over generated scans (docs/reading.md). */
const scannedLimit = (weakest: number): number =>
  weakest >= 0.93 ? 0.97 : weakest >= 0.85 ? 0.9 : weakest >= 0.7 ? 0.8 : 0.55

const lostHyphens = (header: Header): boolean =>
  header.pieces.some((p) => p.kind === 'motto' && /l[ậa]p\s+T[ựu]\s+do\s+H/iu.test(p.text))

function readNumber(header: Header, draft: Draft): NumberParts | null {
  if (header.number === null) return null
  const piece = header.pieces[header.number]!
  const below = wrappedTail(header, header.number)
  const text = below ? piece.text + below.text : piece.text
  const pieces = below ? [piece, below] : [piece]
  const parts = parseNumber(text, { ocr: piece.source === 'ocr', lostHyphens: lostHyphens(header) })
  if (!parts) return null
  const sure =
    (header.title === null ? 0.85 : 0.99) - (parts.repaired ? 0.12 : 0) - (parts.symbol === null ? 0.3 : 0)
  draft.set('number', parts.number, sure, pieces)
  draft.set('symbol', parts.symbol, sure, pieces)
  if (parts.number === null) draft.warnings.push('Văn bản chưa có số.')
  return parts
}

/** "Số: 12/QĐ-" with "UBND" on the line below. */
function wrappedTail(header: Header, at: number): Marked | null {
  const piece = header.pieces[at]!
  if (!/[-/]\s*$/.test(piece.text)) return null
  const next = header.pieces
    .slice(at + 1, at + 4)
    .find(
      (p) =>
        p.kind === 'text' &&
        p.row > piece.row &&
        Math.abs(p.x + p.w / 2 - piece.x - piece.w / 2) < piece.pageWidth * 0.25,
    )
  return next && /^[\p{Lu}&-]{2,20}$/u.test(next.text) ? next : null
}

function readDate(header: Header, draft: Draft): PlaceDate | null {
  if (header.date === null) return null
  const piece = header.pieces[header.date]!
  const parsed = parsePlaceDate(piece.text)
  if (!parsed) return null
  const sure = (header.title === null ? 0.85 : 0.99) - (parsed.date?.repaired ? 0.12 : 0)
  draft.set('issuedOn', parsed.date?.iso ?? null, parsed.place === null ? sure - 0.04 : sure, [piece])
  draft.set('place', parsed.place, sure, [piece])
  if (!parsed.date)
    draft.warnings.push(
      parsed.open
        ? 'Văn bản chưa ghi đủ ngày, tháng, năm ban hành.'
        : 'Ngày ban hành không đọc được hoặc không có trong lịch.',
    )
  return parsed
}

/** A scan's CM-SNNMT over GIẤY MỜI is GM-SNNMT: the type line tells which code stands in the symbol. */
function repairCode(header: Header, draft: Draft, typeName: string): void {
  const symbol = draft.fields.symbol
  if (!symbol || header.number === null || header.pieces[header.number]!.source !== 'ocr') return
  const code = symbol.split(/[-/]/)[0]!
  const own = nearCode(code, typeName)
  if (!own) return
  draft.fields.symbol = own + symbol.slice(code.length)
  draft.confidence.symbol = Math.min(draft.confidence.symbol ?? 0, 0.8)
}

/** Text boxes are sometimes exported after everything else: a "V/v" far below is a doubtful subject. */
function lateAbout(pages: readonly Page[], header: Header): Marked | null {
  if (header.about !== null || header.type) return null
  for (const page of pages) {
    const marked = markHeader(piecesOf(page))
    const at = marked.findIndex((p) => p.kind === 'about' && ABOUT.test(p.text))
    if (at < 0) continue
    const tail = marked.slice(at + 1, at + 4)
    const lines = [marked[at]!]
    for (const piece of tail) {
      if (piece.kind !== 'text' || isTitleLine(piece.text)) break
      lines.push(piece)
    }
    return { ...lines[0]!, text: squeeze(lines.map((p) => p.text).join(' ')) }
  }
  return null
}

function bodyText(pages: readonly Page[], header: Header): string {
  const parts: string[] = []
  for (const page of pages) {
    if (page.number < header.page) continue
    const rows = page.number === header.page ? header.pieces.slice(header.end) : piecesOf(page)
    parts.push(rows.map((p) => p.text).join(' '))
  }
  return repairSlash(squeeze(parts.join(' ')))
}

export function readDocument(pages: readonly Page[]): Reading {
  const header = findHeader(pages)
  if (!header) return unreadable(pages.length, 'Không có chữ để đọc.')
  const draft = new Draft()
  const parts = readNumber(header, draft)
  readDate(header, draft)
  const type = readTypeName(header, parts)
  draft.set('typeName', type.name, type.confidence, type.pieces)
  draft.warnings.push(...type.warnings)
  if (type.name && type.confidence >= 0.9) repairCode(header, draft, type.name)
  readBodies(header, draft)
  const subject = readSubject(header, lateAbout(pages, header))
  if (subject) {
    const seen = subject.pieces.some((p) => p.source === 'ocr')
    const text = repairSlash(subject.text)
    const meant = seen ? repairAbstract(text) : text
    const sure = meant === text ? subject.confidence : Math.min(subject.confidence, REPAIRED)
    draft.set('subject', meant, sure, subject.pieces)
  }
  readEnd(pages, header, draft)
  readMarks(header, draft)
  readBody(pages, header, draft)
  const regime = regimeOf({
    partyTitle: header.party,
    partyNumber: parts?.partyShape ?? false,
    yearInNumber: parts?.year != null,
    symbol: parts?.symbol ?? null,
    typeName: type.name,
    issuedOn: draft.fields.issuedOn,
    signingPrefixes: draft.fields.signingAuthority ?? '',
  })
  judge(header, draft)
  return {
    pages: pages.length,
    fields: draft.fields,
    confidence: draft.confidence,
    evidence: asTheyCame(draft.evidence, pages),
    regime,
    warnings: draft.warnings,
  }
}

/** A page read after a turn is looked at unturned: its zones are turned back. */
function asTheyCame(evidence: Draft['evidence'], pages: readonly Page[]): Draft['evidence'] {
  const turns = new Map(pages.map((page) => [page.number, page.turn]))
  const back = ({ x, y, width, height }: Rect, turn: Page['turn']): Rect => {
    const across = { width: height, height: width }
    if (turn === 180) return { x: 1 - x - width, y: 1 - y - height, width, height }
    if (turn === 90) return { x: y, y: 1 - x - width, ...across }
    return { x: 1 - y - height, y: x, ...across }
  }
  const entries = Object.entries(evidence).map(([name, seen]) => {
    const turn = turns.get(seen.page)
    return [name, turn ? { ...seen, rect: back(seen.rect, turn) } : seen]
  })
  return Object.fromEntries(entries) as Draft['evidence']
}

/** What was written otherwise than the engine read it is never certain. */
const REPAIRED = 0.9

function readBodies(header: Header, draft: Draft): void {
  const bodies = readIssuer(header, draft.fields.symbol)
  setBody(draft, 'issuer', bodies.issuer, bodies.confidence, bodies.issuerPieces)
  setBody(draft, 'parentIssuer', bodies.parent, bodies.confidence, bodies.parentPieces)
}

/** Scanned letterheads are written with the marks of the known words; known throughout, the engine's doubt weighs less. */
function setBody(
  draft: Draft,
  name: 'issuer' | 'parentIssuer',
  value: string | null,
  sure: number,
  pieces: readonly Piece[],
): void {
  const scanned = pieces.some((p) => p.source === 'ocr')
  if (value === null || !scanned) {
    draft.set(name, value, sure, pieces)
    return
  }
  const known = canonicalHead(value)
  draft.set(name, known.text, sure, pieces)
  if (known.whole) draft.confidence[name] = round(Math.min(0.94, Math.max(draft.confidence[name] ?? 0, 0.9)))
  else draft.confidence[name] = Math.min(draft.confidence[name] ?? 0, 0.85)
}

function readEnd(pages: readonly Page[], header: Header, draft: Draft): void {
  const zone = findSignatureZone(pages, header.page, header.bodyRow)
  const signer = readSigner(zone, / - /.test(draft.fields.issuer ?? '') && draft.fields.parentIssuer === null)
  draft.set('signer', signer.signer, signer.confidence, signer.namePieces)
  draft.set('signingAuthority', signer.authority, signer.confidence, signer.titlePieces)
  const scanned = signer.titlePieces.some((p) => p.source === 'ocr')
  const title = scanned && signer.title ? canonicalTitle(signer.title) : signer.title
  const sure = title === signer.title ? signer.confidence : Math.min(signer.confidence, REPAIRED)
  draft.set('signerTitle', title, sure, signer.titlePieces)
  const recipients = readRecipients(zone, readAddressees(header))
  draft.set('recipients', recipients.recipients, 0.85, recipients.pieces)
}

function readMarks(header: Header, draft: Draft): void {
  const urgency = readUrgency(header)
  if (urgency) draft.set('urgency', urgency.mark, 0.97, [urgency.piece])
  const secrecy = readSecrecy(header)
  if (!secrecy) return
  draft.set('secrecyMark', secrecy.mark, 0.97, [secrecy.piece])
  draft.warnings.push(`Văn bản mang dấu độ mật "${secrecy.mark}": không được đưa lên hệ thống này.`)
}

function readBody(pages: readonly Page[], header: Header, draft: Draft): void {
  const body = bodyText(pages, header)
  const due = readDueOn(body, draft.fields.issuedOn)
  if (due) draft.set('dueOn', due.dueOn, due.confidence, [])
  draft.set('references', readReferences(body, draft.fields), 0.85, [])
}

/** A page without the head of an official paper can hold none of these fields for certain. */
function judge(header: Header, draft: Draft): void {
  if (header.pieces.some((p) => p.kind === 'draft')) draft.warnings.push('Văn bản ghi là dự thảo.')
  const signs = [header.title, header.number, header.date, header.addressee].filter((n) => n !== null).length
  if (signs >= 2) return
  for (const name of Object.keys(draft.confidence) as FieldName[])
    draft.confidence[name] = Math.min(draft.confidence[name]!, signs === 0 ? 0.3 : 0.6)
  if (signs > 0) return
  draft.warnings.push(
    'Không giống một văn bản hành chính: không có Quốc hiệu, số, ngày ban hành hay nơi gửi.',
  )
  for (const name of [
    'issuer',
    'parentIssuer',
    'subject',
    'signer',
    'signingAuthority',
    'signerTitle',
    'typeName',
  ] as const) {
    draft.fields[name] = null
    delete draft.confidence[name]
    delete draft.evidence[name]
  }
}

/** Exit code 0 needs every register field and the signer to be certain. */
export function isCertain(reading: Reading): boolean {
  const names = ['issuer', 'number', 'symbol', 'issuedOn', 'typeName', 'subject', 'signer'] as const
  return names.every((name) => (reading.confidence[name] ?? 0) >= CERTAIN)
}
