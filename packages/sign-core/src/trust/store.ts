// Trust anchors with the purpose they are trusted for (domain notes §4): an anchor is a decision of people, not of a file.
import { type Certificate, parseCertificate } from '../x509/index.ts'

export type TrustPurpose = 'cong-vu' | 'cong-cong' | 'noi-bo' | 'test'

export interface TrustAnchor {
  readonly certificate: Certificate
  /** Null: given on the command line, without a statement of purpose. */
  readonly purpose: TrustPurpose | null
}

export interface TrustStore {
  readonly anchors: readonly TrustAnchor[]
}

export const emptyTrust: TrustStore = { anchors: [] }

/** PEM (several in one file) or DER; anything else in the file is refused, not skipped. */
export function readAnchors(file: Uint8Array, purpose: TrustPurpose | null = null): TrustAnchor[] {
  if (file[0] === 0x30) return [{ certificate: parseCertificate(file), purpose }]
  const text = Buffer.from(file).toString('latin1')
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)]
  if (blocks.length === 0) throw new Error('no certificate in the file')
  return blocks.map((block) => ({
    certificate: parseCertificate(new Uint8Array(Buffer.from(block[1]!, 'base64'))),
    purpose,
  }))
}

export function trustOf(anchors: readonly TrustAnchor[]): TrustStore {
  const seen = new Set<string>()
  return {
    anchors: anchors.filter(({ certificate }) => {
      if (seen.has(certificate.sha256)) return false
      seen.add(certificate.sha256)
      return true
    }),
  }
}
