import { concatBytes, latin1Bytes } from '../bytes/latin1.ts'
import { isSignature } from './decrypt.ts'
import { PdfError } from './errors.ts'
import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, type PdfStream, PdfString } from './objects.ts'

/** Encrypts the strings and the stream of one object; absent for files that are not encrypted. */
export interface ObjectCipher {
  string(bytes: Uint8Array): Uint8Array
  stream(dict: PdfDict, bytes: Uint8Array): Uint8Array
}

/** Collects bytes and remembers where tracked objects (signature holes) were written. */
export class ByteWriter {
  private readonly parts: Uint8Array[] = []
  readonly marks = new Map<PdfObject, { start: number; end: number }>()
  private readonly tracked: ReadonlySet<PdfObject>
  length = 0

  constructor(tracked: Iterable<PdfObject> = []) {
    this.tracked = new Set(tracked)
  }

  text(text: string): void {
    this.bytes(latin1Bytes(text))
  }

  bytes(bytes: Uint8Array): void {
    this.parts.push(bytes)
    this.length += bytes.length
  }

  object(value: PdfObject, cipher?: ObjectCipher): void {
    const start = this.length
    this.write(value, cipher)
    if (this.tracked.has(value)) this.marks.set(value, { start, end: this.length })
  }

  result(): Uint8Array {
    return concatBytes(this.parts)
  }

  private write(value: PdfObject, cipher: ObjectCipher | undefined): void {
    if (value === null || typeof value === 'boolean') this.text(String(value))
    else if (typeof value === 'number') this.text(numberText(value))
    else if (value instanceof PdfName) this.text(nameText(value.name))
    else if (value instanceof PdfRef) this.text(value.toString())
    else if (value instanceof PdfString) this.string(value, cipher)
    else if (value instanceof PdfArray) this.array(value, cipher)
    else if (value instanceof PdfDict) this.dict(value, cipher)
    else this.stream(value, cipher)
  }

  private string(value: PdfString, cipher: ObjectCipher | undefined): void {
    if (cipher !== undefined) this.text(hexText(cipher.string(value.bytes)))
    else this.text(value.hex ? hexText(value.bytes) : literalText(value.bytes))
  }

  private array(value: PdfArray, cipher: ObjectCipher | undefined): void {
    this.text('[')
    value.items.forEach((item, i) => {
      if (i > 0) this.text(' ')
      this.object(item, cipher)
    })
    this.text(']')
  }

  private dict(value: PdfDict, cipher: ObjectCipher | undefined): void {
    const signature = isSignature(value)
    this.text('<<')
    for (const [key, item] of value.map) {
      this.text(`${nameText(key)} `)
      this.object(item, signature && key === 'Contents' ? undefined : cipher)
    }
    this.text('>>')
  }

  private stream(value: PdfStream, cipher: ObjectCipher | undefined): void {
    if (value.data === undefined) throw new PdfError('syntax', 'a stream of the input is never copied')
    const data = cipher === undefined ? value.data : cipher.stream(value.dict, value.data)
    this.dict(value.dict.with({ Length: data.length }), cipher)
    this.text('\nstream\n')
    this.bytes(data)
    this.text('\nendstream')
  }
}

export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new PdfError('syntax', 'number is not finite')
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return value
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}

function nameText(name: string): string {
  return `/${name.replace(/[^!$&'*+\-.0-9:;=?@A-Z\\^_`a-z|~",]/g, (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}

function hexText(bytes: Uint8Array): string {
  return `<${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex').toUpperCase()}>`
}

function literalText(bytes: Uint8Array): string {
  let out = '('
  for (const c of bytes) {
    if (c === 0x28 || c === 0x29 || c === 0x5c) out += `\\${String.fromCharCode(c)}`
    else if (c >= 0x20 && c < 0x7f) out += String.fromCharCode(c)
    else out += `\\${c.toString(8).padStart(3, '0')}`
  }
  return `${out})`
}
