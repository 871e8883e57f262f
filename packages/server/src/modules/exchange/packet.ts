import {
  type AttachmentToWrite,
  type DocumentPacket,
  emptyOrgan,
  type Organ,
  type Packet,
  problemsBeforeSending,
  type ResponseFor,
  sourceOf,
  writePacket,
} from '@congvan/edxml'
import { crashPoint } from '../../platform/crash-point.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { components, documents, relations } from '../documents/index.ts'
import { findAgency } from '../organisations/index.ts'
import { contentIdOf, travelsBeside } from './enclosures.ts'
import { keepPacket, type MessageRow } from './store/messages.ts'
import { findArrivalOf, type PeerRow } from './store/rows.ts'
import { putEnclosures } from './store/transfers.ts'

/** A packet that may never leave as it is: retrying changes nothing. */
export class Unsendable extends Error {}

/** The bytes of a message: built once, kept, and sent again byte for byte. */
export async function packetOf(services: Services, message: MessageRow, peer: PeerRow): Promise<Uint8Array> {
  if (message.packet_sha256) return services.blobs.get(message.packet_sha256)
  const actor = systemActor(message.agency_id)
  const { packet, files } = await services.runner.read(actor, (tx) =>
    message.kind === 'status'
      ? statusPacket(tx, message).then((made) => ({ packet: made, files: [] as AttachmentRef[] }))
      : documentPacket(tx, message, services.clock.now().toString()),
  )
  const problems = problemsBeforeSending(packet)
  if (problems.length) throw new Unsendable(problems.join(' · '))
  const beside = travelsBeside(
    peer,
    files.reduce((sum, file) => sum + file.bytes, 0),
  )
  const attachments: AttachmentToWrite[] = []
  for (const { name, mediaType, ...file } of files)
    attachments.push(
      beside
        ? { facts: { name, mediaType, contentId: contentIdOf(file) }, content: null }
        : { facts: { name, mediaType }, content: sourceOf(await services.blobs.get(file.sha256)) },
    )
  const parts: Uint8Array[] = []
  for await (const part of writePacket(packet, attachments)) parts.push(part)
  const bytes = Buffer.concat(parts)
  crashPoint('sender.packet-written')
  const { sha256 } = await services.blobs.put(bytes)
  crashPoint('sender.packet-stored')
  if (beside) await services.runner.system((tx) => putEnclosures(tx, peer.id, sha256, files))
  await services.runner.store(actor, (tx) => keepPacket(tx, message.agency_id, message.id, sha256))
  message.packet_sha256 = sha256
  crashPoint('sender.packet-kept')
  return bytes
}

interface AttachmentRef {
  name: string
  mediaType: string
  sha256: string
  bytes: number
}

async function organOf(tx: Tx, agencyId: string): Promise<Organ> {
  const agency = await findAgency(tx, agencyId)
  return emptyOrgan(agency?.identifier_code ?? agency?.code ?? '', agency?.name ?? '')
}

async function statusPacket(tx: Tx, message: MessageRow): Promise<Packet> {
  const document = await documents.findDocument(tx, message.agency_id, message.document_id)
  const responseFor: ResponseFor = {
    organId: message.recipient_code,
    code: `${document?.number ?? ''}/${document?.symbol ?? ''}`,
    documentId: message.wire_id,
    issuedOn: document?.issued_on ?? null,
  }
  return {
    kind: 'status',
    from: await organOf(tx, message.agency_id),
    responseFor: [responseFor],
    staff: null,
    statusCode: message.what,
    statusText: message.payload.text ?? '',
    at: message.payload.at ?? message.created_at,
    extensions: [],
  }
}

