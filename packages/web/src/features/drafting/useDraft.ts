// Joins the draft on the wire with the keeper of typed text, for one open draft.
import type { DraftContent, DraftView } from '@congvan/contract'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { ApiProblem, command, query, useActingPosition } from '../../lib/api.ts'
import { client, keyOf, useApi, useMe } from '../../lib/data.ts'
import { drawerFor } from './model/drawer.ts'
import { DraftKeeper, type KeeperState, type Stored } from './model/keeper.ts'
import { fromWire, toWire } from './model/recipients.ts'

/** An open draft asks for news by itself: lists may refresh under a hand that types, a page may not. */
const NEWS_EVERY = 15_000

export interface OpenDraft {
  view: DraftView
  state: KeeperState
  keeper: DraftKeeper
  /** Takes a view that a command answered. */
  take: (view: DraftView) => void
}

const stored = (view: DraftView): Stored => ({
  version: view.version,
  content: { ...view.content, recipients: view.content.recipients.map(fromWire) },
  savedAt: view.savedAt,
})
export const wire = (content: DraftContent): DraftContent => ({
  ...content,
  recipients: content.recipients.map(toWire),
})

function makeKeeper(view: DraftView, personId: string, take: (view: DraftView) => void): DraftKeeper {
  const { documentId } = view
  return new DraftKeeper(
    {
      save: async (version, content) => {
        const saved = await command('drafting.save', { documentId, version, content: wire(content) })
        take(saved)
        return stored(saved)
      },
      latest: async () => {
        const latest = await query('drafting.get', { documentId })
        take(latest)
        return stored(latest)
      },
      isStale: (error) =>
        error instanceof ApiProblem && (error.status === 409 || /stale|version/u.test(error.problem.code)),
      sentence: (error) => (error instanceof Error ? error.message : ''),
      drawer: drawerFor(localStorage, personId, documentId, () => new Date()),
      after: (ms, run) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    stored(view),
  )
}

const nothing = () => () => undefined

export function useDraft(documentId: string) {
  const position = useActingPosition()
  const me = useMe().data
  const result = useApi('drafting.get', { documentId })
  const view = result.data?.documentId === documentId ? result.data : undefined
  const take = useCallback(
    (next: DraftView) => client.setQueryData(keyOf('drafting.get', { documentId }, position), next),
    [documentId, position],
  )
  const ready = view !== undefined && me !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper for as long as the draft stays open
  const keeper = useMemo(
    () => (ready ? makeKeeper(view, me.personId, take) : null),
    [ready, documentId, position],
  )
  const state = useSyncExternalStore(keeper?.subscribe ?? nothing, () => keeper?.read() ?? null)
  useEffect(() => {
    if (view && keeper) keeper.receive(stored(view))
  }, [view, keeper])
  useLeaving(keeper)
  useEffect(() => {
    if (!keeper) return
    const ask = () => document.visibilityState === 'visible' && void result.refetch()
    const timer = setInterval(ask, NEWS_EVERY)
    return () => clearInterval(timer)
  }, [keeper, result.refetch])
  const draft: OpenDraft | null = view && keeper && state ? { view, state, keeper, take } : null
  return { draft, error: result.error, again: () => void result.refetch() }
}

/** Leaving the page or hiding the tab sends what is still unsaved; what cannot be sent stays in the drawer. */
function useLeaving(keeper: DraftKeeper | null): void {
  useEffect(() => {
    if (!keeper) return
    keeper.start()
    const send = () => {
      if (document.visibilityState === 'hidden') void keeper.flush()
    }
    document.addEventListener('visibilitychange', send)
    return () => {
      document.removeEventListener('visibilitychange', send)
      void keeper.flush().finally(() => keeper.close())
    }
  }, [keeper])
}
