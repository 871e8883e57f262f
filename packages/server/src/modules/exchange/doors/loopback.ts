import type { Door } from '../door.ts'
import { Refused } from '../door.ts'
import type { Received } from '../receive.ts'

/** What stands behind a loopback address in this process. */
export type LoopbackEnd = (fromPeer: string, packet: Uint8Array) => Promise<Received>

const ends = new Map<string, LoopbackEnd>()

export function openLoopback(address: string, end: LoopbackEnd): () => void {
  ends.set(address, end)
  return () => ends.delete(address)
}

/** `loopback:NAME/AS` – the built-in axis: one process, no network, the same port as every other door. */
export const loopbackDoor: Door = {
  async send(_services, peer, _message, packet) {
    const slash = peer.address.indexOf('/')
    const end = ends.get(slash < 0 ? peer.address : peer.address.slice(0, slash))
    if (!end) throw new Error(`Không có ai sau ${peer.address}`)
    const answer = await end(slash < 0 ? '' : peer.address.slice(slash + 1), packet)
    if (!answer.ok) throw new Refused(answer.quarantined.vi)
    return { state: 'delivered', receipt: answer.receipts[0] ?? null }
  },
}
