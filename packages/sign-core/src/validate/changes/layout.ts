// The bytes between signatures: appended sections may hold the objects their table lists, and nothing else.
import { latin1 } from '../../bytes/latin1.ts'
import { PdfDict, type PdfReader, PdfRef, type Revision } from '../../pdf/index.ts'
import { type Lexer, parseIndirect } from '../../pdf/lexer.ts'
import { parseAt } from '../../pdf/window.ts'
import type { Change } from './kinds.ts'

/** Walks the objects of an appended revision: every one must stand where its own table says (no shadow objects). */
async function hasStray(reader: PdfReader, before: Revision, revision: Revision): Promise<boolean> {
  const sections = revision.sections.map((section) => section.offset)
  const until = Math.min(...sections)
  const hidden = new Set<number>()
  for (const section of revision.sections) {
    const offset = section.trailer.get('XRefStm')
    if (typeof offset === 'number') hidden.add(offset + reader.base)
  }
  for (let at = before.eof; at < until; ) {
    const head = await parseAt(reader.source, at, objectHead)
    if (!head) return !(await isBlank(reader, at, until))
    if (head.start >= until) return false
    if (hidden.has(head.start)) {
      at = await hiddenEnd(reader, head.start)
      continue
    }
    const entry = revision.changed.get(head.num)
    if (entry?.kind !== 'offset' || entry.offset < at || entry.offset > head.start) return true
    const loaded = await reader.load(new PdfRef(head.num, head.gen), revision.index)
    if (loaded?.end === undefined || loaded.end <= at) return true
    at = loaded.end
  }
  return false
}

function objectHead(lexer: Lexer): { num: number; gen: number; start: number } | undefined {
  lexer.skipSpace()
  const start = lexer.offset
  const num = lexer.unsigned()
  const gen = num === undefined ? undefined : lexer.unsigned()
  return num === undefined || gen === undefined || !lexer.keyword('obj') ? undefined : { num, gen, start }
}

/** End of the cross-reference stream of a hybrid file, which no table lists. */
async function hiddenEnd(reader: PdfReader, start: number): Promise<number> {
  const head = await parseAt(reader.source, start, parseIndirect)
  const length = head?.value instanceof PdfDict ? head.value.get('Length') : undefined
  if (head?.dataStart === undefined || typeof length !== 'number') return reader.source.size
  return parseAt(reader.source, head.dataStart + length, (lexer) => {
    lexer.keyword('endstream')
    lexer.keyword('endobj')
    return lexer.offset
  })
}

async function isBlank(reader: PdfReader, from: number, to: number): Promise<boolean> {
  const bytes = await reader.source.read(from, Math.min(to - from, 1 << 16))
  return to - from <= 1 << 16 && bytes.every((byte) => byte === 0 || (byte >= 9 && byte <= 13) || byte === 32)
}

/** Between the table and `%%EOF` stands only `startxref N`. */
async function tailIsClean(reader: PdfReader, revision: Revision): Promise<boolean> {
  const end = Math.max(...revision.sections.map((section) => section.end))
  const text = latin1(await reader.source.read(end, Math.min(revision.eof - end, 4096)))
  return revision.eof - end <= 4096 && /^\s*startxref\s+\d+\s+%%EOF$/.test(text.replaceAll('\0', ' '))
}

const pointsOutside = (revision: Revision): boolean =>
  [...revision.changed.values()].some((entry) => entry.kind === 'offset' && entry.offset >= revision.eof)

/** Changes in the layout, by step. Step −1: the signed revision itself points outside itself. */
export async function inspectLayout(reader: PdfReader): Promise<Change[]> {
  const changes: Change[] = []
  for (const [i, revision] of reader.revisions.entries()) {
    const step = i - 1
    if (pointsOutside(revision)) changes.push({ kind: 'outside-reference', step: i })
    if (i === 0) continue
    const before = reader.revisions[i - 1]!
    if (!revision.complete || Math.min(...revision.sections.map((item) => item.offset)) < before.eof)
      changes.push({ kind: 'order', step })
    else if (await hasStray(reader, before, revision).catch(() => true))
      changes.push({ kind: 'stray-object', step })
    else if (!(await tailIsClean(reader, revision))) changes.push({ kind: 'stray-object', step })
  }
  const last = reader.revisions.at(-1)!
  if (!(await isBlank(reader, last.eof, reader.source.size)))
    changes.push({ kind: 'trailing-bytes', step: reader.last })
  return changes
}
