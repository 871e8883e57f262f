// Two neighbouring revisions of one file, seen side by side.

import { sameBytes } from '../../asn1/index.ts'
import {
  PdfArray,
  PdfDict,
  PdfName,
  type PdfObject,
  type PdfReader,
  PdfRef,
  PdfStream,
  PdfString,
} from '../../pdf/index.ts'

/** Where an object seen at a revision really stands: two views with the same key hold the same bytes. */
export function placeOf(reader: PdfReader, num: number, at: number): string {
  const entry = reader.entry(num, at)
  if (!entry || entry.kind === 'free') return 'none'
  if (entry.kind === 'offset') return `@${entry.offset}`
  return `${placeOf(reader, entry.stream, at)}#${entry.index}`
}

export function refsIn(value: PdfObject | undefined, into: PdfRef[] = []): PdfRef[] {
  if (value instanceof PdfRef) into.push(value)
  else if (value instanceof PdfArray) for (const item of value.items) refsIn(item, into)
  else if (value instanceof PdfDict) for (const item of value.map.values()) refsIn(item, into)
  else if (value instanceof PdfStream) refsIn(value.dict, into)
  return into
}

/** Remembers the references out of every stored object: several steps walk the same unchanged graph. */
export class Graph {
  readonly reader: PdfReader
  private readonly known = new Map<string, PdfRef[]>()

  constructor(reader: PdfReader) {
    this.reader = reader
  }

  async refsOf(num: number, gen: number, at: number): Promise<PdfRef[]> {
    const key = placeOf(this.reader, num, at)
    const known = this.known.get(key)
    if (known) return known
    const loaded = await this.reader.load(new PdfRef(num, gen), at)
    const refs = loaded ? refsIn(loaded.value) : []
    this.known.set(key, refs)
    return refs
  }
}

interface Pair {
  readonly a: PdfObject
  readonly b: PdfObject
}

/**
 * Deep equality of two values, one in each view. Objects with a role of their own (pages, fields, the catalog) are
 * compared where their role is known, so the walk stops there, as long as both views point to the same one.
 */
export class Comparison {
  private readonly done = new Set<string>()
  readonly graph: Graph
  readonly from: number
  readonly to: number
  readonly roles = new Set<number>()

  constructor(graph: Graph, step: number) {
    this.graph = graph
    this.from = step
    this.to = step + 1
  }

  async same(a: PdfObject | undefined, b: PdfObject | undefined): Promise<boolean> {
    const stack: Pair[] = [{ a: a ?? null, b: b ?? null }]
    const assumed: string[] = []
    for (let pair = stack.pop(); pair; pair = stack.pop()) {
      if (await this.samePair(pair, stack, assumed)) continue
      // Nothing met on the way to a difference may count as compared: the next question could come from a page.
      for (const key of assumed) this.done.delete(key)
      return false
    }
    return true
  }

  private async samePair({ a, b }: Pair, stack: Pair[], assumed: string[]): Promise<boolean> {
    if (a instanceof PdfRef || b instanceof PdfRef) return this.sameRefs(a, b, stack, assumed)
    if (a instanceof PdfArray)
      return b instanceof PdfArray && a.items.length === b.items.length && pushAll(stack, a.items, b.items)
    if (a instanceof PdfDict) return b instanceof PdfDict && sameDicts(a, b, stack)
    if (a instanceof PdfStream) return b instanceof PdfStream && this.sameStreams(a, b, stack)
    if (a instanceof PdfName) return b instanceof PdfName && a.name === b.name
    if (a instanceof PdfString) return b instanceof PdfString && sameBytes(a.bytes, b.bytes)
    return a === b
  }

  private async sameRefs(a: PdfObject, b: PdfObject, stack: Pair[], assumed: string[]): Promise<boolean> {
    const { reader } = this.graph
    if (a instanceof PdfRef && b instanceof PdfRef) {
      if (this.roles.has(a.num) || this.roles.has(b.num)) return a.num === b.num && a.gen === b.gen
      const key = `${a.num}.${a.gen}/${b.num}.${b.gen}`
      if (this.done.has(key)) return true
      this.done.add(key)
      assumed.push(key)
      if (a.num === b.num && a.gen === b.gen) {
        const place = placeOf(reader, a.num, this.from)
        if (place === placeOf(reader, b.num, this.to)) {
          for (const ref of await this.graph.refsOf(a.num, a.gen, this.from)) stack.push({ a: ref, b: ref })
          return true
        }
      }
    }
    stack.push({ a: await reader.resolve(a, this.from), b: await reader.resolve(b, this.to) })
    return true
  }

  private async sameStreams(a: PdfStream, b: PdfStream, stack: Pair[]): Promise<boolean> {
    stack.push({ a: a.dict, b: b.dict })
    if (a.length !== b.length) return false
    const { reader } = this.graph
    return sameBytes(await reader.raw(a, this.from), await reader.raw(b, this.to))
  }
}

function pushAll(stack: Pair[], a: readonly PdfObject[], b: readonly PdfObject[]): boolean {
  for (const [i, item] of a.entries()) stack.push({ a: item, b: b[i]! })
  return true
}

function sameDicts(a: PdfDict, b: PdfDict, stack: Pair[]): boolean {
  // A key written twice can be read either way, so it equals nothing.
  if (b.duplicates.length > 0) return false
  for (const key of new Set([...a.map.keys(), ...b.map.keys()]))
    stack.push({ a: a.get(key) ?? null, b: b.get(key) ?? null })
  return true
}

export const isAbsent = (value: PdfObject | undefined): boolean => value === undefined || value === null

export const keysOf = (a: PdfDict | undefined, b: PdfDict | undefined): Set<string> =>
  new Set([...(a?.map.keys() ?? []), ...(b?.map.keys() ?? [])])
