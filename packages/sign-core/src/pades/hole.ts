import { createHash } from 'node:crypto'
import { type ByteSource, chunks } from '../bytes/byte-source.ts'
import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import type { SigningHash } from '../cms/scheme.ts'
import { PdfArray, PdfString, type UpdateBytes } from '../pdf/index.ts'

/** The two objects whose place in the file must be known: the hole and the range around it. */
export interface Hole {
  contents: PdfString
  byteRange: PdfArray
}

const WIDEST = 9_999_999_999

export function makeHole(bytes: number): Hole {
  return {
    contents: new PdfString(new Uint8Array(bytes), true),
    byteRange: new PdfArray([0, WIDEST, WIDEST, WIDEST]),
  }
}

export interface FilledHole {
  contents: { start: number; end: number }
  inputSha256: string
  messageDigest: Uint8Array
}

/** Writes /ByteRange (padded with spaces inside its brackets) and hashes everything but the hole. The input
 * is read once, in pieces. */
export async function closeRange(
  input: ByteSource,
  built: UpdateBytes,
  hole: Hole,
  hash: SigningHash,
): Promise<FilledHole> {
  const contents = built.marks.get(hole.contents)
  const range = built.marks.get(hole.byteRange)
  if (contents === undefined || range === undefined) throw new TypeError('hole was not written')
  const size = input.size + built.tail.length
  if (size > WIDEST) throw new SignError('too-large', 'file too long for a signature')
  const text = `[0 ${contents.start} ${contents.end} ${size - contents.end}`
  const padded = `${text.padEnd(range.end - range.start - 1)}]`
  built.tail.set(latin1Bytes(padded), range.start - input.size)
  const whole = createHash('sha256')
  const covered = hash === 'sha256' ? undefined : createHash(hash)
  for await (const piece of chunks(input)) {
    whole.update(piece)
    covered?.update(piece)
  }
  const digest = covered ?? whole.copy()
  digest.update(built.tail.subarray(0, contents.start - input.size))
  digest.update(built.tail.subarray(contents.end - input.size))
  return { contents, inputSha256: whole.digest('hex'), messageDigest: new Uint8Array(digest.digest()) }
}

/** Puts the CMS into the hole; what is left stays zero (§12.8.1: padding after the DER object). */
export function fillHole(
  tail: Uint8Array,
  inputSize: number,
  contents: { start: number; end: number },
  cms: Uint8Array,
): Uint8Array {
  const room = (contents.end - contents.start - 2) / 2
  if (cms.length > room) throw new SignError('too-large', `CMS of ${cms.length} bytes, ${room} set aside`)
  const out = tail.slice()
  const hex = Buffer.from(cms.buffer, cms.byteOffset, cms.length).toString('hex')
  out.set(latin1Bytes(hex), contents.start + 1 - inputSize)
  return out
}
