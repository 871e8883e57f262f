import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { concatBytes, equalBytes, latin1Bytes } from '../bytes/latin1.ts'
import { PdfError } from './errors.ts'
import { isInt, PdfDict, PdfName, type PdfObject, type PdfRef, PdfString } from './objects.ts'
import { rc4 } from './rc4.ts'

type Method = 'none' | 'rc4' | 'aes128' | 'aes256'

/** Standard security handler, revisions 2–6 (ISO 32000-1 §7.6, ISO 32000-2 §7.6). */
export interface Decryptor {
  readonly strings: Method
  readonly streams: Method
  readonly encryptMetadata: boolean
  /** /P, signed 32 bits. */
  readonly permissions: number
  /** True when the owner password opened the file: then permissions do not bind. */
  readonly owner: boolean
  decrypt(method: Method, id: PdfRef, data: Uint8Array): Uint8Array
  encrypt(method: Method, id: PdfRef, data: Uint8Array): Uint8Array
  /** Method of a named crypt filter (`/Crypt` in a stream's /Filter). */
  named(filter: string): Method
}

const PAD = Uint8Array.from([
  0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e,
  0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
])

export function openEncryption(encrypt: PdfDict, id0: Uint8Array, password: string): Decryptor {
  const filter = encrypt.get('Filter')
  const v = encrypt.get('V')
  const r = encrypt.get('R')
  if (!(filter instanceof PdfName) || filter.name !== 'Standard' || !isInt(v) || !isInt(r)) {
    throw new PdfError('unsupported-encryption', 'only the standard security handler is read')
  }
  if (![1, 2, 4, 5].includes(v) || r < 2 || r > 6) {
    throw new PdfError('unsupported-encryption', `encryption V=${v} R=${r}`)
  }
  const found = v === 5 ? unlock5(encrypt, password, r) : unlock4(encrypt, id0, password, v, r)
  if (found === undefined) throw new PdfError('encrypted', 'the password does not open the file')
  const named = (key: string) => crypticMethod(encrypt, v, key)
  const p = encrypt.get('P')
  return {
    strings: v < 4 ? 'rc4' : named(nameOf(encrypt.get('StrF'))),
    streams: v < 4 ? 'rc4' : named(nameOf(encrypt.get('StmF'))),
    encryptMetadata: encrypt.get('EncryptMetadata') !== false,
    permissions: (typeof p === 'number' ? p : -1) | 0,
    owner: found.owner,
    named,
    decrypt: (method, ref, data) => transform(method, found.key, ref, data, false),
    encrypt: (method, ref, data) => transform(method, found.key, ref, data, true),
  }
}

function nameOf(value: PdfObject | undefined): string {
  return value instanceof PdfName ? value.name : 'Identity'
}

function crypticMethod(encrypt: PdfDict, v: number, key: string): Method {
  if (key === 'Identity') return 'none'
  const filters = encrypt.get('CF')
  const entry = filters instanceof PdfDict ? filters.get(key) : undefined
  const method = entry instanceof PdfDict ? nameOf(entry.get('CFM')) : 'None'
  if (method === 'V2') return 'rc4'
  if (method === 'AESV2') return 'aes128'
  if (method === 'AESV3' && v === 5) return 'aes256'
  if (method === 'None' || method === 'Identity') return 'none'
  throw new PdfError('unsupported-encryption', `crypt filter method ${method}`)
}

function bytesOf(encrypt: PdfDict, key: string, length: number): Uint8Array {
  const value = encrypt.get(key)
  if (!(value instanceof PdfString) || value.bytes.length < length) {
    throw new PdfError('unsupported-encryption', `/Encrypt lacks ${key}`)
  }
  return value.bytes.subarray(0, length)
}

const md5 = (...parts: Uint8Array[]) => new Uint8Array(createHash('md5').update(concatBytes(parts)).digest())

/** Algorithms 2–7 of §7.6.3–4: the user password, then the password as owner password. */
function unlock4(encrypt: PdfDict, id0: Uint8Array, password: string, v: number, r: number) {
  const bits = encrypt.get('Length')
  const n = v === 1 ? 5 : v === 4 ? 16 : isInt(bits) && bits >= 40 && bits <= 128 ? bits >> 3 : 5
  const pass = concatBytes([latin1Bytes(password), PAD]).subarray(0, 32)
  const o = bytesOf(encrypt, 'O', 32)
  const user = tryUser4(encrypt, id0, pass, n, r)
  let ownerKey = md5(pass)
  if (r >= 3) for (let i = 0; i < 50; i++) ownerKey = md5(ownerKey)
  ownerKey = ownerKey.subarray(0, n)
  let fromOwner: Uint8Array = o
  if (r === 2) fromOwner = rc4(ownerKey, o)
  else
    for (let i = 19; i >= 0; i--)
      fromOwner = rc4(
        ownerKey.map((byte) => byte ^ i),
        fromOwner,
      )
  const owner = tryUser4(encrypt, id0, fromOwner, n, r)
  if (owner) return { key: owner, owner: true }
  return user ? { key: user, owner: false } : undefined
}

