import { randomBytes } from 'node:crypto'
import { OID } from '../asn1/index.ts'
import { type Crl, isCrlFor, parseCrl } from '../revocation/crl.ts'
import {
  answerFor,
  hasNonce,
  type OcspResponse,
  ocspRequest,
  parseOcsp,
  responderOf,
} from '../revocation/ocsp.ts'
import { type Certificate, isSelfIssued, isSignedBy, tryCertificate } from '../x509/certificate.ts'

/** The caller's network, one request at a time; null when there is no answer. */
export type EvidenceFetcher = (request: {
  readonly kind: 'ocsp' | 'crl' | 'aia'
  readonly url: string
  readonly body?: Uint8Array
}) => Promise<Uint8Array | null>

/** What a later validation without network needs: EN 319 142-1 §5.4 (B-LT). */
export interface Evidence {
  certificates: Uint8Array[]
  ocsps: Uint8Array[]
  crls: Uint8Array[]
  /** Certificates without issuer or without a usable status answer, by their SHA-256. */
  missing: { sha256: string; what: 'issuer' | 'status' }[]
  /** Certificates some answer calls revoked. */
  revoked: string[]
}

/** Known answers: from the file, from a cache, and what is fetched on the way. */
export class Gatherer {
  private readonly pool = new Map<string, Certificate>()
  private readonly fetch: EvidenceFetcher
  private readonly now: Date
  private readonly crls = new Map<string, Crl | null>()
  private readonly evidence: Evidence = { certificates: [], ocsps: [], crls: [], missing: [], revoked: [] }
  private readonly done = new Set<string>()

  constructor(fetch: EvidenceFetcher, now: Date) {
    this.fetch = fetch
    this.now = now
  }

  know(certificates: Iterable<Certificate>): void {
    for (const certificate of certificates) this.pool.set(certificate.sha256, certificate)
  }

  known(): Certificate[] {
    return [...this.pool.values()]
  }

  /** Follows every certificate up to a self-signed one, asking for the status of each on the way. */
  async collect(targets: readonly Certificate[]): Promise<Evidence> {
    this.know(targets)
    const queue = [...targets]
    while (queue.length > 0 && this.done.size < 100) {
      const certificate = queue.shift()!
      if (this.done.has(certificate.sha256)) continue
      this.done.add(certificate.sha256)
      this.evidence.certificates.push(certificate.raw)
      if (isSelfIssued(certificate) && isSignedBy(certificate, certificate)) continue
      const issuer = await this.issuerOf(certificate)
      if (issuer === undefined) {
        this.evidence.missing.push({ sha256: certificate.sha256, what: 'issuer' })
        continue
      }
      queue.push(issuer)
      // RFC 6960 §4.2.2.2.1: a responder may be trusted for its lifetime without a status of its own.
      if (certificate.extensions.has(OID.ocspNoCheck)) continue
      const found = await this.status(certificate, issuer)
      if (found === undefined) this.evidence.missing.push({ sha256: certificate.sha256, what: 'status' })
      else queue.push(...found)
    }
    return this.evidence
  }

  private async issuerOf(certificate: Certificate): Promise<Certificate | undefined> {
    const known = () =>
      [...this.pool.values()].find((item) => item !== certificate && isSignedBy(certificate, item))
    const held = known()
    if (held !== undefined) return held
    for (const url of certificate.access.issuers.slice(0, 3)) {
      const bytes = await this.fetch({ kind: 'aia', url })
      const found = bytes === null ? null : tryCertificate(bytes)
      if (found !== null) this.know([found])
    }
    return known()
  }

  /** The certificates the answer leans on, or undefined when there is no answer. */
  private async status(certificate: Certificate, issuer: Certificate): Promise<Certificate[] | undefined> {
    for (const url of certificate.access.ocsp.slice(0, 2)) {
      const found = await this.ocsp(url, certificate, issuer)
      if (found !== undefined) return found
    }
    for (const url of certificate.crlUrls.filter((item) => item.startsWith('http')).slice(0, 3)) {
      const crl = await this.crl(url)
      if (crl === null || !isCrlFor(crl, certificate, issuer) || this.isOld(crl.nextUpdate)) continue
      if (crl.entry(certificate.serial) !== null) this.evidence.revoked.push(certificate.sha256)
      if (!this.evidence.crls.includes(crl.raw)) this.evidence.crls.push(crl.raw)
      return []
    }
    return undefined
  }

  private isOld(nextUpdate: Date | null): boolean {
    return nextUpdate !== null && nextUpdate < this.now
  }

  private async ocsp(
    url: string,
    certificate: Certificate,
    issuer: Certificate,
  ): Promise<Certificate[] | undefined> {
    const nonce = new Uint8Array(randomBytes(16))
    const bytes = await this.fetch({ kind: 'ocsp', url, body: ocspRequest(certificate, issuer, nonce) })
    const response = bytes === null ? undefined : tryOcsp(bytes)
    if (response === undefined || hasNonce(response, nonce) === false) return undefined
    const answer = answerFor(response, certificate, issuer)
    const responder = responderOf(response, issuer, [...this.pool.values()])
    if (answer === null || responder === null || answer.status === 'unknown') return undefined
    if (this.isOld(answer.nextUpdate)) return undefined
    if (answer.status === 'revoked') this.evidence.revoked.push(certificate.sha256)
    this.evidence.ocsps.push(response.raw)
    this.know(response.certificates)
    return [responder]
  }

  private async crl(url: string): Promise<Crl | null> {
    const held = this.crls.get(url)
    if (held !== undefined) return held
    const bytes = await this.fetch({ kind: 'crl', url })
    let crl: Crl | null = null
    try {
      crl = bytes === null ? null : parseCrl(bytes)
    } catch {
      crl = null // what cannot be read is no evidence
    }
    this.crls.set(url, crl)
    return crl
  }
}

function tryOcsp(bytes: Uint8Array): OcspResponse | undefined {
  try {
    return parseOcsp(bytes)
  } catch {
    return undefined
  }
}
