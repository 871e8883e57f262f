import './errors.ts'

export { judgePdf, linesOf, trustMaterial } from './judge.ts'
export { keyFor, type ReadyKey, unlock } from './key-ring.ts'
export {
  continues,
  countPages,
  FIELD,
  type LetterPlaces,
  type Place,
  sealLetter,
  signAnnex,
  signAsPerson,
  signCopy,
} from './sign-pdf.ts'
export { insertKey, insertPicture } from './store/keys.ts'
export {
  endSigningSession,
  lockSigningSession,
  openSigningSession,
  type SessionRow,
} from './store/sessions.ts'
