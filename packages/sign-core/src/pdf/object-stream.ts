import { PdfError } from './errors.ts'
import { Lexer } from './lexer.ts'
import { isInt, type PdfDict, type PdfObject } from './objects.ts'

export interface ObjectStream {
  numbers: number[]
  get(num: number, index: number): PdfObject
}

/** §7.5.7: `N` pairs of number and offset, then the objects. */
export function parseObjectStream(dict: PdfDict, data: Uint8Array): ObjectStream {
  const count = dict.get('N')
  const first = dict.get('First')
  if (!isInt(count) || !isInt(first) || count < 0 || count > 1_000_000 || first < 0) {
    throw new PdfError('damaged', 'bad object stream')
  }
  const lexer = new Lexer(data)
  const numbers: number[] = []
  const offsets: number[] = []
  for (let i = 0; i < count; i++) {
    const num = lexer.unsigned()
    const offset = lexer.unsigned()
    if (num === undefined || offset === undefined) throw new PdfError('damaged', 'bad object stream header')
    numbers.push(num)
    offsets.push(first + offset)
  }
  return {
    numbers,
    get(num, index) {
      if (numbers[index] !== num) throw new PdfError('damaged', `object ${num} is not in its object stream`)
      return new Lexer(data, 0, true, offsets[index]).parse()
    },
  }
}
