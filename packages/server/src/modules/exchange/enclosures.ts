// Attachments that travel beside their packet: named in it by their content, brought in pieces, taken up when whole.
import { type AttachmentFacts, type ByteSource, inspectContent } from '@congvan/edxml'
import type { Services } from '../../platform/services.ts'
import type { TakenFile } from './incoming.ts'
import { findPeer, type PeerRow } from './store/rows.ts'
import * as transfers from './store/transfers.ts'

/** Up to here one signed request carries everything; above, the packet only names its files. */
export const MOST_INLINE = 256 * 1024
/** What a cut may cost at most, and what both ends hold in memory of a file. */
export const PIECE = 4 * 1024 * 1024
export const MOST_FILE = 10 * 1024 ** 3
const MOST_OPEN = 64
const FORGET_DAYS = 30

export const travelsBeside = (peer: PeerRow, bytes: number) =>
  peer.kind === 'native' && peer.settings.can?.includes('files') === true && bytes > MOST_INLINE

export const contentIdOf = ({ sha256, bytes }: transfers.Enclosure) => `sha256.${sha256}.${bytes}`
const NAMED = /^sha256\.([0-9a-f]{64})\.([0-9]{1,15})$/

/** The peer must bring this file first; asking again later is right, nothing is wrong with the packet. */
export class FileMissing extends Error {
  readonly file: transfers.Enclosure
  constructor(file: transfers.Enclosure) {
    super(`Chưa có tệp ${file.sha256}`)
    this.file = file
  }
}

export function sourceOfBlob(services: Services, { sha256, bytes }: transfers.Enclosure): ByteSource {
  return { size: bytes, read: (at, length) => services.blobs.read(sha256, at, length) }
}

/** What that peer brought before under this name. Null when the packet does not name it by its content. */
export async function brought(
  services: Services,
  peerId: string,
  facts: AttachmentFacts,
): Promise<TakenFile | null> {
  const [, sha256 = '', size = ''] = NAMED.exec(facts.contentId) ?? []
  const [peer, transfer] = await services.runner.system(async (tx) => [
    await findPeer(tx, peerId),
    await transfers.findTransfer(tx, peerId, sha256),
  ])
  if (!sha256 || peer?.kind !== 'native') return null
  const bytes = Number(size)
  if (!transfer?.completed_at || transfer.bytes !== bytes || !(await services.blobs.has(sha256)))
    throw new FileMissing({ sha256, bytes })
  const { mediaType } = await inspectContent(sourceOfBlob(services, { sha256, bytes }), facts.name)
  return { name: facts.name, mediaType, sha256, bytes }
}

const standing = new Map<string, Promise<unknown>>()

/** Pieces of one file stand in line: two requests never write the same bytes at once. */
async function inLine<T>(key: string, step: () => Promise<T>): Promise<T> {
  const turn = (standing.get(key) ?? Promise.resolve()).then(step, step)
  standing.set(key, turn)
  try {
    return await turn
  } finally {
    if (standing.get(key) === turn) standing.delete(key)
  }
}

export type Taken = { have: number } | { refused: 'too-big' | 'too-many' | 'not-its-hash' }

/** One piece (none: only asked how much is here). What was confirmed is on the disk and stays. */
export const takePiece = (
  services: Services,
  peerId: string,
  file: transfers.Enclosure,
  at: number,
  piece: Uint8Array,
): Promise<Taken> =>
  inLine(`${peerId} ${file.sha256}`, async () => {
    if (file.bytes > MOST_FILE) return { refused: 'too-big' }
    const { runner, blobs, clock } = services
    const known = await runner.system((tx) => transfers.findTransfer(tx, peerId, file.sha256))
    const same = known?.bytes === file.bytes ? known : null
    if (same?.completed_at && (await blobs.has(file.sha256))) return { have: file.bytes }
    const have = same && !same.completed_at ? same.have : 0
    if (piece.length === 0 || at !== have || at + piece.length > file.bytes) return { have }
    if (!same && (await runner.system((tx) => transfers.countOpen(tx, peerId))) >= MOST_OPEN)
      return { refused: 'too-many' }
    const part = blobs.part(file.sha256, peerId)
    await part.append(at, piece)
    const now = have + piece.length
    const whole = now === file.bytes
    if (whole && !(await part.finish())) {
      await runner.system((tx) => transfers.dropTransfer(tx, peerId, file.sha256))
      return { refused: 'not-its-hash' }
    }
    const at_ = clock.now().toString()
    await runner.system((tx) =>
      transfers.putTransfer(tx, peerId, { ...file, have: now, completed_at: whole ? at_ : null }, at_),
    )
    return { have: now }
  })

/** What nobody went on with for a month is thrown away. */
export async function forgetStale(services: Services): Promise<void> {
  const before = services.clock
    .now()
    .subtract({ hours: 24 * FORGET_DAYS })
    .toString()
  for (const row of await services.runner.system((tx) => transfers.listStale(tx, before))) {
    await services.blobs.part(row.sha256, row.peer_id).drop()
    await services.runner.system((tx) => transfers.dropTransfer(tx, row.peer_id, row.sha256))
  }
}
