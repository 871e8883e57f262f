// The one place that joins the wire with the screen's memory: queries, commands, and what a change makes stale.
import type {
  DocumentView,
  Me,
  Page,
  Queries,
  QueryName,
  SearchAnswer,
  SearchParams,
} from '@congvan/contract'
import {
  type InfiniteData,
  QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiProblem, command, query, useActingPosition } from './api.ts'
import { setClock } from './clock.ts'
import type { CommandName, Commands } from './commands.ts'
import { workHere } from './session.ts'

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => error instanceof ApiProblem && error.status === 0 && count < 2,
    },
  },
})

export const keyOf = <N extends QueryName>(
  name: N,
  params: Queries[N]['params'],
  position: string | null,
) => [name, params, position]

interface Options {
  enabled?: boolean
  /** Keep showing the last answer while parameters change. */
  keep?: boolean
}

export function useApi<N extends QueryName>(
  name: N,
  params: Queries[N]['params'],
  options: Options = {},
): UseQueryResult<Queries[N]['answer'], ApiProblem> {
  const position = useActingPosition()
  return useQuery<Queries[N]['answer'], ApiProblem>({
    queryKey: keyOf(name, params, position),
    queryFn: ({ signal }) => query(name, params, signal),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: (last: Queries[N]['answer'] | undefined) => last } : {}),
  } as Parameters<typeof useQuery<Queries[N]['answer'], ApiProblem>>[0])
}

type Paged = { [N in QueryName]: Queries[N]['answer'] extends Page<unknown> ? N : never }[QueryName]
type RowOf<N extends Paged> = Queries[N]['answer'] extends Page<infer R> ? R : never

/** A list by keyset pages, flattened: `rows`, `more()`, and the server's total where it tells it. */
export function useRows<N extends Paged>(name: N, params: Queries[N]['params'], options: Options = {}) {
  const position = useActingPosition()
  const result = useInfiniteQuery<
    Page<RowOf<N>>,
    ApiProblem,
    InfiniteData<Page<RowOf<N>>>,
    unknown[],
    string | null
  >({
    queryKey: keyOf(name, params, position),
    queryFn: ({ pageParam, signal }) =>
      query(name, { ...params, ...(pageParam ? { cursor: pageParam } : {}) }, signal) as unknown as Promise<
        Page<RowOf<N>>
      >,
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    placeholderData: (last) => last,
  })
  const { data } = result
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  return {
    rows,
    total: result.data?.pages[0]?.total ?? null,
    loading: result.isPending,
    error: result.error,
    more: () => {
      if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage()
    },
    refetch: () => void result.refetch(),
  }
}

/** Results of a search by pages: rows, and what the first answer says of the whole. */
export function useSearchRows(params: SearchParams) {
  const position = useActingPosition()
  const result = useInfiniteQuery<
    SearchAnswer,
    ApiProblem,
    InfiniteData<SearchAnswer>,
    unknown[],
    string | null
  >({
    queryKey: keyOf('search.find', params, position),
    queryFn: ({ pageParam, signal }) =>
      query('search.find', { ...params, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    placeholderData: (last) => last,
  })
  const { data } = result
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  return {
    rows,
    first: data?.pages[0] ?? null,
    loading: result.isPending,
    error: result.error,
    more: () => {
      if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage()
    },
  }
}

export function useMe(): UseQueryResult<Me, ApiProblem> {
  const position = useActingPosition()
  return useQuery<Me, ApiProblem>({
    queryKey: keyOf('session.me', {}, position),
    queryFn: async ({ signal }) => {
      const me = await query('session.me', {}, signal)
      setClock(me.now)
      workHere({ personId: me.personId, name: me.name, positionId: me.acting.positionId })
      return me
    },
    staleTime: 30_000,
  })
}

const isDocument = (answer: unknown): answer is DocumentView =>
  typeof answer === 'object' && answer !== null && 'card' in answer && 'can' in answer

/** After any command: keep the document it answered, and ask the lists again. */
export function takeAnswer(answer: unknown): void {
  if (isDocument(answer))
    client.setQueriesData(
      {
        predicate: (one) =>
          one.queryKey[0] === 'documents.get' &&
          (one.queryKey[1] as { documentId?: string } | undefined)?.documentId === answer.card.id,
      },
      answer,
    )
  const kept = isDocument(answer)
  void client.invalidateQueries({ predicate: (one) => !(kept && one.queryKey[0] === 'documents.get') })
}

export function useCommand<N extends CommandName>(name: N) {
  return useMutation<Commands[N]['answer'], ApiProblem, Commands[N]['input']>({
    mutationFn: (input) => command(name, input),
    onSuccess: takeAnswer,
  })
}

/** What a live event makes stale: topic → names of queries (by prefix). */
const TOPICS: Record<string, string[]> = {
  work: ['work.', 'documents.get'],
  intake: ['intake.', 'documents.get'],
  documents: ['documents.', 'search.', 'dossiers.'],
  deliveries: ['documents.'],
  registers: ['registers.'],
  drafts: ['drafting.', 'work.'],
  drafting: ['drafting.'],
  signing: ['signing.', 'issuing.'],
  sign: ['signing.', 'work.'],
  issuing: ['issuing.'],
  issue: ['issuing.', 'work.'],
  admin: ['admin.'],
  session: ['session.'],
}

export function invalidateTopics(topics: string[]): void {
  const unknown = topics.some((topic) => !TOPICS[topic])
  const prefixes = topics.flatMap((topic) => TOPICS[topic] ?? [])
  void client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const name = String(queryKey[0])
      // An open draft is never refetched under somebody's hands; the drafting screen asks by version.
      if (name === 'drafting.get') return false
      return unknown || name === 'session.me' || prefixes.some((prefix) => name.startsWith(prefix))
    },
  })
}
