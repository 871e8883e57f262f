import type { Delivery, DemoDocument, Province } from '@congvan/demo'
import type pg from 'pg'
import { printNumberSymbol, searchTextOf, typeNameOf } from '../modules/documents/index.ts'
import { bulk } from './bulk.ts'
import { derivedId } from './derived-id.ts'
import { handlingRows } from './load-handling.ts'

export const arrivalIdOf = (documentId: string, agencyId: string) =>
  derivedId('arrival', documentId, agencyId)
export const arrivalId = (document: DemoDocument, agencyId: string) => arrivalIdOf(document.id, agencyId)
export const typeName = (document: DemoDocument) =>
  typeNameOf(document.regime, document.typeCode) ??
  (document.typeCode === '' ? 'Công văn' : document.typeCode)

interface Tables {
  documents: Record<string, unknown>[]
  entries: Record<string, unknown>[]
  drafts: Record<string, unknown>[]
  reviews: Record<string, unknown>[]
  deliveries: Record<string, unknown>[]
  arrivals: Record<string, unknown>[]
  assignments: Record<string, unknown>[]
  relations: Record<string, unknown>[]
}

/** All metadata of the threads: documents of issuers and of addressees, register rows, deliveries, handling. The files follow. */
export async function loadDocuments(client: pg.ClientBase, province: Province): Promise<void> {
  const ctx = contextOf(province)
  const tables: Tables = {
    documents: [],
    entries: [],
    drafts: [],
    reviews: [],
    deliveries: [],
    arrivals: [],
    assignments: [],
    relations: [],
  }
  for (const document of ctx.all) {
    if (document.issuerAgencyId) outgoing(tables, ctx, document)
    for (const delivery of document.deliveries) arrival(tables, ctx, document, delivery)
  }
  await bulk(client, 'documents.document', tables.documents)
  await bulk(client, 'registers.entry', tables.entries)
  await bulk(client, 'drafting.draft', tables.drafts)
  await bulk(client, 'drafting.review', tables.reviews)
  await bulk(client, 'deliveries.delivery', tables.deliveries)
  await bulk(client, 'deliveries.arrival', tables.arrivals)
  await bulk(client, 'tasks.assignment', tables.assignments)
  await bulk(client, 'documents.relation', tables.relations)
}

function contextOf(province: Province) {
  const agencies = new Map(province.agencies.map((row) => [row.id, row]))
  const all = province.threads.flatMap((thread) => thread.documents)
  const seriesBook = new Map(
    province.books.flatMap((book) => book.series.map((series) => [series.id, { book, series }] as const)),
  )
  const incoming = new Map(
    province.books.filter((book) => book.direction === 'incoming').map((book) => [book.agencyId, book]),
  )
  const units = new Map(province.positions.map((row) => [row.id, row.unitId]))
  const heads = new Map(
    [...province.positions]
      .reverse()
      .filter((row) => row.role === 'unit-head' || (row.role === 'officer' && row.unitId))
      .sort((a, b) => Number(a.role === 'unit-head') - Number(b.role === 'unit-head'))
      .map((row) => [row.agencyId, row.id] as const),
  )
  const external = new Map(province.externalIssuers.map((row) => [row.id, row]))
  const people = new Map(province.people.map((row) => [row.id, row.fullName]))
  return {
    agencies,
    all,
    byId: new Map(all.map((row) => [row.id, row])),
    seriesBook,
    incoming,
    units,
    heads,
    external,
    people,
  }
}
type Context = ReturnType<typeof contextOf>

const recipientsText = (document: DemoDocument) =>
  document.recipients.map((line) => line.text.replace(/^-\s*/, '').replace(/[;.]$/, '')).join('; ')

function common(ctx: Context, document: DemoDocument) {
  const issuer = document.issuerAgencyId
    ? ctx.agencies.get(document.issuerAgencyId)!.name
    : (ctx.external.get(document.externalIssuerId ?? '')?.name ?? document.header.issuerName)
  const number = document.number === null ? null : String(document.number)
  const name = typeName(document)
  const subject = document.subject.replace(/^./u, (c) => c.toUpperCase())
  const facts = document.body.find((block) => block.kind === 'facts')
  return {
    regime: document.regime,
    type_code: document.typeCode,
    type_name: name,
    number,
    symbol: number === null ? null : document.symbol,
    issued_on: document.issuedOn,
    subject,
    issuer_name: issuer,
    issuer_agency_id: document.issuerAgencyId,
    place_name: document.header.place,
    signer_name: document.signerName,
    signer_title: document.signerTitle,
    urgency: document.urgency,
    recipients_text: recipientsText(document),
    verdict: document.medium === 'paper' ? 'unsigned' : 'pending',
    search_text: searchTextOf({
      number,
      symbol: document.symbol,
      subject,
      issuer_name: issuer,
      signer_name: document.signerName,
      type_name: name,
    }),
    invitation:
      document.typeCode === 'GM' && facts?.kind === 'facts'
        ? {
            time: facts.items[0]?.text ?? '',
            place: facts.items[1]?.text ?? '',
            participants: facts.items[2]?.text ?? '',
          }
        : null,
  }
}

