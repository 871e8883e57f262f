import './errors.ts'

export { advance, type Finish } from './advance.ts'
export { beginAuthorisation, cancelAuthorisation, readAuthorisation } from './authorise.ts'
export { assertKeyAlive, assertKeyFits } from './check-key.ts'
export { judgePdf, linesOf, trustMaterial } from './judge.ts'
export { keyFor, type PublicKey, type ReadyKey, unlock } from './key-ring.ts'
export { pdfRefusal } from './pdf-refusal.ts'
export { findSigningKeys } from './register-key.ts'
export {
  continues,
  countPages,
  FIELD,
  type LetterPlaces,
  offerAnnex,
  offerForPerson,
  offerForSeal,
  type Place,
  prepareAnnex,
  prepareAsPerson,
  prepareSeal,
  type SealFill,
  sealLetter,
  signAnnex,
  signAsPerson,
  signCopy,
} from './sign-pdf.ts'
export { type ArrivalStamp, stampArrival } from './stamp-arrival.ts'
export type { AuthorisationRow, NewFile, PendingFile } from './store/authorisations.ts'
export { insertKey, insertPicture, type KeyRow, markTried } from './store/keys.ts'
export {
  endSigningSession,
  lockSigningSession,
  openSigningSession,
  type SessionRow,
} from './store/sessions.ts'
export {
  addJobLater,
  changeAnchor,
  findAnchor,
  insertAnchor,
  listAllAnchors,
  readSetting,
  writeSetting,
} from './store/trust.ts'
export { nextErrand, redeemFetch, redeemReturn } from './tickets.ts'
export { learnKeyStatus, learnStatus } from './trust/learn.ts'
export { type Raised, raiseLevel } from './trust/raise.ts'
export { SERVICES_KEY, type TrustServices, trustServices, wakeTsa } from './trust/services.ts'
export { stampBytes } from './trust/stamp.ts'
