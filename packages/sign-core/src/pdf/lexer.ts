import { startsWithAscii } from '../bytes/latin1.ts'
import { PdfError } from './errors.ts'
import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from './objects.ts'

/** The window ended inside a token or object: the caller reads more bytes and starts again. */
export class NeedMoreData extends Error {}

const MAX_DEPTH = 64
const MAX_NODES = 2_000_000

const CLASS = new Uint8Array(256) // 1 white space, 2 delimiter, 0 regular (ISO 32000-1 §7.2.2)
for (const c of [0, 9, 10, 12, 13, 32]) CLASS[c] = 1
for (const c of '()<>[]{}/%') CLASS[c.charCodeAt(0)] = 2

const DIGIT = new Int8Array(256).fill(-1)
for (let i = 0; i < 16; i++) {
  DIGIT['0123456789abcdef'.charCodeAt(i)] = i
  DIGIT['0123456789ABCDEF'.charCodeAt(i)] = i
}

export const isSpace = (c: number | undefined): boolean => c !== undefined && CLASS[c] === 1

/** Synchronous parser over one window of the file. `base` is the file offset of the window's first byte. */
export class Lexer {
  readonly buf: Uint8Array
  readonly base: number
  /** True when the window reaches the end of the file: then nothing more can come. */
  readonly final: boolean
  pos: number
  private nodes = 0

  constructor(buf: Uint8Array, base = 0, final = true, pos = 0) {
    this.buf = buf
    this.base = base
    this.final = final
    this.pos = pos
  }

  get offset(): number {
    return this.base + this.pos
  }

  /** Current byte; at the end of the window asks for more, at the end of the file gives -1. */
  peek(ahead = 0): number {
    const c = this.buf[this.pos + ahead]
    if (c !== undefined) return c
    if (!this.final) throw new NeedMoreData()
    return -1
  }

  skipSpace(): void {
    for (;;) {
      const c = this.peek()
      if (c === 0x25) {
        while (this.peek() !== -1 && this.peek() !== 10 && this.peek() !== 13) this.pos++
      } else if (c !== -1 && CLASS[c] === 1) {
        this.pos++
      } else return
    }
  }

  /** Consumes the keyword when it stands here. */
  keyword(word: string): boolean {
    this.skipSpace()
    for (let i = 0; i < word.length; i++) if (this.peek(i) !== word.charCodeAt(i)) return false
    this.pos += word.length
    return true
  }

  /** An unsigned integer, or undefined (nothing consumed). */
  unsigned(): number | undefined {
    this.skipSpace()
    const start = this.pos
    let value = 0
    for (let c = this.peek(); c >= 0x30 && c <= 0x39; c = this.peek()) {
      value = value * 10 + c - 0x30
      this.pos++
      if (this.pos - start > 15) throw this.fail('integer too long')
    }
    return this.pos === start ? undefined : value
  }

  fail(message: string): PdfError {
    return new PdfError('syntax', `${message} at offset ${this.offset}`)
  }

