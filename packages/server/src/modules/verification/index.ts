import './errors.ts'

export {
  letterByCode,
  linkDocument,
  markFor,
  noteIssuedFile,
  type PublicLetter,
  publicAddress,
  setPublicAddress,
} from './link.ts'
export { checkPublicly, MOST_BYTES, type PublicVerdict } from './public-check.ts'
export { RateLimit } from './rate.ts'
