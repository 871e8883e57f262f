export { type Crl, isCrlFor, parseCrl } from './crl.ts'
export { answerFor, hasNonce, type OcspResponse, ocspRequest, parseOcsp, responderOf } from './ocsp.ts'
export {
  judgeStatus,
  type RevocationEvidence,
  type RevocationStatus,
  type StatusQuestion,
  unknownStatus,
} from './status.ts'
