import { PdfError } from './errors.ts'
import { isInt, isName, numbersOf, PdfDict, type PdfObject, PdfRef } from './objects.ts'
import type { PdfReader } from './reader.ts'

export interface Page {
  index: number
  ref: PdfRef
  dict: PdfDict
  /** Visible area [left, bottom, right, top] in default user space (CropBox within MediaBox). */
  box: [number, number, number, number]
  /** Clockwise rotation when shown: 0, 90, 180 or 270. */
  rotate: number
}

const MAX_PAGES = 200_000

/** Walks the page tree (§7.7.3) in order, with inherited boxes and rotation. */
export async function* pages(reader: PdfReader, at = reader.last): AsyncGenerator<Page> {
  const root = (await reader.catalog(at)).get('Pages')
  const seen = new Set<number>()
  const stack: { item: PdfObject; inherited: PdfDict; depth: number }[] = []
  if (root !== undefined) stack.push({ item: root, inherited: new PdfDict(), depth: 0 })
  let index = 0
  while (stack.length > 0) {
    const { item, inherited, depth } = stack.pop()!
    if (!(item instanceof PdfRef)) continue
    if (seen.has(item.num)) throw new PdfError('damaged', 'page tree forms a loop')
    seen.add(item.num)
    const dict = await reader.dict(item, at)
    if (dict === undefined || depth > 64) continue
    const kids = await reader.array(dict.get('Kids'), at)
    if (kids === undefined || isName(dict.get('Type'), 'Page')) {
      if (index >= MAX_PAGES) throw new PdfError('limit', 'too many pages')
      yield await describePage(reader, item, dict, inherited, index++, at)
      continue
    }
    const passed = inherited.with(inheritable(dict))
    for (const kid of kids.items.toReversed()) stack.push({ item: kid, inherited: passed, depth: depth + 1 })
  }
}

function inheritable(dict: PdfDict): Record<string, PdfObject> {
  const out: Record<string, PdfObject> = {}
  for (const key of ['MediaBox', 'CropBox', 'Rotate', 'Resources']) {
    const value = dict.get(key)
    if (value !== undefined && value !== null) out[key] = value
  }
  return out
}

async function describePage(
  reader: PdfReader,
  ref: PdfRef,
  dict: PdfDict,
  inherited: PdfDict,
  index: number,
  at: number,
): Promise<Page> {
  const all = inherited.with(inheritable(dict))
  const boxOf = async (key: string) => numbersOf(await reader.resolve(all.get(key), at))
  const media = normal(await boxOf('MediaBox')) ?? [0, 0, 612, 792]
  const crop = normal(await boxOf('CropBox'))
  const rotate = await reader.resolve(all.get('Rotate'), at)
  const turned = isInt(rotate) && rotate % 90 === 0 ? ((rotate % 360) + 360) % 360 : 0
  return { index, ref, dict, box: intersect(media, crop), rotate: turned }
}

type Box = [number, number, number, number]

function normal(box: number[] | undefined): Box | undefined {
  if (box?.length !== 4) return undefined
  const [a, b, c, d] = box as Box
  const result: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return result[2] > result[0] && result[3] > result[1] ? result : undefined
}

function intersect(media: Box, crop: Box | undefined): Box {
  if (crop === undefined) return media
  const box: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ]
  return box[2] > box[0] && box[3] > box[1] ? box : media
}

/** A page by 0-based index; negative counts from the end. */
export async function pageAt(reader: PdfReader, wanted: number, at = reader.last): Promise<Page> {
  const held: Page[] = []
  for await (const page of pages(reader, at)) {
    if (page.index === wanted) return page
    if (wanted < 0) held.push(page)
  }
  const page = wanted < 0 ? held.at(wanted) : undefined
  if (page === undefined) throw new PdfError('not-found', `no page ${wanted}`)
  return page
}
