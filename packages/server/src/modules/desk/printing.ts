// What people print: the slip of an arrival, the register books as Appendix IV has them, and the same as a sheet.
import { SEPARATOR } from '@congvan/reader'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay, Temporal, ZONE } from '../../kernel/time.ts'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { documents, printNumberSymbol } from '../documents/index.ts'
import { logAccess } from '../identity/index.ts'
import {
  type HandlingSlip,
  renderHandlingSlip,
  renderRegisterIncoming,
  renderRegisterOutgoing,
  renderSeparators,
} from '../letters/index.ts'
import { type AgencyCard, findAgency, listPosts, type PostCard } from '../organisations/index.ts'
import { findBook, listEntries, listSeries, periodOf } from '../registers/index.ts'
import { type AssignmentRow, listAssignments } from '../tasks/index.ts'

const URGENCY = [undefined, 'KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'] as const

const issuerOf = (agency: AgencyCard) => ({
  ...(agency.parent_name_on_paper ? { parentName: agency.parent_name_on_paper.toUpperCase() } : {}),
  name: agency.name_on_paper.toUpperCase(),
})

/** Phiếu giải quyết văn bản đến, three parts, from what was written in the system. */
export async function printSlip(services: Services, actor: Actor, documentId: string): Promise<Uint8Array> {
  const slip = await services.runner.read(actor, async (tx): Promise<HandlingSlip> => {
    const document = await documents.findReadable(tx, agenciesOf(actor), documentId)
    if (document?.direction !== 'incoming' || !document.arrival_number)
      throw new DomainError('not-found', 'documents.not-found')
    const agency = (await findAgency(tx, document.agency_id))!
    const parts = await listAssignments(tx, document.agency_id, documentId)
    const posts = await listPosts(tx, document.agency_id)
    const mark = URGENCY[document.urgency]
    return {
      regime: agency.layout_regime,
      issuer: issuerOf(agency),
      arrivalNumber: String(document.arrival_number),
      arrivalDate: isoDay(Temporal.Instant.from(document.registered_at ?? document.created_at)),
      document: {
        issuerName: document.issuer_name,
        numberAndSymbol: printNumberSymbol(document.number, document.symbol, document.regime) ?? '',
        date: document.issued_on ?? isoDay(Temporal.Instant.from(document.created_at)),
        typeName: document.type_name,
        subject: document.subject,
        ...(mark ? { urgency: mark } : {}),
      },
      ...slipParts(parts, posts),
      preparedAt: Math.floor(services.clock.now().epochMilliseconds / 1000),
    }
  })
  return (await renderHandlingSlip(slip)).pdf
}

/** Tờ phân cách, ten at a time: laid before each paper of a stack, so that one scan becomes many documents. */
export async function printSeparators(services: Services, actor: Actor): Promise<Uint8Array> {
  const agency = await services.runner.read(actor, (tx) => findAgency(tx, actor.acting.agencyId))
  const issuer = agency?.name_on_paper ?? actor.acting.agencyName
  return (await renderSeparators({ issuer, mark: SEPARATOR, count: 10 })).pdf
}

