import type pg from 'pg'
import { log } from './log.ts'

/** How long a change of the screens may wait for others, so that many commits need one word. */
const GATHER_MS = 20

export interface LiveChange {
  agencies: string[]
  parts: string[]
}

/**
 * Says to every process what changed, after the commit and gathered: NOTIFY inside the transaction would make all
 * commits wait for one another (PostgreSQL holds one lock over the queue until the commit is on disk). A process that
 * dies in between costs a screen one refresh, never a fact.
 */
export class LiveWord {
  private readonly pool: pg.Pool
  private readonly waiting = new Map<string, Set<string>>()
  private timer: NodeJS.Timeout | null = null
  private saying: Promise<void> = Promise.resolve()
  constructor(pool: pg.Pool) {
    this.pool = pool
  }
  say(touched: Map<string, Set<string>>): void {
    for (const [agency, parts] of touched)
      this.waiting.set(agency, (this.waiting.get(agency) ?? new Set()).union(parts))
    if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.flush(), GATHER_MS)
  }
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (this.waiting.size === 0) return this.saying
    const text = JSON.stringify(changeOf(this.waiting))
    this.waiting.clear()
    this.saying = this.saying
      .then(() => this.pool.query('select pg_notify($1, $2)', ['congvan_live', text]))
      .then(() => undefined)
      .catch(() => log.warn('live.unsaid'))
    return this.saying
  }
}

/** NOTIFY carries at most 8000 bytes: a document to 400 addressees says "everybody look" instead. */
function changeOf(touched: Map<string, Set<string>>): LiveChange {
  const parts = [...new Set([...touched.values()].flatMap((set) => [...set]))]
  return { agencies: touched.size > 150 ? ['*'] : [...touched.keys()], parts }
}

/** Screens change without reload: commits notify through PostgreSQL, so every process hears of every commit. */
export class LiveChannel {
  private readonly listeners = new Set<(change: LiveChange) => void>()
  private client: pg.PoolClient | null = null
  private readonly pool: pg.Pool
  private closed = false
  constructor(pool: pg.Pool) {
    this.pool = pool
  }
  async open(): Promise<void> {
    const client = await this.pool.connect()
    this.client = client
    client.on('notification', (message) => {
      const change = JSON.parse(message.payload ?? '{}') as LiveChange
      for (const listener of this.listeners) listener(change)
    })
    client.on('error', () => {
      log.warn('live.lost')
      if (!this.closed) setTimeout(() => this.open().catch(() => undefined), 1000)
    })
    await client.query('listen congvan_live')
  }
  subscribe(listener: (change: LiveChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  close(): void {
    this.closed = true
    this.client?.release(true)
  }
}
