export {
  assemble,
  type CompletedSignature,
  type CompleteOptions,
  completeSignature,
  completeWithCms,
} from './complete.ts'
export {
  certificatesInFile,
  documentTimestamp,
  type Extended,
  type ExtendOptions,
  extendTo,
  type FileCertificates,
  type Level,
} from './extend.ts'
export { type FieldSpec, fillFields, reserveFields } from './form.ts'
export { type Evidence, type EvidenceFetcher, Gatherer } from './gather.ts'
export { contentsSize, type Lock, prepareSignature, type SignOptions } from './prepare.ts'
export { type SignAtOnce, type SignedAtOnce, signPdf } from './sign.ts'
export { fromBase64, type PreparedSignature, toBase64 } from './state.ts'
