export { evidenceOf } from './keep.ts'
export { startPreservation } from './nightly.ts'
