import { type DocumentPacket, recipientStatus, type StatusFact, type StatusPacket } from '@congvan/edxml'
import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import { command, type Scope } from '../../platform/command.ts'
import { crashPoint } from '../../platform/crash-point.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { components, documents, relations, searchTextOf } from '../documents/index.ts'
import { hashOf, idFrom } from './ids.ts'
import { queueStatus } from './outgoing.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'

export const systemOnly = (actor: Actor) =>
  actor.personId === systemActor('').personId ? null : 'exchange.system-only'

export interface TakenFile {
  name: string
  mediaType: string
  bytes: number
  sha256: string
}
export interface DocumentInput {
  peerId: string
  packet: DocumentPacket
  files: TakenFile[]
  contentHash: string
  packetSha256: string
}

/** The same document sent again is the same document, however its packet was written down on the way. */
export const contentHashOf = (packet: DocumentPacket, files: TakenFile[]) =>
  hashOf([packet.number, packet.symbol, packet.issuedOn, packet.subject, files.map((file) => file.sha256)])

/** Exactly one arrival for ever: the key is the sender's name of the document; the same again changes nothing. */
export const takeDocument = command({
  name: 'exchange.take-document',
  input: Type.Unknown(),
  access: systemOnly,
  async run(scope, raw) {
    const { tx, actor } = scope
    const input = raw as DocumentInput
    const agencyId = actor.acting.agencyId
    const { packet } = input
    await rows.lockWire(tx, agencyId, packet.documentId)
    const known = await rows.findArrivalByWire(tx, agencyId, packet.from.code, packet.documentId)
    if (known) {
      if (known.content_hash !== input.contentHash)
        throw new DomainError('conflict', 'exchange.other-content')
      return { arrived: known.document_id, repeated: true }
    }
    crashPoint('receiver.in-line')
    const documentId = idFrom('arrival', agencyId, packet.from.code.toLowerCase(), packet.documentId)
    await insertArrived(scope, documentId, input)
    crashPoint('receiver.arrival-written')
    await linkAnswers(scope, documentId, packet)
    if (packet.business === 'replace') await markReplaced(scope, documentId, packet)
    scope.emit({
      name: 'deliveries.arrived',
      subjectId: documentId,
      payload: { party: packet.from.code, peer: input.peerId },
    })
    await queueStatus(scope, documentId, '01')
    crashPoint('receiver.before-commit')
    if (input.files.length) scope.addJob('signing.judge', { documentId, agencyId })
    scope.touch('intake')
    return { arrived: documentId, repeated: false }
  },
})

async function insertArrived(scope: Scope, documentId: string, input: DocumentInput): Promise<void> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const { packet, files } = input
  const entry = await rows.findEntry(tx, packet.from.code)
  const row = {
    number: packet.number || null,
    symbol: packet.symbol || null,
    subject: packet.subject || files[0]?.name || 'Văn bản chưa ghi trích yếu',
    issuer_name: entry?.name ?? (packet.from.name || packet.from.code),
    type_name: packet.typeName || 'Công văn',
  }
  await documents.insertDocument(tx, {
    ...row,
    agency_id: agencyId,
    id: documentId,
    direction: 'incoming',
    state: 'arrived',
    issued_on: packet.issuedOn,
    issuer_agency_id: entry?.organisation_id ?? null,
    place_name: packet.place || null,
    signer_name: packet.signer.name || null,
    signer_title: packet.signer.position || null,
    urgency: Math.min(3, packet.urgency) as 0,
    due_on: packet.dueOn,
    arrived_at: now.toString(),
    created_at: now.toString(),
    recipients_text: packet.toPlaces.join('; ') || null,
    verdict: files.length ? 'pending' : 'unsigned',
  })
  await documents.setSearchText(tx, agencyId, documentId, searchTextOf(row))
  for (const [i, file] of files.entries())
    await components.putComponent(tx, {
      agency_id: agencyId,
      document_id: documentId,
      ordinal: i + 1,
      role: i === 0 ? 'main' : 'annex',
      filename: file.name,
      media_type: file.mediaType,
      bytes: file.bytes,
      sha256: file.sha256,
    })
  await rows.insertArrival(tx, {
    agency_id: agencyId,
    document_id: documentId,
    peer_id: input.peerId,
    sender_code: packet.from.code,
    sender_name: row.issuer_name,
    wire_id: packet.documentId,
    content_hash: input.contentHash,
    packet_sha256: input.packetSha256,
    trace: packet.trace,
    arrived_at: now.toString(),
  })
}

