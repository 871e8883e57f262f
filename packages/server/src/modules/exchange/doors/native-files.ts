// The sender's half of a large attachment: asks how much is there, brings the next pieces, a few a turn.
import type { Services } from '../../../platform/services.ts'
import { Paused, Refused } from '../door.ts'
import { PIECE } from '../enclosures.ts'
import type { MessageRow } from '../store/messages.ts'
import type { PeerRow } from '../store/rows.ts'
import { type Enclosure, listEnclosures } from '../store/transfers.ts'

export const FILES = '/exchange/v1/files'
export const filePath = ({ sha256, bytes }: Enclosure, at: number) => `${FILES}/${sha256}/${bytes}/${at}`

/** How a piece reaches the other side; answers how much of the file stands there now. */
export type BringPiece = (file: Enclosure, at: number, piece: Uint8Array) => Promise<number>

/** So much, then the others have their turn: a film must not stand before every letter. */
const PIECES_A_TURN = 16

/** All files of the packet are at the peer when this returns. Throws Paused when there is more to bring. */
export async function bringFiles(
  services: Services,
  peer: PeerRow,
  message: MessageRow,
  bring: BringPiece,
): Promise<void> {
  if (!message.packet_sha256) return
  const files = await services.runner.system((tx) => listEnclosures(tx, peer.id, message.packet_sha256!))
  let left = PIECES_A_TURN
  for (const file of files) {
    let have = await bring(file, 0, new Uint8Array())
    while (have < file.bytes) {
      if (left-- === 0) throw new Paused()
      const piece = await services.blobs.read(file.sha256, have, Math.min(PIECE, file.bytes - have))
      const now = await bring(file, have, piece)
      if (!(now > have && now <= file.bytes)) throw new Refused(`Tệp ${file.sha256} không chuyển tiếp được`)
      have = now
    }
  }
}
