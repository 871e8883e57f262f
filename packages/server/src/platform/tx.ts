import type pg from 'pg'

declare const made: unique symbol

/** A running transaction of one session. Only the runner makes one, so a store function cannot be called outside. */
export interface Tx {
  readonly [made]: true
  rows<T>(text: string, params?: unknown[]): Promise<T[]>
  /** The single row, or null. */
  one<T>(text: string, params?: unknown[]): Promise<T | null>
  run(text: string, params?: unknown[]): Promise<number>
}

export function txOf(client: pg.ClientBase): Tx {
  const query = (text: string, params?: unknown[]) =>
    client.query(params ? { text, values: params } : { text })
  return {
    rows: async <T>(text: string, params?: unknown[]) => (await query(text, params)).rows as T[],
    one: async <T>(text: string, params?: unknown[]) =>
      ((await query(text, params)).rows[0] as T | undefined) ?? null,
    run: async (text: string, params?: unknown[]) => (await query(text, params)).rowCount ?? 0,
  } as Tx
}