/** ResponseFor names our own document: the answer is found from it, and it from the answer. */
async function linkAnswers({ tx, actor }: Scope, documentId: string, packet: DocumentPacket): Promise<void> {
  const agencyId = actor.acting.agencyId
  for (const named of packet.responseFor) {
    const [, number = '', symbol = ''] = /^([^/]*)\/(.*)$/.exec(named.code) ?? []
    const own = number ? await rows.findOwnByNumber(tx, agencyId, number, symbol, named.issuedOn) : null
    await relations.insertRelation(tx, {
      agency_id: agencyId,
      id: newId(),
      document_id: documentId,
      kind: 'replies-to',
      target_id: own?.id ?? null,
      number_symbol: named.code,
      subject: own?.subject ?? '',
      issued_on: named.issuedOn,
    })
  }
}

async function markReplaced({ tx, actor }: Scope, documentId: string, packet: DocumentPacket): Promise<void> {
  const agencyId = actor.acting.agencyId
  for (const old of packet.replacements) {
    const arrival = await rows.findArrivalByWire(tx, agencyId, packet.from.code, old.documentId)
    if (arrival) await rows.markReplaced(tx, agencyId, arrival.document_id, packet.documentId)
    await relations.insertRelation(tx, {
      agency_id: agencyId,
      id: newId(),
      document_id: documentId,
      kind: 'supersedes',
      target_id: arrival?.document_id ?? null,
      number_symbol: old.documentId.split(',').at(-1) ?? old.documentId,
      subject: '',
      issued_on: null,
    })
  }
}

/** Type 1 (binding, Art 18.4) freezes the copy and is answered 15 at once; type 2 waits for the clerk. */
export const takeChange = command({
  name: 'exchange.take-change',
  input: Type.Unknown(),
  access: systemOnly,
  async run(scope, raw) {
    const { tx, actor, now } = scope
    const { packet, contentHash } = raw as DocumentInput
    const agencyId = actor.acting.agencyId
    const target = packet.target || packet.responseFor[0]?.documentId || packet.documentId
    await rows.lockWire(tx, agencyId, target)
    const arrival = await rows.findArrivalByWire(tx, agencyId, packet.from.code, target)
    if (!arrival) throw new DomainError('not-found', 'exchange.no-such-message')
    const requestId = idFrom(
      'request',
      agencyId,
      arrival.document_id,
      packet.business,
      contentHash,
      packet.reason,
    )
    const request = {
      id: requestId,
      document_id: arrival.document_id,
      reason: packet.reason,
      asked_at: now.toString(),
    }
    if (packet.business === 'update') {
      const own = (await rows.ownCode(tx, agencyId))?.toLowerCase()
      const removed = packet.receiversChanged.some((row) => !row.added && row.code.toLowerCase() === own)
      const proposal = { subject: packet.subject, dueOn: packet.dueOn, signer: packet.signer.name, removed }
      await rows.insertRequest(tx, agencyId, { ...request, kind: 'update', proposal })
    } else {
      await rows.insertRequest(tx, agencyId, {
        ...request,
        kind: 'recall',
        proposal: null,
        answer: 'agreed',
        answered_at: now.toString(),
      })
      await freeze(scope, arrival.document_id, packet.reason)
      await queueStatus(scope, arrival.document_id, '15', 'Đã thu hồi theo yêu cầu của nơi gửi', requestId)
    }
    if (packet.business === 'update') askedOf(scope, arrival.document_id, 'update', packet.reason)
    scope.touch('intake')
    scope.touch('work')
    return { arrived: arrival.document_id }
  },
})

