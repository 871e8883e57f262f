// A file under a key of its own: AES-256-CTR, so that any part of it can be read or written by itself.
import { createCipheriv, createDecipheriv } from 'node:crypto'

export const KEY_BYTES = 48
export const keyOf = (path: string) => `${path}.key`

/** The counter moved on to the block in which that byte lies. */
function counterAt(key: Buffer, at: number): Buffer {
  const start = BigInt(`0x${key.subarray(32, KEY_BYTES).toString('hex')}`)
  const moved = BigInt.asUintN(128, start + BigInt(Math.floor(at / 16)))
  return Buffer.from(moved.toString(16).padStart(32, '0'), 'hex')
}

/** Goes on at that byte of the file as if all before it had passed. */
export function cipherAt(key: Buffer, at: number) {
  const cipher = createCipheriv('aes-256-ctr', key.subarray(0, 32), counterAt(key, at))
  cipher.update(Buffer.alloc(at % 16))
  return cipher
}

export function decipherAt(key: Buffer, at: number) {
  const decipher = createDecipheriv('aes-256-ctr', key.subarray(0, 32), counterAt(key, at))
  decipher.update(Buffer.alloc(at % 16))
  return decipher
}
