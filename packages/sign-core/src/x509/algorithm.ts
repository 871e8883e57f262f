// AlgorithmIdentifier → hash and scheme, and the verification itself (RFC 5280, 4.1.1.2; RFC 4055; RFC 5758; BSI TR-03111).
import { constants, createPublicKey, createVerify, type KeyObject, verify } from 'node:crypto'
import {
  DerError,
  type DerNode,
  insideOf,
  membersOf,
  OID,
  oidOf,
  smallInteger,
  toHex,
} from '../asn1/index.ts'

export type HashName =
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'

export interface AlgorithmId {
  readonly oid: string
  readonly parameters: DerNode | undefined
  readonly raw: Uint8Array
}

export interface SignatureScheme {
  readonly kind: 'rsa' | 'rsa-pss' | 'ecdsa' | 'ecdsa-plain' | 'ed25519'
  readonly hash: HashName
  readonly saltLength?: number
}

export function parseAlgorithm(node: DerNode): AlgorithmId {
  const members = membersOf(node)
  return { oid: oidOf(members.take()), parameters: members.rest()[0], raw: node.raw }
}

const HASHES: Readonly<Record<string, HashName>> = {
  [OID.md5]: 'md5',
  [OID.sha1]: 'sha1',
  [OID.sha224]: 'sha224',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
  [OID.sha3_256]: 'sha3-256',
  [OID.sha3_384]: 'sha3-384',
  [OID.sha3_512]: 'sha3-512',
}

export function hashNameOf(oid: string): HashName | null {
  return HASHES[oid] ?? null
}

const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  [OID.md5Rsa]: { kind: 'rsa', hash: 'md5' },
  [OID.sha1Rsa]: { kind: 'rsa', hash: 'sha1' },
  [OID.sha224Rsa]: { kind: 'rsa', hash: 'sha224' },
  [OID.sha256Rsa]: { kind: 'rsa', hash: 'sha256' },
  [OID.sha384Rsa]: { kind: 'rsa', hash: 'sha384' },
  [OID.sha512Rsa]: { kind: 'rsa', hash: 'sha512' },
  [OID.sha1Ecdsa]: { kind: 'ecdsa', hash: 'sha1' },
  [OID.sha224Ecdsa]: { kind: 'ecdsa', hash: 'sha224' },
  [OID.sha256Ecdsa]: { kind: 'ecdsa', hash: 'sha256' },
  [OID.sha384Ecdsa]: { kind: 'ecdsa', hash: 'sha384' },
  [OID.sha512Ecdsa]: { kind: 'ecdsa', hash: 'sha512' },
  [OID.plainEcdsaSha1]: { kind: 'ecdsa-plain', hash: 'sha1' },
  [OID.plainEcdsaSha224]: { kind: 'ecdsa-plain', hash: 'sha224' },
  [OID.plainEcdsaSha256]: { kind: 'ecdsa-plain', hash: 'sha256' },
  [OID.plainEcdsaSha384]: { kind: 'ecdsa-plain', hash: 'sha384' },
  [OID.plainEcdsaSha512]: { kind: 'ecdsa-plain', hash: 'sha512' },
  [OID.ed25519]: { kind: 'ed25519', hash: 'sha512' },
}

/**
 * `digest` is the digestAlgorithm of a SignerInfo: with a bare key algorithm (rsaEncryption, ecPublicKey) it
 * names the hash (RFC 3370, 3.2). Null: an algorithm we do not know, which is never a valid signature.
 */
export function schemeOf(algorithm: AlgorithmId, digest?: HashName): SignatureScheme | null {
  const known = SCHEMES[algorithm.oid]
  if (known) return known
  if (algorithm.oid === OID.rsa && digest) return { kind: 'rsa', hash: digest }
  if (algorithm.oid === OID.ecPublicKey && digest) return { kind: 'ecdsa', hash: digest }
  if (algorithm.oid === OID.rsaPss) return pssOf(algorithm)
  return null
}

