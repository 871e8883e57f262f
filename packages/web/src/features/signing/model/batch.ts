// One confirmation, many documents: each goes to the server by itself, so that each has its own outcome
// and one refusal never takes the others with it.
import type { BatchResult } from '@congvan/contract'

export interface Sentence {
  code: string
  vi: string
  en: string
}
export type ItemState =
  | { state: 'queued' }
  | { state: 'running' }
  | { state: 'done'; numberSymbol: string | null }
  | { state: 'failed'; problem: Sentence }
export type BatchState = ReadonlyMap<string, ItemState>

export interface BatchPorts {
  send(documentIds: string[]): Promise<BatchResult>
  /** The sentence of a request that failed as a whole (network, session). */
  problem(error: unknown): Sentence
  onChange(state: BatchState): void
}

/** Two at a time: the key signs one after the other anyway, two hide the way to the server and back. */
const LANES = 2

export async function runBatch(documentIds: string[], ports: BatchPorts): Promise<BatchState> {
  let state: BatchState = new Map(documentIds.map((id) => [id, { state: 'queued' }]))
  const set = (id: string, item: ItemState) => {
    state = new Map(state).set(id, item)
    ports.onChange(state)
  }
  const queue = [...documentIds]
  ports.onChange(state)
  const lane = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      set(id, { state: 'running' })
      set(id, await one(id, ports))
    }
  }
  await Promise.all(Array.from({ length: Math.min(LANES, documentIds.length) }, lane))
  return state
}

async function one(id: string, ports: BatchPorts): Promise<ItemState> {
  try {
    const { results } = await ports.send([id])
    const result = results.find((r) => r.documentId === id)
    if (result?.ok) return { state: 'done', numberSymbol: result.numberSymbol }
    return { state: 'failed', problem: result?.problem ?? ports.problem(null) }
  } catch (error) {
    return { state: 'failed', problem: ports.problem(error) }
  }
}

export function tally(state: BatchState): { done: number; failed: number; total: number } {
  const items = [...state.values()]
  return {
    done: items.filter((i) => i.state === 'done').length,
    failed: items.filter((i) => i.state === 'failed').length,
    total: items.length,
  }
}

/** After a batch the failed stay selected: "Thử lại" is then one act. */
export function failedOf(state: BatchState): string[] {
  return [...state].filter(([, i]) => i.state === 'failed').map(([id]) => id)
}
