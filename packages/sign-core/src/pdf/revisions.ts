import type { ByteSource } from '../bytes/byte-source.ts'
import { indexOfAscii } from '../bytes/latin1.ts'
import type { PdfDict } from './objects.ts'
import { parseAt } from './window.ts'
import type { XrefEntry, XrefSection } from './xref.ts'

/** One state of the file: what a writer appended up to one `%%EOF`. Index 0 is the oldest. */
export interface Revision {
  index: number
  /** Offset of the newest cross-reference section of this revision (as in `startxref`, plus base offset). */
  startxref: number
  /** Just after the characters `%%EOF`. */
  eof: number
  /** After `%%EOF` and its end-of-line, when there is one. */
  end: number
  /** False when no `startxref … %%EOF` that names the section follows it. */
  complete: boolean
  /** Newest first; two for a linearized original. */
  sections: XrefSection[]
  trailer: PdfDict
  /** Objects defined or freed in this revision. */
  changed: Map<number, XrefEntry>
}

/** Groups sections (newest first) into revisions (oldest first). In a linearized file (Annex F) the first-page
 * section stands before the main one although it is newer: both are one revision. */
export async function groupRevisions(
  source: ByteSource,
  sections: readonly XrefSection[],
  base: number,
): Promise<Revision[]> {
  const groups: XrefSection[][] = []
  for (const section of sections) {
    const newer = groups.at(-1)?.at(-1)
    const linearized = newer !== undefined && newer.offset < section.offset && section === sections.at(-1)
    if (linearized) groups.at(-1)!.push(section)
    else groups.push([section])
  }
  groups.reverse()
  const revisions: Revision[] = []
  for (const group of groups) revisions.push(await describe(source, group, revisions.length, base))
  return revisions
}

async function describe(
  source: ByteSource,
  group: XrefSection[],
  index: number,
  base: number,
): Promise<Revision> {
  const newest = group[0]!
  const changed = new Map<number, XrefEntry>()
  for (const section of group.toReversed())
    for (const [num, entry] of section.entries) changed.set(num, entry)
  const physicallyLast = group.reduce((a, b) => (a.offset > b.offset ? a : b))
  const mark =
    newest.style === 'rebuilt' ? undefined : await findEof(source, physicallyLast, newest.offset - base)
  return {
    index,
    startxref: newest.offset,
    eof: mark?.eof ?? source.size,
    end: mark?.end ?? source.size,
    complete: mark !== undefined,
    sections: group,
    trailer: newest.trailer,
    changed,
  }
}

/** `startxref N %%EOF` after a section, where N names the revision's newest section. */
async function findEof(
  source: ByteSource,
  section: XrefSection,
  expected: number,
): Promise<{ eof: number; end: number } | undefined> {
  const bytes = await source.read(section.end, 65536)
  const at = indexOfAscii(bytes, 'startxref')
  if (at < 0) return undefined
  return parseAt(source, section.end + at, (lexer) => {
    if (!lexer.keyword('startxref') || lexer.unsigned() !== expected) return undefined
    // `%%EOF` is a comment to the lexer, so it is looked for by hand.
    while ([0, 9, 10, 12, 13, 32].includes(lexer.peek())) lexer.pos++
    for (const c of '%%EOF') {
      if (lexer.peek() !== c.charCodeAt(0)) return undefined
      lexer.pos++
    }
    const eof = lexer.offset
    if (lexer.peek() === 13) lexer.pos++
    if (lexer.peek() === 10) lexer.pos++
    return { eof, end: lexer.offset }
  })
}
