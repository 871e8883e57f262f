import type pg from 'pg'

declare const made: unique symbol

/** A statement that a busy command sends again and again: planned once for each connection (PostgreSQL PREPARE). */
export interface Prepared {
  name: string
  text: string
}

const names = new Map<string, string>()

/** For the constant texts of busy commands: one name for one text, in every connection of this process. */
export function prepared(text: string): Prepared {
  const name = names.get(text) ?? `congvan-${names.size + 1}`
  names.set(text, name)
  return { name, text }
}

/** A running transaction of one session. Only the runner makes one, so a store function cannot be called outside. */
export interface Tx {
  readonly [made]: true
  rows<T>(text: string | Prepared, params?: unknown[]): Promise<T[]>
  /** The single row, or null. */
  one<T>(text: string | Prepared, params?: unknown[]): Promise<T | null>
  run(text: string | Prepared, params?: unknown[]): Promise<number>
}

export function txOf(client: pg.ClientBase): Tx {
  const query = (statement: string | Prepared, params?: unknown[]) => {
    const words = typeof statement === 'string' ? { text: statement } : statement
    return client.query(params ? { ...words, values: params } : words)
  }
  return {
    rows: async <T>(text: string | Prepared, params?: unknown[]) => (await query(text, params)).rows as T[],
    one: async <T>(text: string | Prepared, params?: unknown[]) =>
      ((await query(text, params)).rows[0] as T | undefined) ?? null,
    run: async (text: string | Prepared, params?: unknown[]) => (await query(text, params)).rowCount ?? 0,
  } as Tx
}