function outgoing(tables: Tables, ctx: Context, document: DemoDocument): void {
  const agencyId = document.issuerAgencyId!
  const base = common(ctx, document)
  const issued = document.state === 'issued'
  const at =
    document.issuedAt ?? document.signedAt ?? document.checks.at(-1)?.at ?? '2021-12-17T15:00:00+07:00'
  tables.documents.push({
    agency_id: agencyId,
    id: document.id,
    direction: 'outgoing',
    state: document.state,
    revision: 1,
    ...base,
    due_on: null,
    arrived_at: null,
    arrival_number: null,
    registered_at: issued ? at : null,
    completed_at: null,
    created_at: at,
    changed_at: at,
    paper_only: document.medium === 'paper',
    ...(issued || document.state === 'signed' ? {} : { signer_name: null }),
  })
  if (document.number !== null && document.seriesId) {
    const { book, series } = ctx.seriesBook.get(document.seriesId)!
    tables.entries.push({
      agency_id: agencyId,
      id: derivedId('entry', document.id),
      book_id: book.id,
      series_id: series.id,
      period: series.reset === 'term' ? book.period : '2021',
      number: document.number,
      symbol: document.symbol,
      state: 'used',
      document_id: document.id,
      registered_on: document.issuedOn,
      issuer_name: base.issuer_name,
      number_symbol: printNumberSymbol(base.number, document.symbol, document.regime),
      issued_on: document.issuedOn,
      type_and_subject: `${base.type_name} ${base.subject}`,
      signer_name: document.signerName,
      recipients: base.recipients_text,
      handler: 'Văn thư',
      copies: document.recipientAgencyIds.length + 1,
      handed_over_on: document.issuedOn,
      note: document.medium === 'paper' ? 'Bản giấy' : null,
    })
  }
  relate(tables, ctx, document, agencyId, document.id)
  if (!issued) draft(tables, document, agencyId, at)
}

function draft(tables: Tables, document: DemoDocument, agencyId: string, at: string): void {
  const lines = document.body.filter(
    (block) => block.kind !== 'legal-basis' && block.kind !== 'enacting' && block.kind !== 'facts',
  )
  const grounds = document.body.find((block) => block.kind === 'legal-basis')
  tables.drafts.push({
    agency_id: agencyId,
    document_id: document.id,
    drafter_position_id: document.drafterPositionId ?? document.signerPositionId,
    version: 1,
    uploaded: false,
    fields: null,
    submitted_at: document.state === 'draft' ? null : at,
    finalised_at: null,
    signed_at: document.signedAt,
    signed_by_position_id: document.signedAt ? document.signerPositionId : null,
    signer_position_id: document.signerPositionId,
    mandate_id: document.mandateId,
    problem: null,
    content: {
      regime: document.regime,
      typeCode: document.typeCode,
      subject: document.subject,
      addressees: document.addressees,
      grounds: grounds?.kind === 'legal-basis' ? grounds.lines : [],
      body: lines.map(lineOf).join('\n'),
      recipients: document.recipients,
      urgency: document.urgency,
      unitSymbol: document.unitSymbol,
      signerPositionId: document.signerPositionId,
      mandateId: document.mandateId,
      drafterMark: '',
      invitation: null,
    },
  })
  for (const check of ['content', 'format'] as const) {
    const done = document.checks.find((row) => row.check === check)
    const waits = document.pendingChecks.find((row) => row.check === check)
    if (!done && document.state !== 'in-review') continue
    tables.reviews.push({
      agency_id: agencyId,
      id: derivedId('review', document.id, check),
      document_id: document.id,
      check_kind: check,
      state: done ? 'approved' : 'open',
      holder_position_id: done?.positionId ?? waits?.positionId ?? null,
      holder_role: done || waits ? null : 'clerk',
      comment: null,
      done_at: done?.at ?? null,
      done_by_position_id: done?.positionId ?? null,
      created_at: at,
    })
  }
}

function lineOf(block: DemoDocument['body'][number]): string {
  if (block.kind === 'heading') return `# ${block.text}`
  if (block.kind === 'article' || block.kind === 'clause') return `${block.label} ${block.text}`
  if (block.kind === 'dash') return `- ${block.text}`
  return 'text' in block ? block.text : ''
}

