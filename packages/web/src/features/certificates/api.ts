import type {
  CertificateBoard,
  CertificateRow,
  KeyUseRow,
  Page,
  QueryName,
  RequestRow,
} from '@congvan/contract'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { command, query, useActingPosition } from '../../lib/api.ts'
import type { CommandName } from '../../lib/commands.ts'

interface Answers {
  'provisioning.board': CertificateBoard
  'provisioning.certificates': Page<CertificateRow>
  'provisioning.requests': { rows: RequestRow[] }
  'provisioning.key-uses': Page<KeyUseRow>
}

/** One question of the register; the last answer stays while the next one travels. */
export function useRegister<N extends keyof Answers>(
  name: N,
  params: Record<string, string> = {},
): UseQueryResult<Answers[N], Error> {
  const position = useActingPosition()
  return useQuery({
    queryKey: [name, params, position],
    queryFn: ({ signal }) => query(name as unknown as QueryName, params as never, signal) as Promise<unknown>,
    placeholderData: keepPreviousData,
  }) as UseQueryResult<Answers[N], Error>
}
export const act = (name: string, input: Record<string, unknown>): Promise<unknown> =>
  command(name as CommandName, input as never)
