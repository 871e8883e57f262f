import type { ByteSource } from '../bytes/byte-source.ts'
import { PdfError } from './errors.ts'
import { Lexer, NeedMoreData } from './lexer.ts'

const FIRST = 4096
const LARGEST = 64 << 20

/** Runs a synchronous parser over a window at `offset`, widening the window to at most `largest` bytes until the parser is content. */
export async function parseAt<T>(
  source: ByteSource,
  offset: number,
  parser: (lexer: Lexer) => T,
  first = FIRST,
  largest = LARGEST,
): Promise<T> {
  if (offset < 0 || offset >= source.size) throw new PdfError('damaged', `offset ${offset} outside the file`)
  for (let size = first; ; size *= 8) {
    const bytes = await source.read(offset, Math.min(size, largest))
    const final = offset + bytes.length >= source.size
    try {
      return parser(new Lexer(bytes, offset, final))
    } catch (error) {
      if (!(error instanceof NeedMoreData)) throw error
      if (final || size >= largest) throw new PdfError('limit', `object at ${offset} too large`)
    }
  }
}