function slipParts(
  parts: AssignmentRow[],
  posts: PostCard[],
): Pick<HandlingSlip, 'leader' | 'unit' | 'handler'> {
  const post = (id: string | null) => posts.find((row) => row.position_id === id)
  const label = (part: AssignmentRow) =>
    post(part.holder_position_id)?.unit_name ?? post(part.holder_position_id)?.full_name ?? ''
  const done = (role: string) => parts.filter((part) => part.role === role && part.state === 'done')
  const opinion = (part: AssignmentRow) => ({
    ...(part.answer ? { text: part.answer } : {}),
    by: post(part.holder_position_id)?.full_name ?? '',
    position: post(part.holder_position_id)?.title ?? '',
    on: isoDay(Temporal.Instant.from(part.done_at ?? part.created_at)),
  })
  const children = (part: AssignmentRow) => {
    const next = parts.filter((row) => row.parent_id === part.id)
    return next.some((row) => row.role === 'hand-over')
      ? parts.filter((row) => next.some((step) => step.id === row.parent_id))
      : next
  }
  const leader = done('direct').map((part) => {
    const given = children(part)
    const lead = given.find((row) => row.role === 'lead')
    return {
      ...opinion(part),
      ...(lead ? { lead: label(lead), ...(lead.due_on ? { leadDeadline: lead.due_on } : {}) } : {}),
      collaborators: given
        .filter((row) => row.role === 'collaborate')
        .map((row) => ({ name: label(row), ...(row.due_on ? { deadline: row.due_on } : {}) })),
      informed: given.filter((row) => row.role === 'informed').map(label),
    }
  })
  const assigned = parts.filter(
    (part) => part.role === 'lead' && parts.some((row) => row.id === part.parent_id && row.role === 'lead'),
  )
  const unit = assigned.map((part) => ({
    text: part.instruction ?? '',
    by: post(part.by_position_id)?.full_name ?? '',
    position: post(part.by_position_id)?.title ?? '',
    on: isoDay(Temporal.Instant.from(part.created_at)),
    assignee: post(part.holder_position_id)?.full_name ?? '',
    ...(part.due_on ? { deadline: part.due_on } : {}),
  }))
  return { leader, unit, handler: [...done('lead'), ...done('collaborate')].map(opinion) }
}

interface BookPrint {
  agency: AgencyCard
  direction: 'incoming' | 'outgoing'
  name: string
  period: string
  from: string
  to: string
  rows: Awaited<ReturnType<typeof listEntries>>
}

const MOST_PRINTED = 20_000

/** Reads a book by date range in printing order, and leaves the audit row of an export. */
async function readBook(
  services: Services,
  actor: Actor,
  bookId: string,
  range: { from?: string | undefined; to?: string | undefined },
  how: string,
): Promise<BookPrint> {
  const agencyId = actor.acting.agencyId
  const now = services.clock.now()
  const print = await services.runner.read(actor, async (tx) => {
    const book = await findBook(tx, agencyId, bookId)
    if (!book) throw new DomainError('not-found', 'registers.no-such-book')
    const [series] = await listSeries(tx, agencyId, bookId)
    const rows = await listEntries(tx, agencyId, { bookId, ...range, limit: MOST_PRINTED, ascending: true })
    const days = rows.map((row) => row.registeredOn).sort()
    return {
      agency: (await findAgency(tx, agencyId))!,
      direction: book.direction,
      name: book.name,
      period:
        series?.reset === 'term' ? periodOf(series, now) : `Năm ${(range.from ?? isoDay(now)).slice(0, 4)}`,
      from: range.from ?? days[0] ?? isoDay(now),
      to: range.to ?? days.at(-1) ?? isoDay(now),
      rows,
    }
  })
  await services.runner.system((tx) =>
    logAccess(tx, {
      personId: actor.personId,
      agencyId,
      what: 'export',
      detail: { bookId, how, rows: print.rows.length, ...range },
    }),
  )
  return print
}

type Range = { from?: string | undefined; to?: string | undefined }