function tryUser4(
  encrypt: PdfDict,
  id0: Uint8Array,
  pass: Uint8Array,
  n: number,
  r: number,
): Uint8Array | undefined {
  const p = encrypt.get('P')
  const flags = new Uint8Array(4)
  new DataView(flags.buffer).setInt32(0, (typeof p === 'number' ? p : 0) | 0, true)
  const open = r >= 4 && encrypt.get('EncryptMetadata') === false
  let key = md5(
    pass,
    bytesOf(encrypt, 'O', 32),
    flags,
    id0,
    open ? new Uint8Array(4).fill(255) : new Uint8Array(),
  )
  if (r >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, n))
  key = key.subarray(0, n)
  const u = bytesOf(encrypt, 'U', r === 2 ? 32 : 16)
  if (r === 2) return equalBytes(rc4(key, PAD), u) ? key : undefined
  let check: Uint8Array = md5(PAD, id0)
  for (let i = 0; i < 20; i++)
    check = rc4(
      key.map((byte) => byte ^ i),
      check,
    )
  return equalBytes(check, u.subarray(0, 16)) ? key : undefined
}

/** Algorithms 2.A and 2.B of ISO 32000-2 §7.6.4.3. */
function unlock5(encrypt: PdfDict, password: string, r: number) {
  const pass = new TextEncoder().encode(password.normalize('NFKC')).subarray(0, 127)
  const u = bytesOf(encrypt, 'U', 48)
  const o = bytesOf(encrypt, 'O', 48)
  const attempt = (check: Uint8Array, extra: Uint8Array, wrapped: string) => {
    if (!equalBytes(hash5(pass, check.subarray(32, 40), extra, r), check.subarray(0, 32))) return undefined
    const key = hash5(pass, check.subarray(40, 48), extra, r)
    return aesCbc(key, new Uint8Array(16), bytesOf(encrypt, wrapped, 32), false, false)
  }
  const owner = attempt(o, u, 'OE')
  if (owner) return { key: owner, owner: true }
  const user = attempt(u, new Uint8Array(), 'UE')
  return user ? { key: user, owner: false } : undefined
}

function hash5(pass: Uint8Array, salt: Uint8Array, extra: Uint8Array, r: number): Uint8Array {
  let k: Uint8Array = new Uint8Array(
    createHash('sha256')
      .update(concatBytes([pass, salt, extra]))
      .digest(),
  )
  if (r < 6) return k
  for (let round = 0; ; round++) {
    const unit = concatBytes([pass, k, extra])
    const repeated = concatBytes(Array.from({ length: 64 }, () => unit))
    const e = aesCbc(k.subarray(0, 16), k.subarray(16, 32), repeated, true, false)
    let rest = 0
    for (let i = 0; i < 16; i++) rest += e[i]!
    const algorithm = ['sha256', 'sha384', 'sha512'][rest % 3]!
    k = new Uint8Array(createHash(algorithm).update(e).digest())
    if (round >= 63 && e[e.length - 1]! <= round - 31) return k.subarray(0, 32)
  }
}

function aesCbc(
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
  encrypt: boolean,
  pad: boolean,
): Uint8Array {
  const make = encrypt ? createCipheriv : createDecipheriv
  const cipher = make(`aes-${key.length * 8}-cbc`, key, iv)
  cipher.setAutoPadding(pad)
  return concatBytes([cipher.update(data), cipher.final()])
}

function transform(
  method: Method,
  fileKey: Uint8Array,
  id: PdfRef,
  data: Uint8Array,
  encrypt: boolean,
): Uint8Array {
  if (method === 'none') return data
  const key = method === 'aes256' ? fileKey : objectKey(fileKey, id, method === 'aes128')
  if (method === 'rc4') return rc4(key, data)
  if (encrypt) {
    const iv = randomBytes(16)
    return concatBytes([iv, aesCbc(key, iv, data, true, true)])
  }
  if (data.length < 32 || data.length % 16 !== 0) {
    if (data.length <= 16) return new Uint8Array()
    throw new PdfError('encrypted', 'AES data of impossible length')
  }
  return unpad(aesCbc(key, data.subarray(0, 16), data.subarray(16), false, false))
}

/** Algorithm 1 (§7.6.2): key of one object. */
function objectKey(fileKey: Uint8Array, id: PdfRef, aes: boolean): Uint8Array {
  const tail = Uint8Array.of(id.num, id.num >> 8, id.num >> 16, id.gen, id.gen >> 8)
  const salt = aes ? latin1Bytes('sAlT') : new Uint8Array()
  return md5(fileKey, tail, salt).subarray(0, Math.min(16, fileKey.length + 5))
}

/** Lenient about bad padding: several producers leave it out. */
function unpad(data: Uint8Array): Uint8Array {
  const n = data[data.length - 1] ?? 0
  return n >= 1 && n <= 16 ? data.subarray(0, data.length - n) : data
}
