// Model → packet, in exactly the form receivers accept: default namespace on the root, the literal
// `edXML:` prefix on the envelope and everything in it, no prefix on AttachmentEncoded (one receiving
// stack rejects packets whose children lost the prefix).

import { randomUUID } from 'node:crypto'
import { Base64Encoder } from './base64.ts'
import { inspectContent } from './inspect.ts'
import { extensionOf } from './media.ts'
import type {
  AttachmentFacts,
  DocumentPacket,
  Extension,
  Organ,
  Packet,
  ResponseFor,
  Staff,
} from './model.ts'
import { BUSINESS_TYPES } from './model.ts'
import { EDXML_NAMESPACE } from './names.ts'
import { type ByteSource, stepsOf } from './source.ts'
import { dropControls, packetDate, packetTime } from './values.ts'
import { wrapInZip } from './zip-write.ts'

export interface AttachmentToWrite {
  facts: Pick<AttachmentFacts, 'name' | 'mediaType'> &
    Partial<Pick<AttachmentFacts, 'contentId' | 'description'>>
  /** Null: only listed; its bytes travel beside the packet. */
  content: ByteSource | null
  /** Without the wrapper of the kit: only for hubs known to accept it. */
  raw?: boolean
}

const UTF8 = new TextEncoder()

export async function* writePacket(
  packet: Packet,
  attachments: readonly AttachmentToWrite[] = [],
  newId: () => string = randomUUID,
): AsyncIterable<Uint8Array> {
  if (packet.kind === 'status') {
    yield UTF8.encode(`${START}${header(statusLines(packet))}${END_OF_ENVELOPE}${END}`)
    return
  }
  const named: Named[] = []
  for (const attachment of attachments) {
    // A file that reads like a wrapper must be wrapped, or the receiver would unpack the file itself.
    const { content, facts } = attachment
    const raw =
      content === null || (attachment.raw && !(await inspectContent(content, facts.name)).looksWrapped)
    named.push({ ...attachment, raw: raw === true, id: facts.contentId || newId() })
  }
  yield UTF8.encode(`${START}${header(messageLines(packet), traceLines(packet))}`)
  yield UTF8.encode(`${el('edXMLBody', manifest(named))}${END_OF_ENVELOPE}`)
  const carried = named.filter((attachment): attachment is Carried => attachment.content !== null)
  if (carried.length > 0) yield UTF8.encode('<AttachmentEncoded>')
  for (const attachment of carried) yield* attachmentBytes(attachment, newId)
  yield UTF8.encode(`${carried.length > 0 ? '</AttachmentEncoded>' : ''}${END}`)
}

const START =
  `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${EDXML_NAMESPACE}">` +
  `<edXML:edXMLEnvelope xmlns:edXML="${EDXML_NAMESPACE}">`
const END_OF_ENVELOPE = '</edXML:edXMLEnvelope>'
const END = '</edXML>\n'

function header(lines: string, trace = ''): string {
  return el('edXMLHeader', el('MessageHeader', lines) + trace)
}

type Named = AttachmentToWrite & { id: string }
type Carried = Named & { content: ByteSource }

function typeOf({ facts, raw }: Named): string {
  return raw ? facts.mediaType : 'application/zip'
}

function manifest(attachments: readonly Named[]): string {
  const references = attachments.map((attachment) =>
    el(
      'Reference',
      leaf('ContentId', `cid:${attachment.id}`) +
        leaf('ContentType', typeOf(attachment)) +
        leaf('AttachmentName', attachment.facts.name) +
        leaf('Description', attachment.facts.description),
    ),
  )
  const content = references.join('')
  return content
    ? `<edXML:edXMLManifest version="1.0">${content}</edXML:edXMLManifest>`
    : '<edXML:edXMLManifest version="1.0"/>'
}

async function* attachmentBytes(attachment: Carried, newId: () => string): AsyncIterable<Uint8Array> {
  const { facts, content } = attachment
  yield UTF8.encode(
    `<Attachment><ContentId>${escapeText(`cid:${attachment.id}`)}</ContentId>` +
      `<AttachmentName>${escapeText(facts.name)}</AttachmentName>` +
      (facts.description ? `<Description>${escapeText(facts.description)}</Description>` : '') +
      `<ContentType>${escapeText(typeOf(attachment))}</ContentType>` +
      `<edXML:ContentTransferEncoded xmlns:edXML="${EDXML_NAMESPACE}">`,
  )
  const encoder = new Base64Encoder()
  const entry = `${newId()}.${extensionOf(facts.name) || 'bin'}`
  for await (const step of attachment.raw ? stepsOf(content) : wrapInZip(content, entry))
    yield encoder.push(step)
  yield encoder.end()
  yield UTF8.encode('</edXML:ContentTransferEncoded></Attachment>')
}

