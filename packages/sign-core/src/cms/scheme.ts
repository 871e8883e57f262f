import { constants, type KeyObject, sign } from 'node:crypto'
import { der, OID } from '../asn1/index.ts'
import { publicKeyOf, verifySignature } from '../x509/algorithm.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'
import { SignError } from './errors.ts'

export type SigningHash = 'sha256' | 'sha384' | 'sha512'

/** How a signature value is made. */
export interface SigningScheme {
  kind: 'rsa' | 'rsa-pss' | 'ecdsa'
  hash: SigningHash
}

const HASH_OID: Record<SigningHash, string> = { sha256: OID.sha256, sha384: OID.sha384, sha512: OID.sha512 }
const RSA_OID: Record<SigningHash, string> = {
  sha256: OID.sha256Rsa,
  sha384: OID.sha384Rsa,
  sha512: OID.sha512Rsa,
}
const ECDSA_OID: Record<SigningHash, string> = {
  sha256: OID.sha256Ecdsa,
  sha384: OID.sha384Ecdsa,
  sha512: OID.sha512Ecdsa,
}
const HASH_BYTES: Record<SigningHash, number> = { sha256: 32, sha384: 48, sha512: 64 }

/** The usual scheme of a certificate's key: PKCS#1 v1.5 for RSA, ECDSA with the hash of the curve's size. */
export function defaultScheme(certificate: Uint8Array): SigningScheme {
  const key = publicKeyOf(parseCertificate(certificate).spki)
  if (key.asymmetricKeyType === 'rsa') return { kind: 'rsa', hash: 'sha256' }
  if (key.asymmetricKeyType === 'rsa-pss') return { kind: 'rsa-pss', hash: 'sha256' }
  const curve = key.asymmetricKeyDetails?.namedCurve
  if (curve === 'prime256v1') return { kind: 'ecdsa', hash: 'sha256' }
  if (curve === 'secp384r1') return { kind: 'ecdsa', hash: 'sha384' }
  if (curve === 'secp521r1') return { kind: 'ecdsa', hash: 'sha512' }
  throw new SignError('key-unsupported', `key of type ${key.asymmetricKeyType} ${curve ?? ''}`)
}

/** RFC 5754 §2: parameters of SHA-2 are absent. */
export function hashAlgorithm(hash: SigningHash): Uint8Array {
  return der.seq(der.oid(HASH_OID[hash]))
}

export function signatureAlgorithm(scheme: SigningScheme): Uint8Array {
  if (scheme.kind === 'rsa') return der.seq(der.oid(RSA_OID[scheme.hash]), der.nul())
  if (scheme.kind === 'ecdsa') return der.seq(der.oid(ECDSA_OID[scheme.hash]))
  // RFC 4055 §3.1: both hashes the same, salt as long as the hash.
  const hash = hashAlgorithm(scheme.hash)
  return der.seq(
    der.oid(OID.rsaPss),
    der.seq(
      der.explicit(0, hash),
      der.explicit(1, der.seq(der.oid(OID.mgf1), hash)),
      der.explicit(2, der.integer(HASH_BYTES[scheme.hash])),
    ),
  )
}

export function signWithKey(key: KeyObject, scheme: SigningScheme, data: Uint8Array): Promise<Uint8Array> {
  const options =
    scheme.kind === 'ecdsa'
      ? { key, dsaEncoding: 'der' as const }
      : scheme.kind === 'rsa'
        ? { key, padding: constants.RSA_PKCS1_PADDING }
        : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: HASH_BYTES[scheme.hash] }
  // With a callback the work runs on the thread pool.
  return new Promise((resolve, reject) => {
    sign(scheme.hash, data, options, (error, value) =>
      error ? reject(error) : resolve(new Uint8Array(value)),
    )
  })
}

/** The value in the form CMS wants; tokens and WebCrypto give r‖s where CMS wants DER (RFC 5753 §2.1.1).
 * A value the certificate's key did not make is refused before it can reach the file. */
export function acceptValue(
  certificate: Certificate,
  scheme: SigningScheme,
  data: Uint8Array,
  value: Uint8Array,
): Uint8Array {
  const saltLength = HASH_BYTES[scheme.hash]
  const check = (kind: 'rsa' | 'rsa-pss' | 'ecdsa' | 'ecdsa-plain', bytes: Uint8Array) =>
    verifySignature({ kind, hash: scheme.hash, saltLength }, certificate.spki, data, bytes)
  if (scheme.kind === 'ecdsa' && check('ecdsa-plain', value)) return plainToDer(value)
  if (check(scheme.kind, value)) return value
  throw new SignError('bad-signature-value', 'the signature value was not made by the key of the certificate')
}

function plainToDer(value: Uint8Array): Uint8Array {
  const half = value.length / 2
  return der.seq(der.integer(value.subarray(0, half)), der.integer(value.subarray(half)))
}
