// Header, trace and business part of a document packet → model.

import { Fields } from './from-tree.ts'
import type { Limits } from './limits.ts'
import {
  BUSINESS_TYPES,
  type Business,
  type DocumentPacket,
  type Organ,
  type Replacement,
  type TraceHop,
} from './model.ts'
import { EdxmlError, type Warnings } from './problems.ts'
import { childrenOf, type Node, onlyAnywhere } from './tree.ts'
import { readTime, readUrgency } from './values.ts'

const HEADER_NAMES = new Set(
  `From To DocumentId Code PromulgationInfo DocumentType Subject Content SignerInfo DueDate OtherInfo ResponseFor
   SteeringType ToPlaces TraceHeaderList Bussiness`.split(/\s+/),
)
const OTHER_NAMES = new Set(
  'Priority SphereOfPromulgation TyperNotation PromulgationAmount PageAmount Appendixes'.split(' '),
)

type Header = Omit<DocumentPacket, keyof BusinessPart | 'attachments' | 'kind'>
type BusinessPart = Pick<
  DocumentPacket,
  | 'business'
  | 'reason'
  | 'paper'
  | 'staff'
  | 'target'
  | 'documentChanged'
  | 'receiversListed'
  | 'receiversChanged'
  | 'replacements'
>

export function readDocument(root: Node, header: Node, limits: Limits, warnings: Warnings): DocumentPacket {
  const fields = new Fields(warnings)
  const head = readHeader(root, header, limits, fields)
  return { kind: 'document', ...head, ...readBusiness(root, head, fields), attachments: [] }
}

function readHeader(root: Node, header: Node, limits: Limits, fields: Fields): Header {
  const from = fields.organ(fields.group(header, 'From'))
  if (!from.code) throw new EdxmlError('no-sender', '', header.line)
  const code = fields.group(header, 'Code')
  const info = fields.group(header, 'PromulgationInfo')
  const type = fields.group(header, 'DocumentType')
  const signer = fields.group(header, 'SignerInfo')
  const other = fields.group(header, 'OtherInfo')
  const head: Header = {
    from,
    to: readRecipients(header, limits, fields),
    documentId: fields.code(header, 'DocumentId'),
    ...readCode(code, fields),
    place: fields.text(info, 'Place', 50),
    issuedOn: fields.date(info, 'PromulgationDate'),
    typeGroup: fields.text(type, 'Type'),
    typeDetail: fields.text(type, 'TypeDetail'),
    typeName: fields.text(type, 'TypeName', 100),
    subject: fields.text(header, 'Subject', 500),
    content: fields.text(header, 'Content', 500),
    signer: {
      competence: fields.text(signer, 'Competence', 100),
      position: fields.text(signer, 'Position', 100),
      name: fields.text(signer, 'FullName', 50),
    },
    dueOn: fields.date(header, 'DueDate'),
    urgency: readUrgency(fields.code(other, 'Priority'), fields.warnings),
    sphere: fields.text(other, 'SphereOfPromulgation', 100),
    typist: fields.text(other, 'TyperNotation', 10),
    copies: fields.text(other, 'PromulgationAmount'),
    pages: fields.text(other, 'PageAmount'),
    appendixes: fields.list(fields.group(other, 'Appendixes'), 'Appendix'),
    otherExtensions: fields.extensions(other, OTHER_NAMES),
    responseFor: fields.responses(header),
    steering: fields.text(header, 'SteeringType'),
    toPlaces: fields.list(fields.group(header, 'ToPlaces'), 'Place'),
    extensions: fields.extensions(header, HEADER_NAMES),
    trace: readTrace(root, fields),
  }
  return remark(head, fields.warnings)
}

function readCode(code: Node | undefined, fields: Fields): { number: string; symbol: string } {
  const number = fields.text(code, 'CodeNumber')
  const symbol = fields.text(code, 'CodeNotation', 30)
  const joined = code && code.children.length === 0 ? code.text.trim() : ''
  if (!joined) return { number, symbol }
  fields.warnings.add('element-misplaced', 'Code')
  const slash = joined.indexOf('/')
  return slash < 0
    ? { number: '', symbol: joined }
    : { number: joined.slice(0, slash), symbol: joined.slice(slash + 1) }
}

function readRecipients(header: Node, limits: Limits, fields: Fields): Organ[] {
  const nodes = childrenOf(header, 'To')
  if (nodes.length > limits.recipients) throw new EdxmlError('too-many-parts', 'To', header.line)
  const organs = new Map<string, Organ>()
  for (const node of nodes) {
    const organ = fields.organ(node)
    const key = (organ.code || organ.name).toLowerCase()
    if (!key) continue
    if (organs.has(key)) fields.warnings.add('recipient-repeated', organ.code)
    else organs.set(key, organ)
  }
  if (organs.size === 0) fields.warnings.add('recipient-missing')
  return [...organs.values()]
}

