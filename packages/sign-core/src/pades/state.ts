import type { SigningHash, SigningScheme } from '../cms/scheme.ts'

/** A signature between "prepare" and "complete": plain JSON, so that a phone may answer after a restart. */
export interface PreparedSignature {
  version: 1
  kind: 'signature' | 'timestamp'
  field: string
  /** The input the tail belongs behind: its size and SHA-256 (hex). */
  inputSize: number
  inputSha256: string
  /** Bytes to append, with an empty hole for the CMS (base64). */
  tail: string
  /** File offsets of `<` and just after `>` of /Contents. */
  contents: { start: number; end: number }
  hash: SigningHash
  /** Digest of the bytes covered by /ByteRange (base64). */
  messageDigest: string
  /** For kind 'signature': */
  scheme?: SigningScheme
  certificate?: string
  chain?: string[]
  /** DER of the signed attributes: what "sign" operations that hash by themselves get (base64). */
  toBeSigned?: string
  /** Digest of `toBeSigned`: what phones, tokens and remote services get (base64). */
  digest?: string
}

export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
