import type { Services } from '../../platform/services.ts'
import type { MessageRow } from './store/messages.ts'
import type { PeerRow } from './store/rows.ts'

export interface Outgoing {
  message: MessageRow
  packet: Uint8Array
}

/** The port that every way out of the installation fits: how a packet leaves, and what the other side said. */
export interface Door {
  send(services: Services, peer: PeerRow, message: MessageRow, packet: Uint8Array): Promise<Sent>
  /** Several in one request, each with its own answer; lines of one addressee keep their order. */
  sendMany?(services: Services, peer: PeerRow, list: Outgoing[]): Promise<(Sent | Error)[]>
  /** Fetches what waits for us; doors that are pushed to have none. */
  poll?(services: Services, peer: PeerRow): Promise<number>
}

export interface Sent {
  /** sent: durable at the next hop; delivered: in the addressee's inbox. */
  state: 'sent' | 'delivered'
  receipt: string | null
  /** The size of our log that the other side now remembers. */
  witnessedSize?: number
}

/** The other side said no for good: retrying is pointless. */
export class Refused extends Error {}

/** All went well so far, its turn is over: this message may go again at once. */
export class Paused extends Error {}

/** It lies ready; the other side comes for it. */
export class Unfetched extends Error {}