/** The axis appends a hop a system; a hop may name nobody. */
function readTrace(root: Node, fields: Fields): TraceHop[] {
  const list = onlyAnywhere(root, 'TraceHeaderList', fields.warnings)
  return childrenOf(list, 'TraceHeader').map((node) => ({
    organId: fields.code(node, 'OrganId'),
    at: readTime(fields.code(node, 'Timestamp'), fields.warnings, 'Timestamp'),
  }))
}

function remark(head: Header, warnings: Warnings): Header {
  const { number, symbol, issuedOn } = head
  if (number && !/^\d{1,11}$/.test(number)) warnings.add('number-form', number)
  if (head.typeGroup !== '1' && head.typeGroup !== '2') warnings.add('type-doubtful', head.typeGroup || '?')
  const wanted = {
    CodeNotation: symbol,
    TypeName: head.typeName,
    Subject: head.subject,
    FullName: head.signer.name,
  }
  for (const [name, value] of Object.entries(wanted)) if (!value) warnings.add('field-missing', name)
  if (!number) warnings.add('field-missing', 'CodeNumber')
  if (!issuedOn) warnings.add('field-missing', 'PromulgationDate')
  if (head.documentId) {
    if (!/^[^,]+,\d{4}\/\d\d\/\d\d,[^,]+$/.test(head.documentId))
      warnings.add('document-id-form', head.documentId)
    return head
  }
  if (!issuedOn || !(number || symbol)) throw new EdxmlError('no-document-id')
  warnings.add('document-id-built')
  return { ...head, documentId: standardDocumentId(head.from.code, issuedOn, number, symbol) }
}

/** `{sender},{yyyy/MM/dd},{number}/{notation}`: the only form every receiver understands. */
export function standardDocumentId(sender: string, issuedOn: string, number: string, symbol: string): string {
  return `${sender},${issuedOn.replaceAll('-', '/')},${number}/${symbol}`
}

function readBusiness(root: Node, head: Header, fields: Fields): BusinessPart {
  const node = onlyAnywhere(root, 'Bussiness', fields.warnings)
  const business = readBusinessType(node, fields)
  const named = fields.code(node, 'DocumentId')
  const info = fields.group(node, 'BussinessDocumentInfo')
  const receiverList = fields.group(info, 'ReceiverList') ?? fields.group(node, 'ReceiverList')
  const part: BusinessPart = {
    business,
    reason: fields.text(node, 'BussinessDocReason', 500),
    paper: fields.text(node, 'Paper'),
    staff: fields.staff(node),
    target: findTarget(business, named, head, fields),
    documentChanged: fields.code(info, 'DocumentInfo') === '1',
    receiversListed: fields.code(info, 'DocumentReceiver') === '1',
    receiversChanged: childrenOf(receiverList, 'Receiver').map((receiver) => ({
      code: fields.code(receiver, 'OrganId'),
      added: fields.code(receiver, 'ReceiverType') !== '1',
    })),
    replacements: readReplacements(node, fields),
  }
  if (business !== 'new' && !part.reason) fields.warnings.add('reason-missing')
  if (business === 'replace' && part.replacements.length === 0) fields.warnings.add('target-missing')
  return part
}

function readBusinessType(node: Node | undefined, fields: Fields): Business {
  const text = fields.code(node, 'BussinessDocType')
  if (!text) {
    fields.warnings.add('business-missing')
    return 'new'
  }
  const business = /^0*\d$/.test(text) ? BUSINESS_TYPES[Number(text)] : undefined
  // To take an unknown act for a new document could register a recall: better quarantine it.
  if (!business) throw new EdxmlError('unknown-business', text.slice(0, 40), node?.line)
  return business
}

function findTarget(business: Business, named: string, head: Header, fields: Fields): string {
  if (business === 'recall' || business === 'update') {
    const answered =
      business === 'recall' ? head.responseFor.find((r) => r.documentId)?.documentId : undefined
    if (!named && !answered) fields.warnings.add('target-missing')
    return named || answered || head.documentId
  }
  // Some senders fill it with the document's own identifier: harmless, and not worth a remark.
  if (named && business === 'new' && named !== head.documentId) fields.warnings.add('business-target-ignored')
  return ''
}

function readReplacements(node: Node | undefined, fields: Fields): Replacement[] {
  const list = fields.group(node, 'ReplacementInfoList')
  return childrenOf(list, 'ReplacementInfo').flatMap((info) => {
    const documentId = fields.code(info, 'DocumentId')
    const holders = childrenOf(fields.group(info, 'OrganIdList'), 'OrganId')
    const organIds = holders.map((holder) => holder.text.trim()).filter((code) => code)
    return documentId ? [{ documentId, organIds }] : []
  })
}
