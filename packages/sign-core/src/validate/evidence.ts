// Everything a validation may lean on: certificates and status answers from the file, from the caller, from the network.
import { randomBytes } from 'node:crypto'
import {
  type Crl,
  hasNonce,
  type OcspResponse,
  ocspRequest,
  parseCrl,
  parseOcsp,
} from '../revocation/index.ts'
import { type Certificate, parseCertificate, tryCertificate } from '../x509/index.ts'
import { parseSignedData } from './cms.ts'
import type { Fetcher } from './types.ts'

export class EvidencePool {
  readonly certificates: Certificate[] = []
  readonly crls: Crl[] = []
  readonly ocsps: OcspResponse[] = []
  private readonly seen = new Set<string>()
  private readonly asked = new Map<string, Promise<void>>()
  private readonly fetch: Fetcher | null

  constructor(fetch: Fetcher | null) {
    this.fetch = fetch
  }

  private isNew(id: string): boolean {
    if (this.seen.has(id)) return false
    this.seen.add(id)
    return true
  }

  addCertificate(certificate: Certificate | null): void {
    if (certificate && this.isNew(certificate.sha256)) this.certificates.push(certificate)
  }

  addCertificateBytes(bytes: Uint8Array): void {
    this.addCertificate(tryCertificate(bytes))
  }

  addCrl(crl: Crl): void {
    if (this.isNew(crl.sha256)) this.crls.push(crl)
  }

  addOcsp(response: OcspResponse): void {
    if (!this.isNew(response.sha256)) return
    this.ocsps.push(response)
    for (const certificate of response.certificates) this.addCertificate(certificate)
  }

  addCrlBytes(bytes: Uint8Array): void {
    try {
      this.addCrl(parseCrl(bytes))
    } catch {
      // Unreadable evidence is no evidence.
    }
  }

  addOcspBytes(bytes: Uint8Array): void {
    try {
      this.addOcsp(parseOcsp(bytes))
    } catch {
      // Unreadable evidence is no evidence.
    }
  }

  private once(id: string, work: () => Promise<void>): Promise<void> {
    const known = this.asked.get(id)
    if (known) return known
    const running = work().catch(() => undefined)
    this.asked.set(id, running)
    return running
  }

  /** Issuers by AIA (RFC 5280, 4.2.2.1): DER, PEM-less, or a certificate bag. */
  async fetchIssuers(certificate: Certificate): Promise<void> {
    const fetch = this.fetch
    if (!fetch) return
    for (const url of certificate.access.issuers.slice(0, 3))
      await this.once(`aia ${url}`, async () => {
        const bytes = await fetch({ kind: 'aia', url })
        if (bytes) for (const found of certificatesIn(bytes)) this.addCertificate(found)
      })
  }

  async fetchOcsp(certificate: Certificate, issuer: Certificate): Promise<void> {
    const fetch = this.fetch
    if (!fetch) return
    for (const url of certificate.access.ocsp.slice(0, 2))
      await this.once(`ocsp ${url} ${certificate.sha256}`, async () => {
        const nonce = randomBytes(16)
        const bytes = await fetch({ kind: 'ocsp', url, body: ocspRequest(certificate, issuer, nonce) })
        if (!bytes) return
        const response = parseOcsp(bytes)
        // RFC 8954: another nonce is an answer to another question; none at all is a cached answer, judged by its age.
        if (hasNonce(response, nonce) === false) return
        this.addOcsp(response)
      })
  }

  async fetchCrl(certificate: Certificate): Promise<void> {
    const fetch = this.fetch
    if (!fetch) return
    for (const url of certificate.crlUrls.filter((item) => item.startsWith('http')).slice(0, 2))
      await this.once(`crl ${url}`, async () => {
        const bytes = await fetch({ kind: 'crl', url })
        if (bytes) this.addCrlBytes(bytes)
      })
  }
}

function certificatesIn(bytes: Uint8Array): Certificate[] {
  const single = tryCertificate(bytes)
  if (single) return [single]
  const text = Buffer.from(bytes).toString('latin1')
  const pem = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(text)
  if (pem) return [parseCertificate(new Uint8Array(Buffer.from(pem[1]!, 'base64')))]
  try {
    return [...parseSignedData(bytes).certificates]
  } catch {
    return []
  }
}
