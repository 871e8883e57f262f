import './errors.ts'

export { appendWaiting } from './append.ts'
export { startEvidence } from './follow.ts'
export { type InstallationKeys, installationKeys } from './keys.ts'
export { audit, exportProof } from './proofs.ts'
export { keepStamp, unstamped } from './stamps.ts'
export { listAlarms } from './store/log.ts'
export { keepCosignature, type Shown, showLog, type Witnessing, witnessLog } from './witness.ts'