function messageLines(packet: DocumentPacket): string {
  return (
    el('From', organLines(packet.from)) +
    packet.to.map((organ) => el('To', organLines(organ))).join('') +
    leaf('DocumentId', packet.documentId) +
    group('Code', leaf('CodeNumber', packet.number) + leaf('CodeNotation', packet.symbol)) +
    group(
      'PromulgationInfo',
      leaf('Place', packet.place) + leaf('PromulgationDate', dateOf(packet.issuedOn)),
    ) +
    group(
      'DocumentType',
      leaf('Type', packet.typeGroup) +
        leaf('TypeDetail', packet.typeDetail) +
        leaf('TypeName', packet.typeName),
    ) +
    leaf('Subject', packet.subject) +
    leaf('Content', packet.content) +
    group(
      'SignerInfo',
      leaf('Competence', packet.signer.competence) +
        leaf('Position', packet.signer.position) +
        leaf('FullName', packet.signer.name),
    ) +
    leaf('DueDate', dateOf(packet.dueOn)) +
    otherLines(packet) +
    packet.responseFor.map(responseLines).join('') +
    leaf('SteeringType', packet.steering) +
    group('ToPlaces', packet.toPlaces.map((place) => leaf('Place', place)).join('')) +
    packet.extensions.map(extensionLines).join('')
  )
}

function otherLines(packet: DocumentPacket): string {
  return el(
    'OtherInfo',
    leaf('Priority', String(packet.urgency)) +
      leaf('SphereOfPromulgation', packet.sphere) +
      leaf('TyperNotation', packet.typist) +
      leaf('PromulgationAmount', packet.copies) +
      leaf('PageAmount', packet.pages) +
      group('Appendixes', packet.appendixes.map((appendix) => leaf('Appendix', appendix)).join('')) +
      packet.otherExtensions.map(extensionLines).join(''),
  )
}

function statusLines(packet: Extract<Packet, { kind: 'status' }>): string {
  return (
    el('From', organLines(packet.from)) +
    packet.responseFor.map(responseLines).join('') +
    staffLines(packet.staff) +
    leaf('StatusCode', packet.statusCode) +
    leaf('Description', packet.statusText) +
    leaf('Timestamp', packet.at ? packetTime(packet.at) : '') +
    packet.extensions.map(extensionLines).join('')
  )
}

function traceLines(packet: DocumentPacket): string {
  const hops = packet.trace.map((hop) =>
    el('TraceHeader', leaf('OrganId', hop.organId) + leaf('Timestamp', hop.at ? packetTime(hop.at) : '')),
  )
  return el('TraceHeaderList', hops.join('') + businessLines(packet))
}

function businessLines(packet: DocumentPacket): string {
  return el(
    'Bussiness',
    leaf('DocumentId', packet.target) +
      leaf('BussinessDocType', String(BUSINESS_TYPES.indexOf(packet.business))) +
      leaf('BussinessDocReason', packet.reason) +
      leaf('Paper', packet.paper) +
      changeLines(packet) +
      staffLines(packet.staff) +
      group(
        'ReplacementInfoList',
        packet.replacements
          .map(({ documentId, organIds }) =>
            el(
              'ReplacementInfo',
              leaf('DocumentId', documentId) +
                group('OrganIdList', organIds.map((id) => leaf('OrganId', id)).join('')),
            ),
          )
          .join(''),
      ),
  )
}

function changeLines(packet: DocumentPacket): string {
  const { documentChanged, receiversListed, receiversChanged } = packet
  if (!documentChanged && !receiversListed && receiversChanged.length === 0) return ''
  const receivers = receiversChanged.map(({ code, added }) =>
    el('Receiver', leaf('OrganId', code) + leaf('ReceiverType', added ? '0' : '1')),
  )
  return el(
    'BussinessDocumentInfo',
    leaf('DocumentInfo', documentChanged ? '1' : '0') +
      leaf('DocumentReceiver', receiversListed ? '1' : '0') +
      group('ReceiverList', receivers.join('')),
  )
}

function organLines(organ: Organ): string {
  return (
    leaf('OrganId', organ.code) +
    leaf('OrganizationInCharge', organ.inCharge) +
    leaf('OrganName', organ.name) +
    leaf('OrganAdd', organ.address) +
    leaf('Email', organ.email) +
    leaf('Telephone', organ.telephone) +
    leaf('Fax', organ.fax) +
    leaf('Website', organ.website)
  )
}

function staffLines(staff: Staff | null): string {
  if (!staff) return ''
  return el(
    'StaffInfo',
    leaf('Department', staff.department) +
      leaf('Staff', staff.name) +
      leaf('Email', staff.email) +
      leaf('Mobile', staff.mobile),
  )
}

function responseLines(response: ResponseFor): string {
  return el(
    'ResponseFor',
    leaf('OrganId', response.organId) +
      leaf('Code', response.code) +
      leaf('DocumentId', response.documentId) +
      leaf('PromulgationDate', dateOf(response.issuedOn)),
  )
}

function extensionLines(extension: Extension): string {
  const content = extension.children.map(extensionLines).join('') || escapeText(extension.text)
  return el(extension.name, content)
}

function dateOf(iso: string | null): string {
  return iso ? packetDate(iso) : ''
}

function el(name: string, content: string): string {
  return content ? `<edXML:${name}>${content}</edXML:${name}>` : `<edXML:${name}/>`
}

/** A group without content is left out. */
function group(name: string, content: string): string {
  return content ? el(name, content) : ''
}

function leaf(name: string, value: string | undefined): string {
  return value ? el(name, escapeText(value)) : ''
}

function escapeText(value: string): string {
  return dropControls(value)
    .toWellFormed()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r\n?/g, '\n')
}
