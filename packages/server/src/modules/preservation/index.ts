export { evidenceOf } from './keep.ts'
export { startPreservation } from './nightly.ts'
export { startStamping } from './stamp-log.ts'
