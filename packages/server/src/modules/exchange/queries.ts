import { recipientStatus } from '@congvan/edxml'
import { Type } from 'typebox'
import { fold } from '../../kernel/text.ts'
import { dateIn } from '../../kernel/time.ts'
import { agenciesOf } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import { documents } from '../documents/index.ts'
import { listAlarms } from '../evidence/index.ts'
import { examinePeer } from './doctor.ts'
import * as messages from './store/messages.ts'
import { countRelays } from './store/relay.ts'
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
    const names = new Map((await rows.listPeers(tx)).map((peer) => [peer.id, peer.name]))
    const statuses = []
    for (const row of sent.filter((m) => m.delivery_id && (m.what === 'new' || m.what === 'replace'))) {
      const facts = await messages.factRows(tx, row.agency_id, row.delivery_id!)
      statuses.push({
        recipientCode: row.recipient_code,
        recipientName: row.payload.recipientName ?? row.recipient_code,
        ...recipientStatus(facts.map(({ fact }) => fact)),
        facts: facts
          .map(({ fact, receipt }) => ({
            code: fact.kind === 'status' ? fact.code : fact.kind,
            at: fact.at,
            text: fact.kind === 'sent' ? '' : fact.text,
            signed: receipt !== null,
          }))
          .sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? '')),
      })
    }
    const arrival = await rows.findArrivalOf(tx, actor.acting.agencyId, documentId)
    const document = await documents.findReadable(tx, agencyIds, documentId)
    return {
      subject: document?.subject ?? '',
      dueOn: document?.due_on ?? null,
      state: document?.state ?? null,
      messages: sent.map((row) => ({ ...viewOf(row), peerName: names.get(row.peer_id) ?? row.peer_id })),
      statuses,
      arrival: arrival && {
        senderCode: arrival.sender_code,
        senderName: arrival.sender_name,
        documentId: arrival.wire_id,
        arrivedAt: arrival.arrived_at,
        peerName: names.get(arrival.peer_id) ?? arrival.peer_id,
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
  async run({ tx, actor, now }) {
    const agencyIds = agenciesOf(actor)
    const peers = await rows.listPeers(tx)
    const counts = await rows.countEntries(tx)
    const alarms = await listAlarms(tx)
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
        dueOn: row.due_on,
        signer: row.signer_name,
      })),
      quarantine: actor.administrator ? await rows.listQuarantine(tx) : [],
      peers: peers.map(
        ({ id, name, kind, address, settings, failures, open_until, last_ok_at, last_error }) => ({
          shut: settings.revoked === true,
          dialect: kind === 'axis' ? (settings.dialect ?? 'vxp') : null,
          fetches: settings.fetches === true,
          pull: settings.pull === true,
          via: peers.find((one) => one.id === settings.via)?.name ?? null,
          id,
          name,
          kind,
          address,
          failures,
          openUntil: open_until,
          lastOkAt: last_ok_at,
          lastError: last_error,
        }),
      ),
      findings: peers.flatMap((peer) =>
        examinePeer(peer, {
          entries: counts.find((row) => row.peer_id === peer.id)?.n ?? 0,
          alarms: alarms.filter((row) => row.origin === peer.id).length,
          today: dateIn(now).toString(),
        }),
      ),
      directory: {
        total: counts.reduce((sum, row) => sum + row.n, 0),
        ended: counts.reduce((sum, row) => sum + row.ended, 0),
      },
      // Envelopes of others that lie here on their way: who and how many, nothing else is known.
      relays: actor.administrator ? await countRelays(tx) : [],
      administrator: actor.administrator,
    }
  },
})

/** Danh bạ: found by words of the name or the code, without tone marks. */
export const directory = query({
  name: 'exchange.directory',
  input: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }),
  access: anybody,
  async run({ tx }, { q = '' }) {
    const words = fold(q).split(/\s+/).filter(Boolean).slice(0, 8)
    return {
      rows: (
        await rows.searchEntries(
          tx,
          words.map((word) => word.replace(/[%_\\]/g, '\\$&')),
          100,
        )
      ).map((row) => ({
        code: row.code,
        name: row.name,
        peerId: row.peer_id,
        endedOn: row.ended_on,
        successor: row.successor_code && { code: row.successor_code, name: row.successor_name },
        offered: row.organisation_id !== null,
      })),
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
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastError: row.last_error,
  receipt: row.receipt,
})
