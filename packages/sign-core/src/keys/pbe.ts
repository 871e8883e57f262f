import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { childrenOf, isUniversal, octetsOf, oidOf, parseDer, smallInteger, TAG } from '../asn1/index.ts'
import { concatBytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import { rc4 } from '../pdf/rc4.ts'
import { rc2CbcDecrypt } from './rc2.ts'

/** Password-based encryption of PKCS#12 files: PBES2 (RFC 8018) and the old schemes of RFC 7292, appendix C. */

const MAX_ITERATIONS = 10_000_000

export const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const CIPHERS: Readonly<Record<string, { name: string; key: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24 },
}
const OLD = '1.2.840.113549.1.12.1.'

export function unsupported(what: string): SignError {
  return new SignError('bad-key-file', `not supported in a PKCS#12 file: ${what}`)
}

export function iterations(value: number): number {
  if (value < 1 || value > MAX_ITERATIONS) throw new SignError('bad-key-file', 'impossible iteration count')
  return value
}

/** `algorithm` is the DER of an AlgorithmIdentifier. */
export function pbeDecrypt(algorithm: Uint8Array, passphrase: string, data: Uint8Array): Uint8Array {
  const [type, parameters] = childrenOf(parseDer(algorithm))
  if (type === undefined || parameters === undefined) throw unsupported('encryption without parameters')
  const scheme = oidOf(type)
  if (scheme === '1.2.840.113549.1.5.13') return pbes2(parameters.raw, passphrase, data)
  if (scheme.startsWith(OLD)) return old(Number(scheme.slice(OLD.length)), parameters.raw, passphrase, data)
  throw unsupported(`encryption ${scheme}`)
}

function pbes2(parameters: Uint8Array, passphrase: string, data: Uint8Array): Uint8Array {
  const [kdf, encryption] = childrenOf(parseDer(parameters)).map((node) => childrenOf(node))
  if (oidOf(kdf![0]!) !== '1.2.840.113549.1.5.12') throw unsupported('key derivation')
  const cipher = CIPHERS[oidOf(encryption![0]!)]
  if (cipher === undefined) throw unsupported(`cipher ${oidOf(encryption![0]!)}`)
  const key = pbkdf2(kdf![1]!.raw, passphrase, cipher.key)
  return block(cipher.name, key, octetsOf(encryption![1]!), data)
}

/** `parameters` is the DER of PBKDF2-params. */
export function pbkdf2(parameters: Uint8Array, passphrase: string, length: number): Uint8Array {
  const [salt, count, ...rest] = childrenOf(parseDer(parameters))
  const prf = rest.find((node) => isUniversal(node, TAG.sequence))
  const hash = prf === undefined ? 'sha1' : PRFS[oidOf(childrenOf(prf)[0]!)]
  if (hash === undefined) throw unsupported('key derivation function')
  const rounds = iterations(smallInteger(count!))
  return new Uint8Array(
    pbkdf2Sync(new TextEncoder().encode(passphrase), octetsOf(salt!), rounds, length, hash),
  )
}

function old(variant: number, parameters: Uint8Array, passphrase: string, data: Uint8Array): Uint8Array {
  const [saltNode, countNode] = childrenOf(parseDer(parameters))
  const salt = octetsOf(saltNode!)
  const rounds = iterations(smallInteger(countNode!))
  const derive = (id: number, length: number) => pkcs12Kdf('sha1', passphrase, salt, rounds, id, length)
  if (variant === 1) return rc4(derive(1, 16), data)
  if (variant === 2) return rc4(derive(1, 5), data)
  if (variant === 3) return block('des-ede3-cbc', derive(1, 24), derive(2, 8), data)
  if (variant === 4) {
    const two = derive(1, 16)
    return block('des-ede3-cbc', concatBytes([two, two.subarray(0, 8)]), derive(2, 8), data)
  }
  if (variant === 5 || variant === 6) {
    const length = variant === 5 ? 16 : 5
    return unpad(rc2CbcDecrypt(derive(1, length), 8 * length, derive(2, 8), data))
  }
  throw unsupported(`encryption ${OLD}${variant}`)
}

function wrong(): SignError {
  return new SignError('wrong-passphrase', 'the passphrase does not open the key file')
}

function block(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const cipher = createDecipheriv(name, key, iv)
    return concatBytes([cipher.update(data), cipher.final()])
  } catch {
    throw wrong()
  }
}

function unpad(data: Uint8Array): Uint8Array {
  const n = data.at(-1) ?? 0
  if (n < 1 || n > 8 || !data.subarray(-n).every((byte) => byte === n)) throw wrong()
  return data.subarray(0, -n)
}

const BLOCK: Readonly<Record<string, number>> = { sha384: 128, sha512: 128 }

/** RFC 7292, appendix B.2. `id`: 1 key, 2 initialisation vector, 3 MAC key. */
export function pkcs12Kdf(
  hash: string,
  passphrase: string,
  salt: Uint8Array,
  rounds: number,
  id: number,
  length: number,
): Uint8Array {
  const v = BLOCK[hash] ?? 64
  const fill = (bytes: Uint8Array) =>
    Uint8Array.from({ length: v * Math.ceil(bytes.length / v) }, (_, i) => bytes[i % bytes.length]!)
  const i = concatBytes([fill(salt), fill(bmpPassword(passphrase))])
  const parts: Uint8Array[] = []
  for (let made = 0; made < length; ) {
    let a: Uint8Array = concatBytes([new Uint8Array(v).fill(id), i])
    for (let n = 0; n < rounds; n++) a = new Uint8Array(createHash(hash).update(a).digest())
    parts.push(a)
    made += a.length
    addOne(i, fill(a).subarray(0, v), v)
  }
  return concatBytes(parts).subarray(0, length)
}

/** Each block of `i` becomes (block + b + 1) mod 2^(8v). */
function addOne(i: Uint8Array, b: Uint8Array, v: number): void {
  for (let start = 0; start < i.length; start += v) {
    let carry = 1
    for (let at = v - 1; at >= 0; at--) {
      carry += i[start + at]! + b[at]!
      i[start + at] = carry & 255
      carry >>= 8
    }
  }
}

/** UTF-16BE with a final zero. */
function bmpPassword(passphrase: string): Uint8Array {
  const out = new Uint8Array(2 * passphrase.length + 2)
  for (let i = 0; i < passphrase.length; i++) {
    out[2 * i] = passphrase.charCodeAt(i) >> 8
    out[2 * i + 1] = passphrase.charCodeAt(i) & 255
  }
  return out
}
