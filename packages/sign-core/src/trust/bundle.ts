// Trust anchors as a signed, versioned file: shipped with the product, replaced by a newer one, never by an older.
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { parseCertificate } from '../x509/index.ts'
import { type TrustAnchor, type TrustPurpose, type TrustStore, trustOf } from './store.ts'

export class TrustBundleError extends Error {}

export interface BundledAnchor {
  readonly purpose: TrustPurpose
  readonly certificate: Uint8Array
  /** Where the decision to trust it comes from, for people. */
  readonly note: string
}

export interface BundleContent {
  /** Grows with every issue: an installation refuses to go back. */
  readonly version: number
  readonly issuedAt: Date
  readonly anchors: readonly BundledAnchor[]
}

export interface TrustBundle extends TrustStore {
  readonly version: number
  readonly issuedAt: Date
}

interface Envelope {
  readonly format: 'congvan-trust-1'
  readonly payload: string
  readonly key: string
  readonly signature: string
}

const PURPOSES: readonly string[] = ['cong-vu', 'cong-cong', 'noi-bo', 'test']
const CONTEXT = 'congvan trust bundle\n'

const keyName = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

const signedBytes = (payload: string): Buffer => Buffer.from(CONTEXT + payload, 'utf8')

/** Made where the publisher's Ed25519 key is; the product only reads. */
export function writeTrustBundle(content: BundleContent, privateKey: KeyObject): Uint8Array {
  const anchors = content.anchors.map(({ purpose, certificate, note }) => ({
    purpose,
    note,
    certificate: Buffer.from(certificate).toString('base64'),
  }))
  const text = JSON.stringify({ version: content.version, issuedAt: content.issuedAt.toISOString(), anchors })
  const payload = Buffer.from(text, 'utf8').toString('base64')
  const envelope: Envelope = {
    format: 'congvan-trust-1',
    payload,
    key: keyName(createPublicKey(privateKey)),
    signature: sign(null, signedBytes(payload), privateKey).toString('base64'),
  }
  return new Uint8Array(Buffer.from(`${JSON.stringify(envelope, null, 1)}\n`, 'utf8'))
}

function openEnvelope(bytes: Uint8Array, publishers: readonly KeyObject[]): string {
  let envelope: Partial<Envelope>
  try {
    envelope = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<Envelope>
  } catch {
    throw new TrustBundleError('not a trust bundle')
  }
  const { payload, key, signature } = envelope
  if (envelope.format !== 'congvan-trust-1' || !payload || !signature)
    throw new TrustBundleError('not a trust bundle')
  const publisher = publishers.find((item) => item.asymmetricKeyType === 'ed25519' && keyName(item) === key)
  if (!publisher) throw new TrustBundleError('publisher unknown')
  if (!verify(null, signedBytes(payload), publisher, Buffer.from(signature, 'base64')))
    throw new TrustBundleError('signature wrong')
  return Buffer.from(payload, 'base64').toString('utf8')
}

function readAnchor(value: unknown): TrustAnchor {
  const { purpose, certificate } = (value ?? {}) as { purpose?: unknown; certificate?: unknown }
  if (typeof certificate !== 'string' || typeof purpose !== 'string' || !PURPOSES.includes(purpose))
    throw new TrustBundleError('anchor unreadable')
  const parsed = parseCertificate(new Uint8Array(Buffer.from(certificate, 'base64')))
  return { certificate: parsed, purpose: purpose as TrustPurpose }
}

export interface BundleRules {
  readonly publishers: readonly KeyObject[]
  /** The version in use; an older one is refused. */
  readonly current?: number
  /** Test anchors count only where test mode is on (domain notes §7.5). */
  readonly allowTest?: boolean
}

export function readTrustBundle(bytes: Uint8Array, rules: BundleRules): TrustBundle {
  const content = JSON.parse(openEnvelope(bytes, rules.publishers)) as {
    version?: unknown
    issuedAt?: unknown
    anchors?: unknown
  }
  const { version, issuedAt, anchors } = content
  if (!Number.isSafeInteger(version) || typeof issuedAt !== 'string' || !Array.isArray(anchors))
    throw new TrustBundleError('content unreadable')
  if ((version as number) < (rules.current ?? 0)) throw new TrustBundleError('older than the one in use')
  const read = anchors.map(readAnchor).filter(({ purpose }) => rules.allowTest || purpose !== 'test')
  return { ...trustOf(read), version: version as number, issuedAt: new Date(issuedAt) }
}
