// What stands before the first `<` and which character set follows. Packets are UTF-8 by the standard;
// .NET senders write UTF-16 or say so of a UTF-8 file, editors add a byte-order mark, and some
// senders put stray digits in front (deviation 1).

import type { Limits } from './limits.ts'
import { EdxmlError, type Warnings } from './problems.ts'
import { concat } from './source.ts'

const UTF8 = new TextEncoder()
const HEAD = 1024

/** Turns the arriving bytes into UTF-8 bytes that begin with `<`. */
export class Utf8Head {
  private head: Uint8Array = new Uint8Array(0)
  private decoder: TextDecoder | undefined
  private begun = false
  private readonly limits: Limits
  private readonly warnings: Warnings

  constructor(limits: Limits, warnings: Warnings) {
    this.limits = limits
    this.warnings = warnings
  }

  push(chunk: Uint8Array): Uint8Array {
    if (this.begun) return this.convert(chunk)
    this.head = concat([this.head, chunk])
    if (this.head.length < this.limits.junkBytes + HEAD) return new Uint8Array(0)
    return this.begin()
  }

  end(): Uint8Array {
    const rest = this.begun ? new Uint8Array(0) : this.begin()
    const tail = this.decoder ? UTF8.encode(this.decoder.decode()) : new Uint8Array(0)
    return concat([rest, tail])
  }

  private begin(): Uint8Array {
    this.begun = true
    if (this.head.length === 0) throw new EdxmlError('empty')
    const label = utf16Label(this.head)
    if (label) this.decoder = new TextDecoder(label)
    const bytes = this.fromFirstAngle(this.convertHead(label))
    this.head = new Uint8Array(0)
    return bytes
  }

  private convertHead(label: string | undefined): Uint8Array {
    if (label) {
      this.warnings.add('encoding-converted', label)
      return this.convert(this.head)
    }
    const declared = declaredEncoding(this.head)
    if (!declared || /^utf-?8$/i.test(declared)) return this.head
    if (isUtf8(this.head)) {
      this.warnings.add('encoding-mislabelled', declared)
      return this.head
    }
    try {
      this.decoder = new TextDecoder(declared)
    } catch {
      throw new EdxmlError('encoding', declared.slice(0, 40))
    }
    this.warnings.add('encoding-converted', declared)
    return this.convert(this.head)
  }

  private convert(chunk: Uint8Array): Uint8Array {
    return this.decoder ? UTF8.encode(this.decoder.decode(chunk, { stream: true })) : chunk
  }

  private fromFirstAngle(bytes: Uint8Array): Uint8Array {
    const at = bytes.indexOf(0x3c)
    if (at < 0 || at > this.limits.junkBytes) throw new EdxmlError('not-xml')
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    const onlyMark = at === mark
    if (at > 0) this.warnings.add('junk-before-xml', onlyMark ? 'BOM' : `${at} byte`)
    return bytes.subarray(at)
  }
}

function utf16Label(head: Uint8Array): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  return undefined
}

function declaredEncoding(head: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(head.subarray(0, HEAD))
  return /<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(text)?.[1]
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
