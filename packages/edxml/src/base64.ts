// Incremental base64, both ways. Decoding never throws: it says what was wrong and stops at the first
// byte that cannot be base64, because an attachment may be damaged while the packet stays good.

const INVALID = 0xff
const SPACE = 0xfe
const PAD = 0xfd
const TABLE = decodingTable()
const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')

function decodingTable(): Uint8Array {
  const table = new Uint8Array(256).fill(INVALID)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let i = 0; i < 64; i++) table[letters.charCodeAt(i)] = i
  table[0x2d] = 62
  table[0x5f] = 63
  for (const code of [0x09, 0x0a, 0x0d, 0x20]) table[code] = SPACE
  table[0x3d] = PAD
  return table
}

export class Base64Decoder {
  private quantum = 0
  private count = 0
  private pads = 0
  /** A byte outside the alphabet, or data after the padding. */
  invalid = false
  /** URL alphabet or missing padding: readable, but not what RFC 4648 §4 writes. */
  variant = false

  push(input: Uint8Array): Uint8Array {
    const out = new Uint8Array(Math.ceil(((input.length + 4) * 3) / 4))
    let length = 0
    let i = 0
    while (i < input.length && !this.invalid) {
      if (this.count === 0 && this.pads === 0) {
        const done = decodeRuns(input, i, out, length)
        i += done * 4
        length += done * 3
        if (i >= input.length) break
      }
      length = this.step(input[i] as number, out, length)
      i++
    }
    return out.subarray(0, length)
  }

  end(): Uint8Array {
    const { count, quantum } = this
    const bad = count === 1 || (this.pads > 0 && count + this.pads !== 4 && count !== 0)
    if (!this.invalid && count > 0 && this.pads === 0) this.variant = true
    if (bad) this.invalid = true
    if (count === 2) return new Uint8Array([quantum >> 4])
    if (count === 3) return new Uint8Array([quantum >> 10, (quantum >> 2) & 0xff])
    return new Uint8Array(0)
  }

  private step(byte: number, out: Uint8Array, length: number): number {
    const value = TABLE[byte] as number
    if (value === SPACE) return length
    if (value === PAD) {
      this.pads++
      if (this.pads > 2 || this.count < 2) this.invalid = true
      return length
    }
    if (value === INVALID || this.pads > 0) {
      this.invalid = true
      return length
    }
    if (byte === 0x2d || byte === 0x5f) this.variant = true
    this.quantum = (this.quantum << 6) | value
    this.count++
    if (this.count < 4) return length
    out[length] = this.quantum >> 16
    out[length + 1] = (this.quantum >> 8) & 0xff
    out[length + 2] = this.quantum & 0xff
    this.quantum = 0
    this.count = 0
    return length + 3
  }
}

/** Whole quanta of four plain letters; returns how many were decoded. */
function decodeRuns(input: Uint8Array, from: number, out: Uint8Array, to: number): number {
  const last = input.length - 4
  let i = from
  let o = to
  for (; i <= last; i += 4, o += 3) {
    const a = TABLE[input[i] as number] as number
    const b = TABLE[input[i + 1] as number] as number
    const c = TABLE[input[i + 2] as number] as number
    const d = TABLE[input[i + 3] as number] as number
    if ((a | b | c | d) > 63) break
    const value = (a << 18) | (b << 12) | (c << 6) | d
    out[o] = value >> 16
    out[o + 1] = (value >> 8) & 0xff
    out[o + 2] = value & 0xff
  }
  return (i - from) >> 2
}

export class Base64Encoder {
  private rest: Uint8Array = new Uint8Array(0)

  push(input: Uint8Array): Uint8Array {
    const joined = new Uint8Array(this.rest.length + input.length)
    joined.set(this.rest)
    joined.set(input, this.rest.length)
    const whole = joined.length - (joined.length % 3)
    this.rest = joined.slice(whole)
    return encodeWhole(joined.subarray(0, whole))
  }

  end(): Uint8Array {
    const [a = 0, b = 0] = this.rest
    if (this.rest.length === 0) return new Uint8Array(0)
    const quantum = encodeWhole(new Uint8Array([a, b, 0]))
    quantum[3] = 0x3d
    if (this.rest.length === 1) quantum[2] = 0x3d
    return quantum
  }
}

function encodeWhole(input: Uint8Array): Uint8Array {
  const out = new Uint8Array((input.length / 3) * 4)
  for (let i = 0, o = 0; i < input.length; i += 3, o += 4) {
    const value = ((input[i] as number) << 16) | ((input[i + 1] as number) << 8) | (input[i + 2] as number)
    out[o] = ALPHABET[value >> 18] as number
    out[o + 1] = ALPHABET[(value >> 12) & 63] as number
    out[o + 2] = ALPHABET[(value >> 6) & 63] as number
    out[o + 3] = ALPHABET[value & 63] as number
  }
  return out
}
