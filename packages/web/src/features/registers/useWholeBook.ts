// A filter must speak for the whole book, not for the pages that happened to be scrolled to.
import type { EntryRow } from '@congvan/contract'
import { useEffect, useState } from 'react'
import { query } from '../../lib/api.ts'

export interface WholeBook {
  rows: EntryRow[]
  total: number | null
  reading: boolean
}

const NOTHING: WholeBook = { rows: [], total: null, reading: false }
/** Pages between two redraws: the reader sees it grow, the browser is not kept busy drawing. */
const PAGES_A_DRAW = 4

export function useWholeBook(
  bookId: string,
  range: { from: string; to: string },
  wanted: boolean,
): WholeBook {
  const [book, setBook] = useState<WholeBook>(NOTHING)
  const { from, to } = range
  useEffect(() => {
    if (!wanted) return setBook(NOTHING)
    const leaving = new AbortController()
    const read = async () => {
      const rows: EntryRow[] = []
      let cursor: string | null = null
      let total: number | null = null
      for (let page = 1; ; page++) {
        const params: Parameters<typeof query<'registers.entries'>>[1] = { bookId }
        if (from) params.from = from
        if (to) params.to = to
        if (cursor) params.cursor = cursor
        const answer = await query('registers.entries', params, leaving.signal)
        rows.push(...answer.rows)
        total ??= answer.total ?? null
        cursor = answer.next
        if (cursor === null) return setBook({ rows, total, reading: false })
        if (page % PAGES_A_DRAW === 1) setBook({ rows: [...rows], total, reading: true })
      }
    }
    read().catch(() => {
      if (!leaving.signal.aborted) setBook((now) => ({ ...now, reading: false }))
    })
    return () => leaving.abort()
  }, [bookId, from, to, wanted])
  return book
}