/** The document's own trail says what the sender wants; nothing changes until the clerk answers. */
const askedOf = (scope: Scope, documentId: string, kind: 'update' | 'take-back', reason: string) =>
  scope.emit({
    name: 'exchange.change-asked',
    subjectId: documentId,
    payload: { kind },
    ...(reason ? { texts: { reason } } : {}),
  })

/** The copy may no longer be used; number, metadata and log stay. */
export async function freeze(scope: Scope, documentId: string, reason: string): Promise<void> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  await rows.markRecalled(tx, agencyId, documentId, reason, now.toString())
  const document = await documents.lockDocument(tx, agencyId, documentId)
  if (!document || document.state === 'recalled') return
  await documents.patchDocument(tx, agencyId, documentId, { state: 'recalled' }, now.toString())
  scope.emit({ name: 'deliveries.recalled-by-sender', subjectId: documentId, texts: { reason } })
}

/** A status packet: 13 asks for one of our copies back; everything else speaks of what we sent. */
export const takeStatus = command({
  name: 'exchange.take-status',
  input: Type.Unknown(),
  access: systemOnly,
  async run(scope, raw) {
    const { packet, receipt } = raw as { packet: StatusPacket; receipt?: string }
    const about = packet.responseFor[0]
    if (!about) throw new DomainError('not-found', 'exchange.no-such-message')
    await rows.lockWire(scope.tx, scope.actor.acting.agencyId, about.documentId)
    return packet.statusCode === '13'
      ? askedBack(scope, packet, about.documentId)
      : told(scope, packet, about.documentId, receipt ?? null)
  },
})

async function askedBack(scope: Scope, packet: StatusPacket, wireId: string) {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const arrival = await rows.findArrivalByWire(tx, agencyId, packet.from.code, wireId)
  if (!arrival) throw new DomainError('not-found', 'exchange.no-such-message')
  await rows.insertRequest(tx, agencyId, {
    id: idFrom('request', agencyId, arrival.document_id, '13', packet.at ?? '', packet.statusText),
    document_id: arrival.document_id,
    kind: 'take-back',
    reason: packet.statusText,
    proposal: null,
    asked_at: now.toString(),
  })
  askedOf(scope, arrival.document_id, 'take-back', packet.statusText)
  scope.touch('intake')
  return { arrived: arrival.document_id }
}

async function told(scope: Scope, packet: StatusPacket, wireId: string, receipt: string | null) {
  const { tx, actor } = scope
  const agencyId = actor.acting.agencyId
  const message = await messages.findByWire(tx, agencyId, wireId, packet.from.code)
  if (!message?.delivery_id) throw new DomainError('not-found', 'exchange.no-such-message')
  const fact: StatusFact = {
    kind: 'status',
    code: packet.statusCode,
    at: packet.at,
    text: packet.statusText,
  }
  const isNew = await messages.putFact(tx, agencyId, message.delivery_id, hashOf(fact), fact, receipt)
  if (!isNew) return { told: message.document_id }
  await showFacts(scope, message.delivery_id)
  scope.emit({
    name: 'exchange.status-received',
    subjectId: message.document_id,
    payload: { status: packet.statusCode, party: packet.from.code, deliveryId: message.delivery_id },
    ...(packet.statusText ? { texts: { text: packet.statusText } } : {}),
  })
  scope.touch('documents')
  return { told: message.document_id }
}

/** The columns of the delivery are the set's answer, whatever the order was. */
async function showFacts({ tx, actor }: Scope, deliveryId: string): Promise<void> {
  const agencyId = actor.acting.agencyId
  const facts = await messages.factsOf(tx, agencyId, deliveryId)
  const status = recipientStatus(facts)
  const first = (...codes: string[]) =>
    facts
      .flatMap((fact) => (fact.kind === 'status' && codes.includes(fact.code) && fact.at ? [fact.at] : []))
      .sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  await messages.setDeliveryFacts(
    tx,
    agencyId,
    deliveryId,
    {
      arrived: first('01', '03', '04', '05', '06'),
      accepted: status.refusal ? null : first('03', '04', '05', '06'),
      refused: status.refusal?.at ?? null,
      assigned: first('04', '05'),
      completed: first('06'),
    },
    status.refusal?.reason ?? null,
  )
}