/** Sổ đến, Sổ đi: ten columns, page totals, cancelled rows struck through, the sealed hash of what was printed. */
export async function printRegister(
  services: Services,
  actor: Actor,
  bookId: string,
  range: Range,
): Promise<Uint8Array> {
  const book = await readBook(services, actor, bookId, range, 'print')
  const now = services.clock.now().toZonedDateTimeISO(ZONE)
  const common = {
    regime: book.agency.layout_regime,
    issuer: issuerOf(book.agency),
    place: book.agency.place_name,
    period: book.period,
    from: book.from,
    to: book.to,
    printedBy: actor.name,
    printedAt: `${printDay(now.toPlainDate().toString())} ${now.toPlainTime().toString({ smallestUnit: 'minute' })}`,
    preparedAt: Math.floor(now.epochMilliseconds / 1000),
  }
  const struck = (row: BookPrint['rows'][number]) =>
    row.state === 'cancelled' ? { cancelled: row.note ?? 'Hủy số' } : {}
  if (book.direction === 'incoming') {
    const rows = book.rows.map((row) => ({
      arrivedOn: row.registeredOn,
      arrivalNumber: String(row.number),
      issuerName: row.issuerName ?? '',
      numberAndSymbol: row.numberSymbol ?? '',
      date: row.issuedOn,
      typeAndSubject: row.typeAndSubject,
      receiver: row.handler ?? '',
      handedOverOn: row.handedOverOn,
      receipt: '',
      remarks: row.state === 'cancelled' ? '' : (row.note ?? ''),
      ...struck(row),
    }))
    return (await renderRegisterIncoming({ ...common, rows })).pdf
  }
  const rows = book.rows.map((row) => ({
    numberAndSymbol: row.numberSymbol ?? String(row.number),
    date: row.issuedOn ?? row.registeredOn,
    typeAndSubject: row.typeAndSubject,
    signer: row.signerName ?? '',
    recipients: row.recipients ?? '',
    fileCopyKeeper: row.handler ?? 'Văn thư',
    copies: row.copies ?? 1,
    handedOverOn: row.handedOverOn,
    receipt: '',
    remarks: row.state === 'cancelled' ? '' : (row.note ?? ''),
    ...struck(row),
  }))
  return (await renderRegisterOutgoing({ ...common, rows })).pdf
}

const HEADS = {
  incoming: [
    'Ngày đến',
    'Số đến',
    'Tác giả',
    'Số, ký hiệu văn bản',
    'Ngày tháng văn bản',
    'Tên loại và trích yếu nội dung văn bản',
    'Đơn vị hoặc người nhận',
    'Ngày chuyển',
    'Ký nhận',
    'Ghi chú',
  ],
  outgoing: [
    'Số, ký hiệu văn bản',
    'Ngày tháng văn bản',
    'Tên loại và trích yếu nội dung văn bản',
    'Người ký',
    'Nơi nhận văn bản',
    'Đơn vị, người nhận bản lưu',
    'Số lượng bản',
    'Ngày chuyển',
    'Ký nhận',
    'Ghi chú',
  ],
} as const

/** The same ten columns as a sheet; text cells only, so that no cell can be a formula. */
export async function exportRegister(
  services: Services,
  actor: Actor,
  bookId: string,
  range: Range,
): Promise<Uint8Array> {
  const book = await readBook(services, actor, bookId, range, 'xlsx')
  const { default: writeSheet } = await import('write-excel-file/node')
  const lines = book.rows.map((row) => {
    const note = row.state === 'cancelled' ? `HỦY: ${row.note ?? ''}` : (row.note ?? '')
    return book.direction === 'incoming'
      ? [
          printDay(row.registeredOn),
          String(row.number),
          row.issuerName ?? '',
          row.numberSymbol ?? '',
          printDay(row.issuedOn),
          row.typeAndSubject,
          row.handler ?? '',
          printDay(row.handedOverOn),
          '',
          note,
        ]
      : [
          row.numberSymbol ?? String(row.number),
          printDay(row.issuedOn),
          row.typeAndSubject,
          row.signerName ?? '',
          row.recipients ?? '',
          row.handler ?? '',
          String(row.copies ?? ''),
          printDay(row.handedOverOn),
          '',
          note,
        ]
  })
  const cell = (value: string, bold = false) => ({
    value,
    type: String,
    ...(bold ? { fontWeight: 'bold' as const } : {}),
  })
  const data = [
    HEADS[book.direction].map((text) => cell(text, true)),
    ...lines.map((line) => line.map((text) => cell(text))),
  ]
  return (await writeSheet(data, { sheet: 'Sổ' }).toBuffer()) as Uint8Array
}
