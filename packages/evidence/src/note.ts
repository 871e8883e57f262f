// C2SP signed notes: a text, an empty line, and one line a signature.

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { base64, concat, fromBase64, utf8 } from './bytes.ts'
import { sha256 } from './hashing.ts'

/** Signature types of C2SP: a log's plain Ed25519, and a witness' timestamped cosignature. */
export const ED25519 = 1
export const COSIGNATURE = 4
export type KeyType = typeof ED25519 | typeof COSIGNATURE

const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')
const MOST_SIGNATURES = 100
const LONGEST_NOTE = 1_000_000

export interface NoteKey {
  name: string
  id: number
  type: KeyType
  publicKey: Uint8Array
}

/** Signs with a key that may live elsewhere. */
export interface NoteSigner extends NoteKey {
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>
}

export interface NoteSignature {
  name: string
  id: number
  bytes: Uint8Array
}

export interface Note {
  /** With its final newline. */
  text: string
  signatures: NoteSignature[]
}

export function noteKey(name: string, type: KeyType, publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name) || publicKey.length !== 32) throw new Error('not a note key')
  const digest = sha256(utf8(`${name}\n`), new Uint8Array([type]), publicKey)
  return { name, type, publicKey, id: Buffer.from(digest).readUInt32BE(0) }
}

function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\p{Cc}]/u.test(name)
}

/** `name+hex(id)+base64(type ‖ key)` */
export function formatKey(key: NoteKey): string {
  return `${key.name}+${hexId(key.id)}+${base64(concat(new Uint8Array([key.type]), key.publicKey))}`
}

export function parseKey(text: string): NoteKey | null {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim())
  const material = match ? fromBase64(match[3] as string) : null
  if (!match || material?.length !== 33 || !isKeyName(match[1] as string)) return null
  const type = material[0]
  if (type !== ED25519 && type !== COSIGNATURE) return null
  const key = noteKey(match[1] as string, type, material.subarray(1))
  return hexId(key.id) === match[2] ? key : null
}

function hexId(id: number): string {
  return id.toString(16).padStart(8, '0')
}

export function signerFrom(name: string, type: KeyType, privateKey: KeyObject): NoteSigner {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url'))
  return {
    ...noteKey(name, type, publicKey),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

/** Ed25519 from its 32-byte seed (RFC 8032), for stored keys and tests. */
export function privateKeyFromSeed(seed: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_ED25519, publicKey]),
      format: 'der',
      type: 'spki',
    })
    return verify(null, message, key, signature)
  } catch {
    return false
  }
}

export function signatureLine({ name, id, bytes }: NoteSignature): string {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(id)
  return `— ${name} ${base64(concat(prefix, bytes))}\n`
}

export function parseSignatureLine(line: string): NoteSignature | null {
  const match = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line)
  const bytes = match ? fromBase64(match[2] as string) : null
  if (!match || !bytes || bytes.length < 5) return null
  return { name: match[1] as string, id: Buffer.from(bytes).readUInt32BE(0), bytes: bytes.slice(4) }
}

export function parseNote(note: string): Note | null {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || note.length > LONGEST_NOTE || !note.endsWith('\n') || !note.isWellFormed()) return null
  if (hasControls(note)) return null
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) return null
  const signatures = lines.map(parseSignatureLine)
  if (signatures.some((signature) => signature === null)) return null
  return { text: note.slice(0, split + 1), signatures: signatures as NoteSignature[] }
}

/** The specification forbids those below U+0020, except the newline. */
function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 && code !== 0x0a) return true
  }
  return false
}

export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  const bytes = await signer.sign(utf8(text))
  return `${text}\n${signatureLine({ name: signer.name, id: signer.id, bytes })}`
}

/**
 * Whether that key signed. A line under the key's own name and id that does not verify spoils the note,
 * as the specification asks; lines of unknown keys count for nothing.
 */
export function isSignedBy(note: Note, key: NoteKey, message = utf8(note.text)): boolean {
  const own = note.signatures.filter(({ name, id }) => name === key.name && id === key.id)
  return own.length > 0 && own.every(({ bytes }) => verifyEd25519(key.publicKey, message, bytes))
}
