// A list → A4 landscape, with what was asked for and the hash of the rows: documents found, requests to the authority.
import { createHash } from 'node:crypto'
import { cleanText, upper } from '../paper-text.ts'
import { type Press, slowPress } from './press.ts'
import type { Sheet } from './render-slip.ts'

export interface FoundList {
  /** Danh mục văn bản when absent. */
  title?: string
  issuer: string
  /** The question in words. */
  asked: string
  columns: readonly { title: string; width: number; align: 'left' | 'center' }[]
  rows: readonly (readonly string[])[]
  /** `37 văn bản`, or what was left off. */
  count: string
  /** `Trần Thị Bé Năm, 20/12/2021 07:45`. */
  printed: string
  /** Epoch seconds for the file's metadata. */
  preparedAt?: number
}

/** Danh mục, danh sách; PDF/A-2b. */
export async function renderFoundList(list: FoundList, press: Press = slowPress()): Promise<Sheet> {
  const rows = list.rows.map((row) => row.map(cleanText))
  const title = cleanText(list.title ?? 'Danh mục văn bản')
  const data = {
    numberRoom: 4,
    party: false,
    issuer: upper(cleanText(list.issuer)),
    title: upper(title),
    asked: cleanText(list.asked),
    columns: list.columns,
    rows,
    count: cleanText(list.count),
    printed: cleanText(list.printed),
    hash: createHash('sha256')
      .update(JSON.stringify([list.asked, rows]))
      .digest('hex'),
    meta: { title, author: cleanText(list.issuer) },
  }
  const printed = await press.print('list.typ', data, { createdAt: list.preparedAt })
  return { pdf: printed.bytes, pages: printed.pages }
}
