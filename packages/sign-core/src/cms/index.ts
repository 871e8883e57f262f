export {
  type SignedAttributesInput,
  type SignedDataInput,
  signatureTimestampAttribute,
  signedAttributes,
  signedData,
} from './build.ts'
export { SignError, type SignErrorCode } from './errors.ts'
export { acceptValue, defaultScheme, type SigningHash, type SigningScheme, signWithKey } from './scheme.ts'
export { type FetchTimestamp, requestTimestamp, timestampDigest } from './timestamp.ts'
