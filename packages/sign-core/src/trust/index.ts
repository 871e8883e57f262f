export {
  type BundleContent,
  type BundledAnchor,
  type BundleRules,
  readTrustBundle,
  type TrustBundle,
  TrustBundleError,
  writeTrustBundle,
} from './bundle.ts'
export {
  emptyTrust,
  readAnchors,
  type TrustAnchor,
  type TrustPurpose,
  type TrustStore,
  trustOf,
} from './store.ts'
export { fills, type RootSlot, VIETNAM_ROOTS } from './vietnam.ts'
