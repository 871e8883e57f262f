import { recipientStatus } from '@congvan/edxml'
import { Type } from 'typebox'
import { agenciesOf } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'

const anybody = () => null

/** Every hop, receipt and next retry of one document, and what each addressee said. */
export const ofDocument = query({
  name: 'exchange.document',
  input: Type.Object({ documentId: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  access: anybody,
  async run({ tx, actor }, { documentId }) {
    const agencyIds = agenciesOf(actor)
    const sent = await messages.messagesOf(tx, agencyIds, documentId)
    const statuses = []
    for (const row of sent.filter((m) => m.delivery_id && (m.what === 'new' || m.what === 'replace')))
      statuses.push({
        recipientCode: row.recipient_code,
        recipientName: row.payload.recipientName ?? row.recipient_code,
        ...recipientStatus(await messages.factsOf(tx, row.agency_id, row.delivery_id!)),
      })
    const arrival = await rows.findArrivalOf(tx, actor.acting.agencyId, documentId)
    return {
      messages: sent.map(viewOf),
      statuses,
      arrival: arrival && {
        senderCode: arrival.sender_code,
        senderName: arrival.sender_name,
        documentId: arrival.wire_id,
        arrivedAt: arrival.arrived_at,
        trace: arrival.trace,
        recallReason: arrival.recall_reason,
        replacedBy: arrival.replaced_by,
      },
    }
  },
})

export const overview = query({
  name: 'exchange.overview',
  input: Type.Object({}, { additionalProperties: false }),
  access: anybody,
  async run({ tx, actor }) {
    const agencyIds = agenciesOf(actor)
    const peers = await rows.listPeers(tx)
    return {
      messages: (await messages.listMessages(tx, agencyIds, 200)).map((row) => ({
        ...viewOf(row),
        subject: row.subject,
        numberSymbol: [row.number, row.symbol].filter(Boolean).join('/'),
      })),
      requests: (await rows.listOpenRequests(tx, agencyIds)).map((row) => ({
        documentId: row.document_id,
        kind: row.kind,
        reason: row.reason,
        proposal: row.proposal,
        askedAt: row.asked_at,
        subject: row.subject,
      })),
      quarantine: actor.administrator ? await rows.listQuarantine(tx) : [],
      peers: peers.map(({ id, name, kind, address, failures, open_until, last_ok_at, last_error }) => ({
        id,
        name,
        kind,
        address,
        failures,
        openUntil: open_until,
        lastOkAt: last_ok_at,
        lastError: last_error,
      })),
      directory: (await rows.listEntries(tx, 500)).map(({ code, name, peer_id }) => ({
        code,
        name,
        peerId: peer_id,
      })),
      administrator: actor.administrator,
    }
  },
})

const viewOf = (row: messages.MessageRow) => ({
  id: row.id,
  documentId: row.document_id,
  recipientCode: row.recipient_code,
  recipientName: row.payload.recipientName ?? row.recipient_code,
  peerId: row.peer_id,
  kind: row.kind,
  what: row.what,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.state === 'waiting' ? row.next_at : null,
  sentAt: row.sent_at,
  told: row.told,
  lastError: row.last_error,
  receipt: row.receipt,
})
