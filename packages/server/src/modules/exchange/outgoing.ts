import { standardDocumentId } from '@congvan/edxml'
import { newId } from '../../kernel/id.ts'
import type { EventDraft, Reaction, Scope } from '../../platform/command.ts'
import { documents, relations } from '../documents/index.ts'
import { findAgency } from '../organisations/index.ts'
import { hashOf } from './ids.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'

export const DRAIN = { key: 'exchange.drain' }

/** In the transaction that issues: one message in the outbox for each addressee that lives elsewhere. */
async function queueDocument(scope: Scope, event: EventDraft): Promise<void> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const documentId = event.subjectId!
  const deliveries = await messages.outwardDeliveries(tx, agencyId, documentId)
  if (deliveries.length === 0) return
  const document = (await documents.findDocument(tx, agencyId, documentId))!
  const wireId = await wireIdOf(scope, document)
  const replaces = (await relations.listRelations(tx, agencyId, documentId)).some(
    (row) => row.outward && row.kind === 'supersedes',
  )
  for (const delivery of deliveries) {
    const entry = await liveEntry(scope, delivery.recipient_agency_id)
    if (!entry) continue
    const row = {
      agency_id: agencyId,
      id: newId(),
      peer_id: entry.peer_id,
      recipient_code: entry.code,
      kind: 'document' as const,
      what: replaces ? 'replace' : 'new',
      document_id: documentId,
      delivery_id: delivery.id,
      wire_id: wireId,
      payload: { recipientName: entry.name },
    }
    await messages.insertMessage(tx, row, now.toString())
    const fact = { kind: 'sent' as const, at: now.toString() }
    await messages.putFact(tx, agencyId, delivery.id, hashOf(fact), fact)
  }
  scope.addJob('exchange.drain', {}, DRAIN)
}

/** A dissolved agency's mail goes to its successor. */
async function liveEntry({ tx }: Scope, organisationId: string): Promise<rows.DirectoryEntry | null> {
  let entry = await rows.entryOfOrganisation(tx, organisationId)
  for (let hops = 0; entry?.successor_code && entry.ended_on && hops < 5; hops++)
    entry = await rows.findEntry(tx, entry.successor_code)
  return entry
}

export async function wireIdOf(
  { tx }: Pick<Scope, 'tx'>,
  document: { agency_id: string; issued_on: string | null; number: string | null; symbol: string | null },
): Promise<string> {
  const agency = await findAgency(tx, document.agency_id)
  return standardDocumentId(
    agency?.identifier_code ?? agency?.code ?? '',
    document.issued_on ?? '',
    document.number ?? '',
    document.symbol ?? '',
  )
}

/** Thu hồi (Art 18.4): whoever may have it is told; what never left stays here. */
async function queueRecall(scope: Scope, event: EventDraft): Promise<void> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const sent = (await messages.messagesOf(tx, [agencyId], event.subjectId!)).filter(
    (row) => row.kind === 'document' && (row.what === 'new' || row.what === 'replace'),
  )
  const reason = event.texts?.reason ?? ''
  for (const row of sent) {
    if (await messages.withdrawUnsent(tx, agencyId, row.delivery_id!)) continue
    await messages.insertMessage(
      tx,
      {
        ...row,
        id: newId(),
        what: 'recall',
        payload: { ...row.payload, text: reason, at: now.toString() },
      },
      now.toString(),
    )
    const fact = { kind: 'recall' as const, at: now.toString(), text: reason }
    await messages.putFact(tx, agencyId, row.delivery_id!, hashOf(fact), fact)
  }
  if (sent.length) scope.addJob('exchange.drain', {}, DRAIN)
}

/** A status of a document that came from elsewhere: told once, in the transaction that makes it true. */
export async function queueStatus(
  scope: Scope,
  documentId: string,
  code: string,
  text = '',
  about = '',
): Promise<void> {
  const { tx, actor, now } = scope
  const arrival = await rows.findArrivalOf(tx, actor.acting.agencyId, documentId)
  if (!arrival) return
  await messages.insertMessage(
    tx,
    {
      agency_id: actor.acting.agencyId,
      id: newId(),
      peer_id: arrival.peer_id,
      recipient_code: arrival.sender_code,
      kind: 'status',
      what: code,
      about,
      document_id: documentId,
      wire_id: arrival.wire_id,
      payload: { text, at: now.toString(), recipientName: arrival.sender_name },
    },
    now.toString(),
  )
  scope.addJob('exchange.drain', {}, DRAIN)
}

const tells = (on: string, code: string): Reaction => ({
  on,
  run: (scope, event) => queueStatus(scope, event.subjectId!, code),
})

/** 06 when the document as a whole is done, not one part of it; 05 was then passed too. */
const tellsDone = (on: string): Reaction => ({
  on,
  async run(scope, event) {
    const document = await documents.findDocument(scope.tx, scope.actor.acting.agencyId, event.subjectId!)
    if (document?.state !== 'completed') return
    await queueStatus(scope, event.subjectId!, '05')
    await queueStatus(scope, event.subjectId!, '06')
  },
})

export const reactions: Reaction[] = [
  { on: 'drafting.issued', run: queueDocument },
  { on: 'drafting.recalled', run: queueRecall },
  tells('registers.incoming-registered', '03'),
  tells('tasks.handed-over', '04'),
  tells('tasks.routed-directly', '04'),
  tells('tasks.assigned', '04'),
  {
    // Where the agency hands over automatically the leader's line is the assignment.
    on: 'tasks.instructed',
    async run(scope, event) {
      const document = await documents.findDocument(scope.tx, scope.actor.acting.agencyId, event.subjectId!)
      if (document?.state === 'handling') await queueStatus(scope, event.subjectId!, '04')
    },
  },
  {
    on: 'drafting.created',
    async run(scope, event) {
      const repliesTo = event.payload?.repliesTo
      if (typeof repliesTo === 'string') await queueStatus(scope, repliesTo, '05')
    },
  },
  tellsDone('tasks.completed'),
  tellsDone('tasks.completed-by-reply'),
  {
    on: 'intake.returned',
    run: (scope, event) => queueStatus(scope, event.subjectId!, '02', event.texts?.reason ?? ''),
  },
]
