/** PDF objects (ISO 32000-1 §7.3). `start`/`end` are byte offsets in the file, or in the decoded object
 * stream for objects that live in one (`end` is exclusive). */
export class PdfName {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

export class PdfRef {
  readonly num: number
  readonly gen: number
  constructor(num: number, gen = 0) {
    this.num = num
    this.gen = gen
  }
  toString(): string {
    return `${this.num} ${this.gen} R`
  }
}

export class PdfString {
  readonly bytes: Uint8Array
  readonly hex: boolean
  readonly start: number
  readonly end: number
  constructor(bytes: Uint8Array, hex = false, start = -1, end = -1) {
    this.bytes = bytes
    this.hex = hex
    this.start = start
    this.end = end
  }
}

export class PdfArray {
  readonly items: PdfObject[]
  readonly start: number
  readonly end: number
  constructor(items: PdfObject[] = [], start = -1, end = -1) {
    this.items = items
    this.start = start
    this.end = end
  }
}

export class PdfDict {
  readonly map: Map<string, PdfObject>
  readonly start: number
  readonly end: number
  /** Keys written more than once: readers disagree on which counts, so validators must refuse to guess. */
  readonly duplicates: readonly string[]
  constructor(
    map: Map<string, PdfObject> = new Map(),
    start = -1,
    end = -1,
    duplicates: readonly string[] = [],
  ) {
    this.map = map
    this.start = start
    this.end = end
    this.duplicates = duplicates
  }
  static of(entries: Record<string, PdfObject | undefined>): PdfDict {
    const map = new Map<string, PdfObject>()
    for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, value)
    return new PdfDict(map)
  }
  get(key: string): PdfObject | undefined {
    return this.map.get(key)
  }
  /** A copy with some keys replaced; `undefined` removes a key. */
  with(changes: Record<string, PdfObject | undefined>): PdfDict {
    const map = new Map(this.map)
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) map.delete(key)
      else map.set(key, value)
    }
    return new PdfDict(map)
  }
}

export class PdfStream {
  readonly dict: PdfDict
  /** Offset of the first byte of the (encoded, possibly encrypted) data in the file; -1 when `data` is set. */
  readonly dataStart: number
  readonly length: number
  /** Number and generation of the object, needed for decryption. */
  readonly id: PdfRef
  /** Set for streams made in memory. */
  readonly data: Uint8Array | undefined
  constructor(dict: PdfDict, dataStart: number, length: number, id: PdfRef, data?: Uint8Array) {
    this.dict = dict
    this.dataStart = dataStart
    this.length = length
    this.id = id
    this.data = data
  }
  static of(entries: Record<string, PdfObject | undefined>, data: Uint8Array): PdfStream {
    return new PdfStream(PdfDict.of(entries), -1, data.length, new PdfRef(0, 0), data)
  }
}

export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfArray
  | PdfDict
  | PdfStream

export interface IndirectObject {
  num: number
  gen: number
  value: PdfObject
  /** Offset of the object number. */
  start: number
  /** Just after `endobj` (for a stream: after the last byte understood). */
  end: number
}

export function name(value: string): PdfName {
  return new PdfName(value)
}
export function isName(value: PdfObject | undefined, expected?: string): value is PdfName {
  return value instanceof PdfName && (expected === undefined || value.name === expected)
}
export function isInt(value: PdfObject | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value)
}
export function numbersOf(value: PdfObject | undefined): number[] | undefined {
  if (!(value instanceof PdfArray)) return undefined
  return value.items.every((item) => typeof item === 'number') ? (value.items as number[]) : undefined
}
