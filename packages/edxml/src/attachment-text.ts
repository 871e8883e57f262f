// Bytes between the start tag and the end tag of ContentTransferEncoded. They never reach the XML
// tokenizer, which would keep them all: here only character references, CDATA and comments are
// understood, everything else goes straight to the base64 decoder.

import { EdxmlError } from './problems.ts'

const ANGLE = 0x3c
const AMPERSAND = 0x26
const CDATA_OPEN = bytesOf('<![CDATA[')
const CDATA_CLOSE = bytesOf(']]>')
const COMMENT_OPEN = bytesOf('<!--')
const COMMENT_CLOSE = bytesOf('-->')
const LONGEST_REFERENCE = 12
const NAMED: Record<string, number> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 }

export interface TextStep {
  /** How many bytes were used; the rest must be offered again with what follows. */
  used: number
  /** The next byte is a `<` that is neither CDATA nor comment. */
  finished: boolean
}

export class AttachmentText {
  private state: 'text' | 'cdata' | 'comment' = 'text'
  private readonly onBytes: (bytes: Uint8Array) => void

  constructor(onBytes: (bytes: Uint8Array) => void) {
    this.onBytes = onBytes
  }

  push(buffer: Uint8Array): TextStep {
    let at = 0
    for (;;) {
      const used = this.state === 'text' ? this.plain(buffer, at) : this.inside(buffer, at)
      if (used.stop) return { used: used.at, finished: used.finished }
      at = used.at
    }
  }

  private plain(buffer: Uint8Array, from: number): { at: number; stop: boolean; finished: boolean } {
    const angle = buffer.indexOf(ANGLE, from)
    const end = angle < 0 ? buffer.length : angle
    const reference = buffer.subarray(from, end).indexOf(AMPERSAND)
    if (reference >= 0) return this.reference(buffer, from, from + reference)
    if (end > from) this.onBytes(buffer.subarray(from, end))
    if (angle < 0) return { at: end, stop: true, finished: false }
    const rest = buffer.subarray(angle, angle + CDATA_OPEN.length)
    if (startsWith(rest, CDATA_OPEN)) return this.enter('cdata', angle + CDATA_OPEN.length)
    if (startsWith(rest, COMMENT_OPEN)) return this.enter('comment', angle + COMMENT_OPEN.length)
    const open = startsWith(CDATA_OPEN, rest) || startsWith(COMMENT_OPEN, rest)
    return { at: angle, stop: true, finished: !open }
  }

  private enter(state: 'cdata' | 'comment', at: number): { at: number; stop: boolean; finished: boolean } {
    this.state = state
    return { at, stop: false, finished: false }
  }

  private inside(buffer: Uint8Array, from: number): { at: number; stop: boolean; finished: boolean } {
    const mark = this.state === 'cdata' ? CDATA_CLOSE : COMMENT_CLOSE
    const close = indexOfMark(buffer, mark, from)
    const end = close < 0 ? Math.max(from, buffer.length - (mark.length - 1)) : close
    if (this.state === 'cdata' && end > from) this.onBytes(buffer.subarray(from, end))
    if (close < 0) return { at: end, stop: true, finished: false }
    this.state = 'text'
    return { at: close + mark.length, stop: false, finished: false }
  }

  /** `&#13;` is what Java serialisers make of the line ends inside base64. */
  private reference(
    buffer: Uint8Array,
    from: number,
    at: number,
  ): { at: number; stop: boolean; finished: boolean } {
    if (at > from) this.onBytes(buffer.subarray(from, at))
    const window = buffer.subarray(at, at + LONGEST_REFERENCE)
    const semicolon = window.indexOf(0x3b)
    if (semicolon < 0) {
      if (window.length === LONGEST_REFERENCE) throw new EdxmlError('malformed', '&')
      return { at, stop: true, finished: false }
    }
    const name = String.fromCharCode(...window.subarray(1, semicolon))
    const code = NAMED[name] ?? numeric(name)
    this.onBytes(new Uint8Array([code > 0x7f ? 0 : code]))
    return { at: at + semicolon + 1, stop: false, finished: false }
  }
}

function numeric(name: string): number {
  const match = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name)
  if (!match) throw new EdxmlError('entity', `&${name};`)
  return match[1] ? Number.parseInt(match[1], 16) : Number(match[2])
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Whether `whole` begins with all of `part`. */
function startsWith(whole: Uint8Array, part: Uint8Array): boolean {
  return whole.length >= part.length && part.every((byte, i) => whole[i] === byte)
}

function indexOfMark(buffer: Uint8Array, mark: Uint8Array, from: number): number {
  const first = mark[0] as number
  for (let at = buffer.indexOf(first, from); at >= 0; at = buffer.indexOf(first, at + 1)) {
    if (at + mark.length > buffer.length) return -1
    if (startsWith(buffer.subarray(at, at + mark.length), mark)) return at
  }
  return -1
}
