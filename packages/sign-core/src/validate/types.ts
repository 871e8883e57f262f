// The result of a validation: names of indications from EN 319 102-1, table 5 and 6; sentences in two languages.
import type { ByteSource } from '../bytes/byte-source.ts'
import type { RevocationEvidence, RevocationStatus } from '../revocation/index.ts'
import type { TrustPurpose, TrustStore } from '../trust/index.ts'
import type { Certificate, SignerIdentity } from '../x509/index.ts'

export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED'

export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'TRY_LATER'
  | 'NO_POE'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'GENERIC'

export interface Sentence {
  readonly vi: string
  readonly en: string
}

export interface ChangeSentence extends Sentence {
  readonly permitted: boolean
}

export interface Check extends Sentence {
  readonly id: string
  /** Null: could not be decided. */
  readonly ok: boolean | null
}

export interface Conclusion {
  readonly indication: Indication
  readonly subIndication: SubIndication | null
}

export type Integrity = 'intact' | 'broken' | 'unknown'
export type Changes = 'none' | 'allowed' | 'suspicious' | 'unknown'
export type SignatureRole = 'person' | 'seal' | 'annex' | 'copy' | 'arrival' | 'timestamp' | 'unknown'
export type FileVerdict = 'valid' | 'invalid' | 'indeterminate' | 'unsigned' | 'unreadable'

export interface CertificateView {
  readonly sha256: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
}

export interface RevocationView {
  readonly certificateSha256: string
  readonly state: RevocationStatus['state']
  readonly why: RevocationStatus['why']
  readonly source: RevocationStatus['source']
  readonly revokedAt: string | null
  readonly reason: number | null
  readonly thisUpdate: string | null
  readonly evidenceSha256: string | null
}

export interface TimestampReport extends Conclusion {
  readonly kind: 'signature' | 'document' | 'content'
  readonly field: string | null
  readonly time: string
  readonly authority: SignerIdentity | null
  readonly certificate: CertificateView | null
  readonly integrity: Integrity
  readonly chain: readonly CertificateView[]
  readonly revocation: readonly RevocationView[]
  readonly checks: readonly Check[]
  readonly revision?: number | null
  readonly coversWholeRevision?: boolean
  readonly changesAfter?: Changes
  readonly changes?: readonly ChangeSentence[]
}

export interface SignatureReport extends Conclusion {
  readonly field: string
  readonly role: SignatureRole
  readonly subFilter: string | null
  readonly signer: SignerIdentity | null
  readonly certificate: CertificateView | null
  readonly level: string | null
  readonly integrity: Integrity
  readonly coversWholeRevision: boolean
  /** Counted from 1, oldest first. */
  readonly revision: number | null
  readonly changesAfter: Changes
  readonly changes: readonly ChangeSentence[]
  readonly claimedTime: string | null
  readonly provenTime: string | null
  readonly reason: string | null
  readonly algorithm: string | null
  readonly trust: TrustPurpose | null
  readonly chain: readonly CertificateView[]
  readonly revocation: readonly RevocationView[]
  readonly timestamps: readonly TimestampReport[]
  readonly checks: readonly Check[]
}

export interface ValidationReport {
  readonly sha256: string
  readonly size: number
  readonly verdict: FileVerdict
  /** Why nothing could be judged, when the file is unreadable. */
  readonly problem: Sentence | null
  readonly revisions: number
  readonly signatures: readonly SignatureReport[]
  /** Document timestamps: they prove a time for everything before them. */
  readonly timestamps: readonly TimestampReport[]
  readonly validatedAt: string
}

export interface FetchRequest {
  readonly kind: 'ocsp' | 'crl' | 'aia'
  readonly url: string
  readonly body?: Uint8Array
}

/** The caller's network, if it wants to give one. Null: no answer. */
export type Fetcher = (request: FetchRequest) => Promise<Uint8Array | null>

export interface ValidationOptions {
  readonly trust: TrustStore
  readonly now?: Date
  /** Judge as of this time instead of now. */
  readonly at?: Date
  /** Certificates and status answers kept beside the document. */
  readonly evidence?: { readonly certificates: readonly Certificate[] } & RevocationEvidence
  /** The document was provably here at this time (entry in the register with its hash). */
  readonly receivedAt?: Date
  readonly fetch?: Fetcher
  readonly requireExplicitPolicy?: boolean
  readonly password?: string
}

export type Source = ByteSource