async function documentPacket(
  tx: Tx,
  message: MessageRow,
  now: string,
): Promise<{ packet: Packet; files: AttachmentRef[] }> {
  const document = (await documents.findDocument(tx, message.agency_id, message.document_id))!
  const from = await organOf(tx, message.agency_id)
  const files =
    message.what === 'recall' || message.what === 'update'
      ? []
      : (await components.listComponents(tx, message.agency_id, message.document_id))
          .filter((row) => row.role !== 'upload')
          .map((row) => ({
            name: row.filename,
            mediaType: row.media_type,
            sha256: row.sha256,
            bytes: row.bytes,
          }))
  const business = message.what as DocumentPacket['business']
  const acts = business === 'recall' || business === 'update'
  const change = message.payload.change
  const packet: DocumentPacket = {
    ...EMPTY,
    business,
    from,
    to: [emptyOrgan(message.recipient_code, message.payload.recipientName ?? '')],
    documentId: message.wire_id,
    number: document.number ?? '',
    symbol: document.symbol ?? '',
    place: document.place_name ?? '',
    issuedOn: document.issued_on,
    typeName: document.type_name,
    subject: change?.subject ?? document.subject,
    signer: { competence: '', position: document.signer_title ?? '', name: document.signer_name ?? '' },
    dueOn: change ? change.dueOn : document.due_on,
    urgency: document.urgency,
    toPlaces: (document.recipients_text ?? '').split('; ').filter(Boolean).slice(0, 50),
    trace: [{ organId: from.code, at: now }],
    reason: acts
      ? message.payload.text || (business === 'recall' ? 'Thu hồi' : 'Cập nhật')
      : business === 'replace'
        ? 'Thay thế văn bản đã gửi'
        : '',
    documentChanged: business === 'update',
    receiversListed: !!change?.removed.length,
    receiversChanged: (change?.removed ?? []).map((code) => ({ code, added: false })),
    target: acts ? message.wire_id : '',
    responseFor: acts
      ? [
          {
            organId: from.code,
            code: `${document.number}/${document.symbol}`,
            documentId: message.wire_id,
            issuedOn: document.issued_on,
          },
        ]
      : await answersTo(tx, message),
    replacements: business === 'replace' ? await replacedBy(tx, message, from.code) : [],
  }
  return { packet, files }
}

/** What it answers, by the name the other side gave it. */
async function answersTo(tx: Tx, message: MessageRow): Promise<ResponseFor[]> {
  const list = await relations.listRelations(tx, message.agency_id, message.document_id)
  const found: ResponseFor[] = []
  for (const row of list.filter((r) => r.outward && r.kind === 'replies-to' && r.target_id)) {
    const arrival = await findArrivalOf(tx, message.agency_id, row.target_id!)
    if (arrival)
      found.push({
        organId: arrival.sender_code,
        code: row.number_symbol,
        documentId: arrival.wire_id,
        issuedOn: row.issued_on,
      })
  }
  return found
}

async function replacedBy(tx: Tx, message: MessageRow, code: string) {
  const list = await relations.listRelations(tx, message.agency_id, message.document_id)
  return list
    .filter((row) => row.outward && row.kind === 'supersedes')
    .map((row) => ({
      documentId: `${code},${(row.issued_on ?? '').replaceAll('-', '/')},${row.number_symbol}`,
      organIds: [message.recipient_code],
    }))
}

export const EMPTY: Omit<DocumentPacket, 'business' | 'from' | 'to'> = {
  kind: 'document',
  documentId: '',
  number: '',
  symbol: '',
  place: '',
  issuedOn: null,
  typeGroup: '2',
  typeDetail: '0',
  typeName: '',
  subject: '',
  content: '',
  signer: { competence: '', position: '', name: '' },
  dueOn: null,
  urgency: 0,
  sphere: '',
  typist: '',
  copies: '',
  pages: '',
  appendixes: [],
  otherExtensions: [],
  responseFor: [],
  steering: '0',
  toPlaces: [],
  extensions: [],
  trace: [],
  reason: '',
  paper: '0',
  staff: null,
  target: '',
  documentChanged: false,
  receiversListed: false,
  receiversChanged: [],
  replacements: [],
  attachments: [],
}
