import type { QueryName } from '@congvan/contract'
import { useQuery } from '@tanstack/react-query'
import { command, query, useActingPosition } from '../../lib/api.ts'
import type { CommandName } from '../../lib/commands.ts'

export interface MessageView {
  id: string
  documentId: string
  recipientName: string
  kind: 'document' | 'status'
  what: string
  state: 'waiting' | 'sent' | 'delivered' | 'withdrawn' | 'expired' | 'dead'
  attempts: number
  nextAt: string | null
  lastError: string | null
  receipt: string | null
  subject: string
  numberSymbol: string
}
export interface Overview {
  messages: MessageView[]
  requests: { documentId: string; kind: 'take-back' | 'recall' | 'update'; reason: string; subject: string }[]
  quarantine: { id: string; peer_id: string; code: string; vi: string; received_at: string }[]
  peers: {
    id: string
    name: string
    kind: string
    address: string
    failures: number
    lastOkAt: string | null
    lastError: string | null
  }[]
  directory: { code: string; name: string; peerId: string }[]
  administrator: boolean
}

// The exchange is not in the contract's table yet; these two lines are the only place that knows it.
const ask = (signal?: AbortSignal) =>
  query('exchange.overview' as QueryName, {} as never, signal) as unknown as Promise<Overview>
export const act = (name: string, input: Record<string, unknown>) =>
  command(name as CommandName, input as never) as Promise<unknown>

export function useOverview() {
  const position = useActingPosition()
  return useQuery({
    queryKey: ['exchange.overview', {}, position],
    queryFn: ({ signal }) => ask(signal),
    refetchInterval: 5000,
  })
}
