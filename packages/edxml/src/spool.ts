// Where attachment bytes go while a packet is being read. The package keeps none of them itself.

import { createHash } from 'node:crypto'
import { Base64Decoder } from './base64.ts'
import type { Limits } from './limits.ts'
import { type ByteSource, concat, sourceOf } from './source.ts'
import type { PartEvents } from './tokenizer.ts'

export interface Spool {
  write(bytes: Uint8Array): void | Promise<void>
  /** The bytes written, for reading back. */
  end(): ByteSource | Promise<ByteSource>
  discard(): void | Promise<void>
}

export interface PacketSink {
  open(part: { index: number; form: 'sent' | 'unwrapped' }): Spool | Promise<Spool>
}

/** For small packets and tests: everything in memory. */
export function memorySink(): PacketSink {
  return {
    open: () => {
      const chunks: Uint8Array[] = []
      return {
        write: (bytes) => {
          chunks.push(bytes.slice())
        },
        end: () => sourceOf(concat(chunks)),
        discard: () => {
          chunks.length = 0
        },
      }
    },
  }
}

const HEAD = 4096
const REPLACEMENT = [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd]

/** Size, hash, first bytes, and whether the bytes went through a text conversion (deviation 17). */
export class Measure {
  bytes = 0
  transcoded = false
  private readonly hash = createHash('sha256')
  private headParts: Uint8Array[] = []
  private headSize = 0
  private last: Uint8Array = new Uint8Array(0)

  update(bytes: Uint8Array): void {
    this.hash.update(bytes)
    this.bytes += bytes.length
    if (this.headSize < HEAD) {
      const part = bytes.slice(0, HEAD - this.headSize)
      this.headParts.push(part)
      this.headSize += part.length
    }
    if (!this.transcoded) this.transcoded = this.hasReplacements(bytes)
  }

  get head(): Uint8Array {
    return concat(this.headParts)
  }

  digest(): string {
    return this.hash.digest('hex')
  }

  /** Two U+FFFD side by side: by chance once in 2^48 bytes, after a text conversion on every page. */
  private hasReplacements(bytes: Uint8Array): boolean {
    const seam = concat([this.last, bytes.subarray(0, REPLACEMENT.length)])
    this.last = bytes.length >= 5 ? bytes.slice(-5) : seam.slice(-5)
    return findReplacements(seam) || findReplacements(bytes)
  }
}

function findReplacements(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (REPLACEMENT.every((byte, i) => bytes[at + i] === byte)) return true
  }
  return false
}

export interface SpooledPart {
  content: ByteSource
  head: Uint8Array
  bytes: number
  sha256: string
  transcoded: boolean
  notBase64: boolean
  variant: boolean
  tooBig: boolean
}

interface OpenPart {
  decoder: Base64Decoder
  measure: Measure
  spool: Spool | undefined
  ended: boolean
  tooBig: boolean
  result: SpooledPart | undefined
}

/** Collects what the tokenizer finds; `flush` hands it to the sink, so that back-pressure is kept. */
export class PartSpooler implements PartEvents {
  private readonly parts: OpenPart[] = []
  private readonly queue: { part: OpenPart; bytes: Uint8Array }[] = []
  private readonly limits: Limits
  private readonly sink: PacketSink
  private readonly onTooMany: () => never

  constructor(limits: Limits, sink: PacketSink, onTooMany: () => never) {
    this.limits = limits
    this.sink = sink
    this.onTooMany = onTooMany
  }

  begin(): number {
    if (this.parts.length >= this.limits.attachments) this.onTooMany()
    return (
      this.parts.push({
        decoder: new Base64Decoder(),
        measure: new Measure(),
        spool: undefined,
        ended: false,
        tooBig: false,
        result: undefined,
      }) - 1
    )
  }

  text(base64: Uint8Array): void {
    const part = this.parts.at(-1) as OpenPart
    this.take(part, part.decoder.push(base64))
  }

  end(): void {
    const part = this.parts.at(-1) as OpenPart
    this.take(part, part.decoder.end())
    part.ended = true
  }

  private take(part: OpenPart, bytes: Uint8Array): void {
    if (bytes.length === 0 || part.tooBig) return
    if (part.measure.bytes + bytes.length > this.limits.attachmentBytes) {
      part.tooBig = true
      return
    }
    part.measure.update(bytes)
    this.queue.push({ part, bytes })
  }

  async flush(): Promise<void> {
    for (const { part, bytes } of this.queue.splice(0)) {
      part.spool ??= await this.sink.open({ index: this.parts.indexOf(part), form: 'sent' })
      const written = part.spool.write(bytes)
      if (written) await written
    }
    for (const part of this.parts) if (part.ended && !part.result) part.result = await finish(part)
  }

  get results(): SpooledPart[] {
    return this.parts.map((part) => part.result as SpooledPart)
  }

  async discard(): Promise<void> {
    for (const part of this.parts) await part.spool?.discard()
  }
}

async function finish(part: OpenPart): Promise<SpooledPart> {
  const { decoder, measure, tooBig } = part
  return {
    content: (await part.spool?.end()) ?? sourceOf(new Uint8Array(0)),
    head: measure.head,
    bytes: measure.bytes,
    sha256: measure.digest(),
    transcoded: measure.transcoded,
    notBase64: decoder.invalid,
    variant: decoder.variant,
    tooBig,
  }
}
