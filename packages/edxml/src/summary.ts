// The flat JSON of `edxml read`, one object a packet.

import type {
  AttachmentFacts,
  Business,
  DocumentPacket,
  Packet,
  ReceiverChange,
  ResponseFor,
  TraceHop,
} from './model.ts'
import type { Warning } from './problems.ts'

export interface PacketSummary {
  kind: 'document' | 'status'
  business: Business | null
  from: { code: string; name: string }
  to: { code: string; name: string }[]
  documentId: string
  number: string
  symbol: string
  issuedOn: string | null
  typeName: string
  subject: string
  signer: string
  dueOn: string | null
  urgency: number
  responseFor: ResponseFor[]
  statusCode: string | null
  statusText: string
  trace: TraceHop[]
  affects: string[]
  receiversChanged: ReceiverChange[]
  attachments: Pick<AttachmentFacts, 'name' | 'mediaType' | 'bytes' | 'sha256' | 'wrapped' | 'damaged'>[]
  repaired: boolean
  warnings: Warning[]
}

export function summarise(packet: Packet, repaired: boolean, warnings: Warning[]): PacketSummary {
  const from = { code: packet.from.code, name: packet.from.name }
  if (packet.kind === 'document') return { ...documentPart(packet), repaired, warnings }
  // A status packet has no header of its own document: what it names is the document it is about.
  const [about] = packet.responseFor
  const slash = about?.code.indexOf('/') ?? -1
  return {
    kind: 'status',
    business: null,
    from,
    to: [],
    documentId: about?.documentId ?? '',
    number: slash < 0 ? '' : (about?.code.slice(0, slash) ?? ''),
    symbol: about?.code.slice(slash + 1) ?? '',
    issuedOn: about?.issuedOn ?? null,
    typeName: '',
    subject: '',
    signer: '',
    dueOn: null,
    urgency: 0,
    responseFor: packet.responseFor,
    statusCode: packet.statusCode,
    statusText: packet.statusText,
    trace: packet.at ? [{ organId: packet.from.code, at: packet.at }] : [],
    affects: [],
    receiversChanged: [],
    attachments: [],
    repaired,
    warnings,
  }
}

function documentPart(packet: DocumentPacket): Omit<PacketSummary, 'repaired' | 'warnings'> {
  return {
    kind: 'document',
    business: packet.business,
    from: { code: packet.from.code, name: packet.from.name },
    to: packet.to.map(({ code, name }) => ({ code, name })),
    documentId: packet.documentId,
    number: packet.number,
    symbol: packet.symbol,
    issuedOn: packet.issuedOn,
    typeName: packet.typeName,
    subject: packet.subject,
    signer: packet.signer.name,
    dueOn: packet.dueOn,
    urgency: packet.urgency,
    responseFor: packet.responseFor,
    statusCode: null,
    // The reason of a recall, update or replacement, so that it is not lost on the way back to a packet.
    statusText: packet.business === 'new' ? '' : packet.reason,
    trace: packet.trace,
    affects: affectedBy(packet),
    receiversChanged: packet.receiversChanged,
    attachments: packet.attachments.map(({ name, mediaType, bytes, sha256, wrapped, damaged }) => ({
      name,
      mediaType,
      bytes,
      sha256,
      wrapped,
      damaged,
    })),
  }
}

/** Identifiers of the documents a packet recalls, updates or replaces. */
export function affectedBy(packet: DocumentPacket): string[] {
  if (packet.business === 'replace') return packet.replacements.map((replacement) => replacement.documentId)
  return packet.target ? [packet.target] : []
}
