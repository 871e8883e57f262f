export * from './appearance/index.ts'
export * from './bytes/byte-source.ts'
export * from './cms/index.ts'
export * from './keys/index.ts'
export * from './pades/index.ts'
export { describeVerdict, type SignatureLine, type VerdictText } from './report/index.ts'
export { type Crl, type OcspResponse, ocspRequest, parseCrl, parseOcsp } from './revocation/index.ts'
export * from './trust/index.ts'
export { readAnchors, type TrustAnchor, type TrustPurpose, type TrustStore, trustOf } from './trust/index.ts'
export * from './validate/index.ts'
export {
  type Fetcher,
  type SignatureReport,
  type ValidationOptions,
  type ValidationReport,
  validatePdf,
} from './validate/index.ts'
export { type Certificate, identityOf, nameText, parseCertificate } from './x509/index.ts'
