export { startPreservation } from './nightly.ts'
export { findEvidence } from './store/rows.ts'
