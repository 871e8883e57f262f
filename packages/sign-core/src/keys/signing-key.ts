import { createPublicKey, type KeyObject } from 'node:crypto'
import { OID } from '../asn1/index.ts'
import { SignError } from '../cms/errors.ts'
import { defaultScheme, type SigningScheme, signWithKey } from '../cms/scheme.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'

/** What a key of any kind is asked to sign. */
export interface SignRequest {
  /** DER of the signed attributes, for keys that hash by themselves. */
  toBeSigned: Uint8Array
  /** Its digest, for phones, tokens and remote services. */
  digest: Uint8Array
  scheme: SigningScheme
  /** What a person reads on a phone or on the screen beside it. */
  display?: string
}

/** One interface for PKCS#12, token, SIM, remote and HSM keys. */
export interface SigningKey {
  readonly certificate: Uint8Array
  /** Issuers, nearest first. */
  readonly chain: readonly Uint8Array[]
  readonly scheme: SigningScheme
  /** A raw signature value; ECDSA as DER or as r‖s. */
  sign(request: SignRequest): Promise<Uint8Array>
}

export function inProcessKey(
  key: KeyObject,
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
  scheme: SigningScheme = defaultScheme(certificate),
): SigningKey {
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
  if (Buffer.compare(spki, parseCertificate(certificate).spki) !== 0) {
    throw new SignError('key-mismatch', 'the private key does not belong to the certificate')
  }
  return {
    certificate,
    chain,
    scheme,
    sign: ({ toBeSigned, scheme: used }) => signWithKey(key, used, toBeSigned),
  }
}

const DIGITAL_SIGNATURE = 0
const NON_REPUDIATION = 1
/** Purposes under which CAs issue document-signing certificates. Some leave non-repudiation out. */
const PURPOSES: ReadonlySet<string> = new Set([
  OID.anyExtendedKeyUsage,
  OID.emailProtection,
  OID.clientAuth,
  OID.documentSigning,
  OID.msDocumentSigning,
  OID.adobeAuthentic,
])

/** Refuses before a PIN is asked: RFC 5280 §4.1.2.5 (validity), §4.2.1.3 (key usage), §4.2.1.12, §4.2.1.9. */
export function requireUsable(certificate: Certificate | Uint8Array, at: Date): void {
  const parsed = certificate instanceof Uint8Array ? parseCertificate(certificate) : certificate
  if (at < parsed.notBefore)
    throw new SignError('certificate-not-yet-valid', `valid from ${iso(parsed.notBefore)}`)
  if (at > parsed.notAfter) throw new SignError('certificate-expired', `expired on ${iso(parsed.notAfter)}`)
  const usage = parsed.keyUsage
  if (usage !== null && !usage.has(DIGITAL_SIGNATURE) && !usage.has(NON_REPUDIATION)) {
    throw new SignError('certificate-wrong-usage', 'key usage allows no signatures')
  }
  if (parsed.basicConstraints?.ca === true) {
    throw new SignError('certificate-wrong-usage', 'the certificate is for an authority')
  }
  const purposes = parsed.extendedKeyUsage
  if (purposes !== null && !purposes.some((purpose) => PURPOSES.has(purpose))) {
    throw new SignError('certificate-wrong-usage', 'the certificate is not for signing documents')
  }
}

const iso = (date: Date) => date.toISOString()