  parse(depth = 0): PdfObject {
    if (depth > MAX_DEPTH) throw new PdfError('limit', `objects nested too deep at ${this.offset}`)
    if (++this.nodes > MAX_NODES) throw new PdfError('limit', `object too large at ${this.offset}`)
    this.skipSpace()
    const c = this.peek()
    if (c === 0x2f) return new PdfName(this.name())
    if (c === 0x28) return this.literal()
    if (c === 0x5b) return this.array(depth)
    if (c === 0x3c) return this.peek(1) === 0x3c ? this.dict(depth) : this.hex()
    if ((c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === 0x2e) return this.numberOrRef()
    return this.constant()
  }

  private regular(): string {
    let out = ''
    for (let c = this.peek(); c !== -1 && CLASS[c] === 0; c = this.peek()) {
      out += String.fromCharCode(c)
      this.pos++
      if (out.length > 4096) throw new PdfError('limit', `token too long at ${this.offset}`)
    }
    return out
  }

  private constant(): PdfObject {
    const start = this.pos
    const word = this.regular()
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    this.pos = start
    throw this.fail(`unexpected ${JSON.stringify(word || String.fromCharCode(Math.max(0, this.peek())))}`)
  }

  private name(): string {
    this.pos++
    const raw = this.regular()
    if (!raw.includes('#')) return raw
    return raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }

  private numberOrRef(): number | PdfRef {
    const text = this.regular()
    const value = readNumber(text)
    if (value === undefined) throw this.fail(`bad number ${JSON.stringify(text)}`)
    if (!/^\d{1,10}$/.test(text)) return value
    const back = this.pos
    if (isSpace(this.peek())) {
      this.skipSpace()
      const gen = /^[0-9]$/.test(String.fromCharCode(Math.max(0, this.peek()))) ? this.unsigned() : undefined
      if (gen !== undefined && isSpace(this.peek())) {
        this.skipSpace()
        if (this.peek() === 0x52 && this.endsHere(1)) {
          this.pos++
          return new PdfRef(value, gen)
        }
      }
    }
    this.pos = back
    return value
  }

  private endsHere(ahead: number): boolean {
    const c = this.peek(ahead)
    return c === -1 || CLASS[c] !== 0
  }

  private literal(): PdfString {
    const start = this.offset
    this.pos++
    const out: number[] = []
    let open = 1
    for (;;) {
      const c = this.peek()
      if (c === -1) throw this.fail('string without end')
      this.pos++
      if (c === 0x28) open++
      else if (c === 0x29 && --open === 0)
        return new PdfString(Uint8Array.from(out), false, start, this.offset)
      if (c === 0x5c) this.escape(out)
      else if (c === 13) {
        if (this.peek() === 10) this.pos++
        out.push(10) // §7.3.4.2: an end-of-line inside a string counts as LF
      } else out.push(c)
    }
  }

  private escape(out: number[]): void {
    const c = this.peek()
    this.pos++
    const at = 'nrtbf'.indexOf(String.fromCharCode(c))
    if (at >= 0) out.push([10, 13, 9, 8, 12][at]!)
    else if (c >= 0x30 && c <= 0x37) {
      let value = c - 0x30
      for (let i = 0; i < 2 && this.peek() >= 0x30 && this.peek() <= 0x37; i++) {
        value = value * 8 + this.peek() - 0x30
        this.pos++
      }
      out.push(value & 0xff)
    } else if (c === 13) {
      if (this.peek() === 10) this.pos++
    } else if (c !== 10 && c !== -1) out.push(c)
  }

  private hex(): PdfString {
    const start = this.offset
    this.pos++
    // A signature's Contents is one string of tens of thousands of digits: its end is looked for first, then read once.
    const end = this.buf.indexOf(0x3e, this.pos)
    if (end < 0 && !this.final) throw new NeedMoreData()
    const stop = end < 0 ? this.buf.length : end
    const out = new Uint8Array((stop - this.pos + 1) >> 1)
    let digits = 0
    for (; this.pos < stop; this.pos++) {
      const c = this.buf[this.pos]!
      if (CLASS[c] === 1) continue
      const digit = DIGIT[c]!
      if (digit < 0) throw this.fail('bad hexadecimal string')
      out[digits >> 1]! += digits & 1 ? digit : digit * 16
      digits++
    }
    if (end < 0) throw this.fail('bad hexadecimal string')
    this.pos++
    return new PdfString(out.subarray(0, (digits + 1) >> 1), true, start, this.offset)
  }

  private array(depth: number): PdfArray {
    const start = this.offset
    this.pos++
    const items: PdfObject[] = []
    for (;;) {
      this.skipSpace()
      if (this.peek() === 0x5d) {
        this.pos++
        return new PdfArray(items, start, this.offset)
      }
      items.push(this.parse(depth + 1))
    }
  }

  private dict(depth: number): PdfDict {
    const start = this.offset
    this.pos += 2
    const map = new Map<string, PdfObject>()
    const duplicates: string[] = []
    for (;;) {
      this.skipSpace()
      const c = this.peek()
      if (c === 0x3e && this.peek(1) === 0x3e) {
        this.pos += 2
        return new PdfDict(map, start, this.offset, duplicates)
      }
      if (c !== 0x2f) throw this.fail('dictionary key expected')
      const key = this.name()
      if (map.has(key)) duplicates.push(key)
      map.set(key, this.parse(depth + 1))
    }
  }
}

export function readNumber(text: string): number | undefined {
  if (!/^[+-]{0,2}(\d+\.?\d*|\.\d+|\.)$/.test(text))
    return /^[+-]?\d*\.?\d*-\d*$/.test(text) && /\d/.test(text) ? Number.parseFloat(text) : undefined
  const value = Number(text.replace(/^[+-](?=[+-])/, '').replace(/^([+-]?)\.$/, '0'))
  return Number.isFinite(value) ? value : undefined
}

export const hexDigit = (c: number): number => DIGIT[c] ?? -1

export interface ObjectHead {
  num: number
  gen: number
  start: number
  value: PdfObject
  /** Set when `stream` follows: offset of the first data byte. */
  dataStart: number | undefined
  end: number
  /** False when `endobj` was missing. */
  closed: boolean
}

/** `N G obj … endobj` or up to the first data byte of a stream (§7.3.10, §7.3.8). */
export function parseIndirect(lexer: Lexer): ObjectHead | undefined {
  lexer.skipSpace()
  const start = lexer.offset
  const num = lexer.unsigned()
  const gen = num === undefined ? undefined : lexer.unsigned()
  if (num === undefined || gen === undefined || !lexer.keyword('obj')) return undefined
  lexer.skipSpace()
  const empty = startsWithAscii(lexer.buf, 'endobj', lexer.pos)
  const value = empty ? null : lexer.parse()
  if (value instanceof PdfDict && lexer.keyword('stream')) {
    if (lexer.peek() === 13) lexer.pos++
    if (lexer.peek() === 10) lexer.pos++
    return { num, gen, start, value, dataStart: lexer.offset, end: lexer.offset, closed: true }
  }
  const closed = lexer.keyword('endobj')
  return { num, gen, start, value, dataStart: undefined, end: lexer.offset, closed }
}
