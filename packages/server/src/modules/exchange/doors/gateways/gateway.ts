// One port for every axis and hub that speaks edXML over calls of its own (domain notes §8): send, list, fetch, confirm,
// directory, register. What differs is how a call is signed and how an answer says no.
import type { Services } from '../../../../platform/services.ts'
import type { ListedAgency } from '../../directory.ts'
import { Refused } from '../../door.ts'
import { WIRE_CODE } from '../../peering.ts'
import { ownAgencies, type PeerRow } from '../../store/rows.ts'

export type PacketKind = 'edoc' | 'status'
export interface Waiting {
  docId: string
  /** For which of our agencies it lies there; '' where one account serves all. */
  code: string
}

export interface Gateway {
  /** The hub's own name of the packet. `again`: an earlier try may have arrived. */
  send(call: {
    from: string
    to: string[]
    kind: PacketKind
    documentId: string
    packet: Uint8Array
    again: boolean
  }): Promise<string | null>
  list(kind: PacketKind): Promise<Waiting[]>
  fetch(item: Waiting, kind: PacketKind): Promise<Uint8Array>
  /** Transport only: it is not handed out again. */
  confirm(item: Waiting, kind: PacketKind, taken: boolean): Promise<void>
  /** Null where the hub has no such call; then agencies come from another axis. */
  directory(): Promise<AsyncIterable<ListedAgency> | null>
  register(agency: { code: string; name: string }): Promise<void>
}

export const SECRET_PURPOSE = 'axis-secret'
const PATIENCE_MS = 30_000

export interface Account {
  /** Agency code on the wire; '' is the account of the whole installation. */
  code: string
  systemId: string
  secret: string
}

const openSealed = (services: Services, sealed: string | undefined) =>
  services.sealer.open(SECRET_PURPOSE, Buffer.from(sealed ?? '', 'base64')).toString()

/** The secret of the whole installation at that hub. */
export const ownSecret = (services: Services, peer: PeerRow) => openSealed(services, peer.settings.secret)

/** Which account speaks for which of our agencies, opened. */
export async function accountsOf(services: Services, peer: PeerRow): Promise<Account[]> {
  const { systemId = '', secret, accounts = [] } = peer.settings
  const own = (await services.runner.system(ownAgencies)).filter(({ code }) => WIRE_CODE.test(code))
  return own.map(({ code }) => {
    const special = accounts.find((row) => row.code.toLowerCase() === code.toLowerCase())
    return {
      code,
      systemId: special?.systemId ?? systemId,
      secret: openSealed(services, special?.secret ?? secret),
    }
  })
}

export const accountFor = (accounts: Account[], code: string): Account => {
  const found = accounts.find((row) => row.code.toLowerCase() === code.toLowerCase())
  if (!found) throw new Refused(`Không có tài khoản của ${code} ở nơi kết nối`)
  return found
}

export async function request(
  peer: PeerRow,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array | string,
): Promise<Response> {
  const response = await fetch(`${peer.address}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`)
  return response
}

/** A page of some proxy instead of an answer is a failure of the way, not a word of the hub. */
export async function jsonOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  try {
    return JSON.parse(text) as T
  } catch {
    throw new Error(`HTTP ${response.status}: trả lời không phải JSON`)
  }
}