function pssOf({ parameters }: AlgorithmId): SignatureScheme | null {
  let hash: HashName | null = 'sha1'
  let mask: HashName | null = 'sha1'
  let saltLength = 20
  try {
    for (const node of parameters ? insideOf(parameters).rest() : []) {
      const inner = insideOf(node).take()
      if (node.tag === 0) hash = hashNameOf(parseAlgorithm(inner).oid)
      else if (node.tag === 1) {
        const generator = parseAlgorithm(inner)
        if (generator.oid !== OID.mgf1 || !generator.parameters) return null
        mask = hashNameOf(parseAlgorithm(generator.parameters).oid)
      } else if (node.tag === 2) saltLength = smallInteger(inner)
    }
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
  // Node can only use one hash for both; every signer seen does the same (RFC 4055, 3.1 recommends it).
  if (!hash || hash !== mask || saltLength < 0 || saltLength > 512) return null
  return { kind: 'rsa-pss', hash, saltLength }
}

const keyCache = new Map<string, KeyObject>()

export function publicKeyOf(spki: Uint8Array): KeyObject {
  const id = toHex(spki)
  const known = keyCache.get(id)
  if (known) return known
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  if (keyCache.size > 500) keyCache.clear()
  keyCache.set(id, key)
  return key
}

type VerifyKey = Parameters<typeof verify>[2]

function verifyKey(key: KeyObject, scheme: SignatureScheme): VerifyKey | null {
  const type = key.asymmetricKeyType
  if (scheme.kind === 'rsa' && type === 'rsa') return { key, padding: constants.RSA_PKCS1_PADDING }
  if (scheme.kind === 'rsa-pss' && (type === 'rsa' || type === 'rsa-pss'))
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength ?? 20 }
  if (scheme.kind === 'ecdsa' && type === 'ec') return { key, dsaEncoding: 'der' }
  if (scheme.kind === 'ecdsa-plain' && type === 'ec') return { key, dsaEncoding: 'ieee-p1363' }
  if (scheme.kind === 'ed25519' && type === 'ed25519') return key
  return null
}

/**
 * Some tokens (PKCS#11) put r‖s where CMS wants DER. The same numbers, so the same proof: tried second, only
 * when the value has exactly the plain form's length.
 */
export function looksPlainEcdsa(key: KeyObject, signature: Uint8Array): boolean {
  const bits = { prime256v1: 256, secp384r1: 384, secp521r1: 521 }[key.asymmetricKeyDetails?.namedCurve ?? '']
  return bits !== undefined && signature.length === 2 * Math.ceil(bits / 8)
}

export function verifySignature(
  scheme: SignatureScheme,
  spki: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const key = publicKeyOf(spki)
    const prepared = verifyKey(key, scheme)
    if (!prepared) return false
    const hash = scheme.kind === 'ed25519' ? null : scheme.hash
    if (verify(hash, data, prepared, signature)) return true
    if (scheme.kind !== 'ecdsa' || !looksPlainEcdsa(key, signature)) return false
    return verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    // A key or signature OpenSSL cannot even load proves nothing.
    return false
  }
}

/** For signatures straight over the content (no signed attributes), whose bytes do not fit in memory. */
export async function verifyStream(
  scheme: SignatureScheme,
  spki: Uint8Array,
  chunks: AsyncIterable<Uint8Array>,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    const prepared = verifyKey(publicKeyOf(spki), scheme)
    if (!prepared || scheme.kind === 'ed25519') return false
    const verifier = createVerify(scheme.hash)
    for await (const chunk of chunks) verifier.update(chunk)
    return verifier.verify(prepared as Parameters<typeof verifier.verify>[0], signature)
  } catch {
    return false
  }
}

export interface KeyFacts {
  readonly kind: string
  readonly bits: number
}

export function keyFacts(spki: Uint8Array): KeyFacts | null {
  try {
    const key = publicKeyOf(spki)
    const details = key.asymmetricKeyDetails
    const kind = key.asymmetricKeyType ?? 'unknown'
    if (kind === 'rsa' || kind === 'rsa-pss') return { kind: 'rsa', bits: details?.modulusLength ?? 0 }
    if (kind === 'ec') {
      const bits = /(\d{3})/.exec(details?.namedCurve ?? '')?.[1]
      return { kind: 'ec', bits: bits ? Number(bits) : 0 }
    }
    return { kind, bits: 256 }
  } catch {
    return null
  }
}
