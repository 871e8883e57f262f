import type pg from 'pg'
import { log } from './log.ts'

export interface LiveChange {
  agencies: string[]
  parts: string[]
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
