import type { QueryName } from '@congvan/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { command, query, useActingPosition } from '../../lib/api.ts'
import type { CommandName } from '../../lib/commands.ts'

export interface MessageView {
  id: string
  documentId: string
  recipientCode: string
  recipientName: string
  kind: 'document' | 'status'
  /** Through whom it goes: the next hop. */
  peerName?: string
  what: string
  state: 'waiting' | 'sent' | 'delivered' | 'withdrawn' | 'expired' | 'dead'
  attempts: number
  nextAt: string | null
  sentAt: string | null
  createdAt: string
  expiresAt: string
  /** 1 after an hour, 2 after a day, 3 at expiry. */
  told: number
  lastError: string | null
  receipt: string | null
}
export interface ListedMessage extends MessageView {
  subject: string
  numberSymbol: string
}
export interface RequestView {
  documentId: string
  kind: 'take-back' | 'recall' | 'update'
  reason: string
  subject: string
  dueOn: string | null
  signer: string | null
  proposal: { subject?: string; dueOn?: string | null; signer?: string; removed?: boolean } | null
}
export interface PeerView {
  id: string
  name: string
  kind: 'loopback' | 'native' | 'axis'
  address: string
  shut: boolean
  dialect: string | null
  /** It comes for its packets itself; we go for ours; through which peer. */
  fetches: boolean
  pull: boolean
  via: string | null
  failures: number
  lastOkAt: string | null
  lastError: string | null
}
export interface Finding {
  peerId: string
  state: 'good' | 'warning' | 'wrong'
  side: 'ours' | 'theirs' | 'both' | 'nobody'
  vi: string
}
export interface Overview {
  messages: ListedMessage[]
  requests: RequestView[]
  quarantine: { id: string; peer_id: string; code: string; vi: string; received_at: string }[]
  peers: PeerView[]
  findings: Finding[]
  relays: { from_peer: string; to_peer: string; n: number; oldest: string }[]
  directory: { total: number; ended: number }
  administrator: boolean
}
export interface Fact {
  code: string
  at: string | null
  text: string
  signed: boolean
}
export interface Way {
  subject: string
  dueOn: string | null
  state: string | null
  messages: MessageView[]
  arrival: {
    senderName: string
    arrivedAt: string
    peerName: string
    trace: { organId: string; at: string | null }[]
  } | null
  statuses: {
    recipientCode: string
    recipientName: string
    shown: string
    frozen: boolean
    refusal: { reason: string } | null
    facts: Fact[]
  }[]
}
export interface DirectoryRow {
  peerId: string
  code: string
  name: string
  endedOn: string | null
  successor: { code: string; name: string | null } | null
  offered: boolean
}

// The exchange is not in the contract's table yet; these lines are the only place that knows it.
const ask = <A>(name: string, input: object, signal?: AbortSignal) =>
  query(name as QueryName, input as never, signal) as unknown as Promise<A>
export const act = (name: string, input: Record<string, unknown>) =>
  command(name as CommandName, input as never) as Promise<unknown>

const useAsked = <A>(name: string, input: object, more: { enabled?: boolean; every?: number } = {}) => {
  const position = useActingPosition()
  return useQuery<A>({
    queryKey: [name, input, position],
    queryFn: ({ signal }) => ask<A>(name, input, signal),
    enabled: more.enabled ?? true,
    ...(more.every ? { refetchInterval: more.every } : {}),
    placeholderData: keepPreviousData,
  })
}

export const useOverview = () => useAsked<Overview>('exchange.overview', {}, { every: 5000 })
export const useWay = (documentId: string | null) =>
  useAsked<Way>(
    'exchange.document',
    { documentId: documentId ?? '' },
    { enabled: documentId !== null, every: 3000 },
  )
export const useDirectory = (q: string) => useAsked<{ rows: DirectoryRow[] }>('exchange.directory', { q })
