import type { QueryName } from '@congvan/contract'
import { useQuery } from '@tanstack/react-query'
import { command, query, useActingPosition } from '../../lib/api.ts'
import type { CommandName } from '../../lib/commands.ts'

export type Purpose = 'cong-vu' | 'cong-cong' | 'noi-bo' | 'test'

export interface Anchor {
  sha256: string
  name: string
  purpose: Purpose
  state: 'proposed' | 'trusted' | 'retired'
  source: 'setup' | 'administrator' | 'bundle' | 'key-file'
  note: string
  notAfter: string
}

export interface ServicesView {
  tsa: string[]
  hosts: string[]
  level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
  publicAddress: string | null
}

export interface TrustView {
  anchors: Anchor[]
  services: ServicesView
  bundleVersion: number | null
  files: { kept: number; waiting: number; ending: number } | null
  runs: {
    at: string
    ended: boolean
    due: number
    renewed: number
    waiting: number
    problem: string | null
  }[]
}

// Not in the contract's table yet; these lines are the only place that knows the names.
export const act = (name: string, input: Record<string, unknown>) =>
  command(name as CommandName, input as never) as Promise<unknown>

export function useTrust() {
  const position = useActingPosition()
  return useQuery({
    queryKey: ['preservation.overview', {}, position],
    queryFn: ({ signal }) =>
      query('preservation.overview' as QueryName, {} as never, signal) as unknown as Promise<TrustView>,
  })
}
