import { type DocumentPacket, memorySink, type Packet, readAll, readPacket } from '@congvan/edxml'
import { signReceipt } from '@congvan/evidence'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { messageOf } from '../../kernel/messages.ts'
import type { Command } from '../../platform/command.ts'
import { crashPoint } from '../../platform/crash-point.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { installationKeys } from '../evidence/index.ts'
import { brought } from './enclosures.ts'
import { hashOf, idFrom } from './ids.ts'
import { contentHashOf, type TakenFile, takeChange, takeDocument, takeStatus } from './incoming.ts'
import * as rows from './store/rows.ts'

export type Received =
  | { ok: true; receipts: string[] }
  /** Kept with its raw bytes for a person to judge; sending it again changes nothing. */
  | { ok: false; quarantined: { code: string; vi: string } }

const SECRET = /(?<!\p{L})(TUYỆT MẬT|TỐI MẬT)(?!\p{L})|[([]\s*MẬT\s*[)\]]|^MẬT\s*[:–-]/u

/** The one way in for every door: durable first, then read, then one arrival for each of our agencies it names. */
export async function receive(
  services: Services,
  peerId: string,
  bytes: Uint8Array,
  statusReceipt?: string,
): Promise<Received> {
  crashPoint('receiver.knocked')
  const blob = await services.blobs.put(bytes, { underKey: true })
  crashPoint('receiver.raw-stored')
  const hold = async (code: string, vi: string): Promise<Received> => {
    await services.runner.system((tx) =>
      rows.insertQuarantine(tx, {
        id: newId(),
        peerId,
        sha256: blob.sha256,
        code,
        vi,
        now: services.clock.now().toString(),
      }),
    )
    return { ok: false, quarantined: { code, vi } }
  }
  const read = await readPacket(bytes, memorySink())
  if (!read.ok) return hold(read.error.code, read.error.vi)
  const { packet } = read
  crashPoint('receiver.understood')
  const foreign = await isForeign(services, peerId, packet)
  if (foreign) return hold('foreign-sender', `Bên gửi ${packet.from.code} không thuộc điểm liên thông này`)
  if (packet.kind === 'document' && isSecret(packet))
    return hold('secret', 'Văn bản mang dấu hiệu mật không được gửi qua đường này')
  crashPoint('receiver.sender-known')
  const addressees = await addresseesOf(services, packet)
  crashPoint('receiver.addressees-known')
  if (addressees.length === 0)
    return hold('no-addressee', 'Không có cơ quan nhận nào của gói tin thuộc hệ thống này')
  const files: TakenFile[] = []
  if (packet.kind === 'document')
    for (const [i, content] of read.contents.entries()) {
      const facts = packet.attachments[i]!
      if (content) {
        const stored = await services.blobs.put(await readAll(content), { underKey: true })
        files.push({ name: facts.name, mediaType: facts.mediaType, ...stored })
      } else {
        const file = await brought(services, peerId, facts)
        if (file) files.push(file)
      }
    }
  crashPoint('receiver.files-stored')
  const receipts: string[] = []
  let [kept, waiting] = [false, false]
  for (const addressee of addressees) {
    const take = () => takeFor(services, peerId, packet, files, blob.sha256, addressee, statusReceipt)
    const refused = await refusalOf(take, receipts)
    if (!refused) continue
    kept = true
    const held = await hold(refused.code, messageOf(refused.code).vi)
    // A recall may overtake its document: it waits here and is applied when that comes.
    if (refused.code !== 'exchange.no-such-message') return held
    // The document may have come between the refusal and the holding and found nothing to apply: ask once more.
    if (!(await refusalOf(take, receipts))) continue
    waiting = true
    receipts.push(await durable(services, blob.sha256, addressee.code))
  }
  if (kept && !waiting) await services.runner.system((tx) => rows.releaseQuarantine(tx, peerId, blob.sha256))
  if (packet.kind === 'document' && !isChange(packet)) await retryEarly(services, peerId)
  crashPoint('receiver.before-answer')
  return { ok: true, receipts }
}

/** Adds the receipt; or answers the refusal that a person, or a later message, may lift. */
async function refusalOf(take: () => Promise<string>, receipts: string[]): Promise<DomainError | null> {
  try {
    receipts.push(await take())
    return null
  } catch (error) {
    if (!(error instanceof DomainError) || !['conflict', 'not-found'].includes(error.kind)) throw error
    return error
  }
}

/** R1: kept here, not yet applied. */
async function durable(services: Services, sha256: string, addressee: string): Promise<string> {
  const keys = await installationKeys(services)
  const at = services.clock.now().toString()
  return signReceipt(
    { level: 'R1', messageId: sha256, messageHash: sha256, addressee, by: keys.origin, at },
    keys.message,
  )
}