function relate(tables: Tables, ctx: Context, document: DemoDocument, agencyId: string, ownId: string): void {
  const links = [
    ...(document.repliesTo ? [['replies-to', document.repliesTo] as const] : []),
    ...document.cites.filter((id) => id !== document.repliesTo).map((id) => ['cites', id] as const),
  ]
  for (const [kind, id] of links) {
    const target = ctx.byId.get(id)
    if (!target) continue
    const own =
      target.issuerAgencyId === agencyId
        ? target.id
        : target.deliveries.some((row) => row.agencyId === agencyId)
          ? arrivalId(target, agencyId)
          : null
    tables.relations.push({
      agency_id: agencyId,
      id: derivedId('relation', ownId, agencyId, kind, id),
      document_id: ownId,
      kind,
      target_id: own,
      number_symbol:
        printNumberSymbol(
          target.number === null ? null : String(target.number),
          target.symbol,
          target.regime,
        ) ?? target.symbol,
      subject: target.subject,
      issued_on: target.issuedOn,
    })
  }
}

/** A part that waits at a head of unit is being handled; "instructed" means waiting at the clerk. */
const stateOf = (delivery: Delivery) =>
  delivery.state === 'instructed' &&
  delivery.assignments.some((row) => row.role === 'assign' && row.state === 'open')
    ? 'handling'
    : delivery.state

function arrival(tables: Tables, ctx: Context, document: DemoDocument, delivery: Delivery): void {
  const base = common(ctx, document)
  const id = arrivalId(document, delivery.agencyId)
  const registered = delivery.arrivalNumber !== null && delivery.registeredAt !== null
  tables.documents.push({
    agency_id: delivery.agencyId,
    id,
    direction: 'incoming',
    state: stateOf(delivery),
    revision: 1,
    ...base,
    due_on: delivery.dueOn,
    arrived_at: delivery.arrivedAt,
    arrival_number: delivery.arrivalNumber,
    registered_at: delivery.registeredAt,
    completed_at: delivery.completedAt,
    created_at: delivery.arrivedAt,
    changed_at: delivery.completedAt ?? delivery.registeredAt ?? delivery.arrivedAt,
    paper_only: delivery.channel === 'paper',
  })
  if (registered) incomingEntry(tables, ctx, document, delivery, id, base)
  if (document.issuerAgencyId) {
    const agency = ctx.agencies.get(delivery.agencyId)!
    const parent = agency.parentId ? ctx.agencies.get(agency.parentId) : undefined
    const deliveryId = derivedId('delivery', document.id, delivery.agencyId)
    const handled = delivery.assignments.find((row) => row.role === 'lead')
    tables.deliveries.push({
      agency_id: document.issuerAgencyId,
      id: deliveryId,
      document_id: document.id,
      recipient_agency_id: delivery.agencyId,
      recipient_name: agency.shortName,
      group_name: parent?.shortName ?? 'Cấp tỉnh',
      channel: 'local',
      arrival_document_id: id,
      sent_at: document.issuedAt,
      arrived_at: delivery.arrivedAt,
      accepted_at: delivery.registeredAt,
      assigned_at: handled?.at ?? null,
      completed_at: delivery.completedAt,
    })
    tables.arrivals.push({
      agency_id: delivery.agencyId,
      document_id: id,
      sender_agency_id: document.issuerAgencyId,
      sender_document_id: document.id,
      delivery_id: deliveryId,
      arrived_at: delivery.arrivedAt,
    })
  }
  relate(tables, ctx, document, delivery.agencyId, id)
  tables.assignments.push(...handlingRows(ctx, delivery, id))
}

function incomingEntry(
  tables: Tables,
  ctx: Context,
  document: DemoDocument,
  delivery: Delivery,
  id: string,
  base: ReturnType<typeof common>,
): void {
  const book = ctx.incoming.get(delivery.agencyId)
  const series = book?.series[0]
  if (!book || !series) return
  const lead = delivery.assignments.find((row) => row.role === 'lead')
  tables.entries.push({
    agency_id: delivery.agencyId,
    id: derivedId('entry', id),
    book_id: book.id,
    series_id: series.id,
    period: series.reset === 'term' ? book.period : '2021',
    number: delivery.arrivalNumber,
    symbol: null,
    state: 'used',
    document_id: id,
    registered_on: delivery.registeredAt!.slice(0, 10),
    issuer_name: base.issuer_name,
    number_symbol: printNumberSymbol(base.number, document.symbol, document.regime),
    issued_on: document.issuedOn,
    type_and_subject: `${base.type_name} ${base.subject}`,
    signer_name: document.signerName,
    recipients: null,
    handler: lead ? (ctx.people.get(lead.personId) ?? null) : null,
    copies: null,
    handed_over_on: lead ? lead.at.slice(0, 10) : null,
    note: null,
  })
}
