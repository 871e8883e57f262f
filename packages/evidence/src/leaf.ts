// What stands in the log: commitments only. Each field of an event is hidden behind its own salt, so a
// holder reveals what a proof needs and no more, and erasing a salt erases the value for ever.

import { randomBytes } from 'node:crypto'
import { base64, fromBase64, same, utf8 } from './bytes.ts'
import { HASH_SIZE, sha256 } from './hashing.ts'

const HEADER = 'congvan-leaf/v1'
const COMMITMENT = utf8('congvan-commitment/v1\n')
const FIELD = /^[a-z][A-Za-z0-9]{0,39}$/
const MOST_FIELDS = 64
export const SALT_SIZE = 32

export interface Opening {
  salt: Uint8Array
  value: string
}

export function newSalt(): Uint8Array {
  return new Uint8Array(randomBytes(SALT_SIZE))
}

/** The salt has one length, so salt and value cannot be cut differently. */
export function commit(salt: Uint8Array, value: string): Uint8Array {
  if (salt.length !== SALT_SIZE) throw new RangeError('salt must have 32 bytes')
  return sha256(COMMITMENT, salt, utf8(value))
}

/** One line a field, sorted: the same fields always make the same bytes. */
export function leafEntry(openings: Readonly<Record<string, Opening>>): Uint8Array {
  const names = Object.keys(openings).sort()
  if (names.length === 0 || names.length > MOST_FIELDS || !names.every((name) => FIELD.test(name))) {
    throw new RangeError('leaf fields')
  }
  const lines = names.map((name) => {
    const { salt, value } = openings[name] as Opening
    return `${name} ${base64(commit(salt, value))}\n`
  })
  return utf8(`${HEADER}\n${lines.join('')}`)
}

/** Commitments by field name; null unless the bytes are exactly what `leafEntry` writes. */
export function parseLeaf(entry: Uint8Array): Map<string, Uint8Array> | null {
  const text = Buffer.from(entry.buffer, entry.byteOffset, entry.length).toString('latin1')
  const [header, ...lines] = text.split('\n')
  if (header !== HEADER || lines.pop() !== '' || lines.length === 0 || lines.length > MOST_FIELDS) return null
  const fields = new Map<string, Uint8Array>()
  let last = ''
  for (const line of lines) {
    const [name = '', hash = '', ...more] = line.split(' ')
    const bytes = fromBase64(hash)
    if (more.length > 0 || !FIELD.test(name) || name <= last || bytes?.length !== HASH_SIZE) return null
    fields.set(name, bytes)
    last = name
  }
  return fields
}

export function opens(commitment: Uint8Array | undefined, opening: Opening): boolean {
  if (!commitment || opening.salt.length !== SALT_SIZE) return false
  return same(commitment, commit(opening.salt, opening.value))
}
