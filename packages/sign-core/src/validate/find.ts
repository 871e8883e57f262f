// The signatures of a PDF and whether each covers what it must (EN 319 142-1, 5.3; ISO 32000-1, 12.8.1).
import { isInt, isName, listSignatures, type PdfReader, type PdfSignature } from '../pdf/index.ts'
import type { SentenceId } from './sentences.ts'

export interface FoundSignature {
  readonly signature: PdfSignature
  /** The latest revision in which the form shows it. */
  readonly seenAt: number
  /** The revision whose end is the end of the signed range. */
  readonly revision: number | null
  readonly problem: SentenceId | null
  readonly hole: number
  readonly resume: number
  readonly end: number
}

/** All signatures of all revisions: one that a later revision removed is still judged, and found removed. */
export async function findSignatures(reader: PdfReader): Promise<FoundSignature[]> {
  const found = new Map<string, FoundSignature>()
  for (let at = reader.last; at >= 0; at--) {
    let list: PdfSignature[]
    try {
      list = await listSignatures(reader, at)
    } catch (error) {
      // An older revision that cannot be read shows nothing new; the newest one must be readable.
      if (at === reader.last) throw error
      continue
    }
    for (const signature of list) {
      const key = `${signature.contentsRange?.start ?? signature.field}`
      if (!found.has(key)) found.set(key, await examine(reader, signature, at))
    }
  }
  return [...found.values()].sort((a, b) => (a.revision ?? 0) - (b.revision ?? 0) || a.end - b.end)
}

/** Some signers count further line ends or blanks after `%%EOF` into the revision: they hold nothing. */
const MOST_BLANKS = 64

async function revisionEndingAt(reader: PdfReader, end: number): Promise<number> {
  const at = reader.revisions.findLastIndex((item) => item.complete && end >= item.eof)
  const found = reader.revisions[at]
  if (!found || end <= found.end) return found ? at : -1
  if (end - found.eof > MOST_BLANKS) return -1
  const bytes = await reader.source.read(found.eof, end - found.eof)
  return bytes.every((byte) => byte === 0 || byte === 32 || (byte >= 9 && byte <= 13)) ? at : -1
}

async function examine(reader: PdfReader, signature: PdfSignature, at: number): Promise<FoundSignature> {
  const nothing = { signature, seenAt: at, revision: null, hole: 0, resume: 0, end: 0 }
  const { dict, byteRange, contentsRange } = signature
  const type = await reader.resolve(dict.get('Type'), at)
  const isStamp = signature.subFilter === 'ETSI.RFC3161'
  if (type !== null && !isName(type, 'Sig') && !isName(type, 'DocTimeStamp'))
    return { ...nothing, problem: 'wrong-type' }
  if (isName(type, 'DocTimeStamp') && !isStamp) return { ...nothing, problem: 'wrong-type' }
  if (dict.duplicates.length > 0) return { ...nothing, problem: 'contents-duplicated' }
  const [start, hole, resume, rest] = byteRange ?? []
  if (byteRange?.length !== 4 || !byteRange.every((item) => isInt(item) && item >= 0))
    return { ...nothing, problem: 'byte-range-missing' }
  const end = resume! + rest!
  const place = { hole: hole!, resume: resume!, end }
  if (end > reader.source.size || hole! > resume!) return { ...nothing, problem: 'byte-range-missing' }
  if (!contentsRange) return { ...nothing, ...place, problem: 'contents-not-here' }
  if (start !== 0 || hole !== contentsRange.start || resume !== contentsRange.end)
    return { ...nothing, ...place, problem: 'byte-range-gap' }
  const revision = await revisionEndingAt(reader, end)
  if (revision < 0) return { ...nothing, ...place, problem: 'byte-range-end' }
  // Written in another revision than the one it covers: the dictionary was moved.
  if (signature.revision !== revision || contentsRange.end > reader.revisions[revision]!.eof)
    return { ...nothing, ...place, revision, problem: 'byte-range-end' }
  return { signature, seenAt: at, revision, problem: null, ...place }
}