async function retryEarly(services: Services, peerId: string): Promise<void> {
  const early = (await services.runner.system((tx) => rows.listQuarantine(tx))).filter(
    (row) => row.peer_id === peerId && row.code === 'exchange.no-such-message',
  )
  for (const row of early) {
    await services.runner.system((tx) => rows.setQuarantine(tx, row.id, 'taken'))
    const again = await receive(services, peerId, await services.blobs.get(row.sha256))
    if (!again.ok) await services.runner.system((tx) => rows.holdAgain(tx, row.id))
  }
}

/** A peer speaks for its own agencies only; an axis speaks for everybody who is not somebody's else. */
async function isForeign(services: Services, peerId: string, packet: Packet): Promise<boolean> {
  return services.runner.system(async (tx) => {
    const [entry, own, peer] = [
      await rows.findEntry(tx, packet.from.code),
      await rows.ownAgencyByCode(tx, packet.from.code),
      await rows.findPeer(tx, peerId),
    ]
    if (own || !peer) return true
    return entry ? entry.peer_id !== peerId : peer.kind === 'native'
  })
}

const isSecret = (packet: DocumentPacket) =>
  [packet.subject, packet.typeName, ...packet.attachments.map((file) => file.name)].some((text) =>
    SECRET.test(text.normalize('NFC')),
  )

async function addresseesOf(services: Services, packet: Packet) {
  const codes =
    packet.kind === 'document'
      ? packet.to.map((organ) => organ.code)
      : packet.responseFor.slice(0, 1).map((row) => row.organId)
  return services.runner.system(async (tx) => {
    const found = []
    for (const code of new Set(codes.map((text) => text.toLowerCase()))) {
      const agency = await rows.ownAgencyByCode(tx, code)
      if (agency) found.push(agency)
    }
    return found
  })
}

/** One command whose id is the message's permanent key; its receipt is signed once and repeated byte for byte. */
async function takeFor(
  services: Services,
  peerId: string,
  packet: Packet,
  files: TakenFile[],
  packetSha256: string,
  addressee: { id: string; code: string },
  statusReceipt?: string,
): Promise<string> {
  const actor = systemActor(addressee.id)
  const take = packet.kind === 'status' ? takeStatus : isChange(packet) ? takeChange : takeDocument
  const contentHash =
    packet.kind === 'status'
      ? hashOf([packet.responseFor[0], packet.statusCode, packet.statusText, packet.at])
      : contentHashOf(packet, files)
  const key = [
    peerId,
    packet.from.code.toLowerCase(),
    packet.kind === 'status' ? contentHash : packet.documentId,
    packet.kind === 'status' ? 'status' : packet.business,
    packet.kind === 'document' && isChange(packet) ? hashOf([contentHash, packet.reason]) : '',
    addressee.code,
  ]
  const input =
    packet.kind === 'status'
      ? { packet, ...(statusReceipt ? { receipt: statusReceipt } : {}) }
      : { peerId, packet: { ...packet, attachments: [] }, files, contentHash, packetSha256 }
  // A re-serialised repeat has other bytes and another trace: only a first arrival goes through its command.
  const known = await services.runner.system((tx) => rows.findReceipt(tx, hashOf(key)))
  if (known && packet.kind === 'document' && !isChange(packet)) {
    const arrival = await services.runner.read(actor, (tx) =>
      rows.findArrivalByWire(tx, addressee.id, packet.from.code, packet.documentId),
    )
    if (arrival && arrival.content_hash !== contentHash)
      throw new DomainError('conflict', 'exchange.other-content')
  }
  if (known) return known.note
  // A command repeated after a cut, with other bytes around the same content, finds its arrival by the wire id.
  await services.runner.command(take as Command, actor, idFrom('take', ...key, packetSha256), input)
  crashPoint('receiver.taken')
  return keepReceipt(services, hashOf(key), idFrom(...key), packetSha256, addressee.code)
}

const isChange = (packet: DocumentPacket) => packet.business === 'recall' || packet.business === 'update'

/** R2: it stands in the addressee's inbox. Signed after the commit. */
async function keepReceipt(
  services: Services,
  key: string,
  messageId: string,
  messageHash: string,
  addressee: string,
): Promise<string> {
  const keys = await installationKeys(services)
  const note = await signReceipt(
    {
      level: 'R2',
      messageId,
      messageHash,
      addressee,
      by: keys.origin,
      at: services.clock.now().toString(),
    },
    keys.message,
  )
  crashPoint('receiver.receipt-signed')
  const kept = await services.runner.system(async (tx) => {
    await rows.putReceipt(tx, key, note)
    crashPoint('receiver.receipt-written')
    return (await rows.findReceipt(tx, key))!.note
  })
  crashPoint('receiver.receipt-kept')
  return kept
}
