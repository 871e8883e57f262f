export {
  emptyTrust,
  readAnchors,
  type TrustAnchor,
  type TrustPurpose,
  type TrustStore,
  trustOf,
} from './store.ts'
