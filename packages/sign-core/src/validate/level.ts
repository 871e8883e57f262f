// The baseline level a signature has reached (EN 319 142-1, 6; the older formats by the same material).
import type { ChainResult } from './chain.ts'
import type { FoundSignature } from './find.ts'
import type { SignerOutcome } from './signer.ts'
import type { JudgedStamp } from './stamps.ts'
import type { SecurityStore } from './store.ts'

export interface LevelFacts {
  readonly found: FoundSignature
  readonly outcome: SignerOutcome
  /** What the newest store of the file holds. */
  readonly store: SecurityStore
  /** Document time stamps that come after the signature, with the store as it was at theirs. */
  readonly later: readonly { readonly stamp: JudgedStamp; readonly store: SecurityStore }[]
}

/** Is every certificate under the anchor accounted for by an answer that lies in the file? */
function isComplete(chain: ChainResult | null, store: SecurityStore): boolean {
  if (!store.present || store.certificates === 0) return false
  // Without an anchor the chain is unknown; then the material can only be counted.
  if (!chain?.path) return store.statuses > 0
  return chain.statuses.every(
    ({ status }) =>
      status.source === 'no-check' ||
      (status.evidenceSha256 !== null && store.hashes.has(status.evidenceSha256)),
  )
}

export function levelOf({ found, outcome, store, later }: LevelFacts): string | null {
  if (outcome.integrity === 'unknown' && outcome.checks.some(({ id, ok }) => id === 'format' && ok !== true))
    return null
  const isPades = found.signature.subFilter === 'ETSI.CAdES.detached'
  if (isPades && outcome.identification.bound === null) return null
  const family = isPades ? 'PAdES-B' : 'PKCS7'
  const stamps = outcome.stamps.filter((stamp) => stamp.report.integrity === 'intact')
  const archives = later.filter(({ stamp }) => stamp.report.integrity === 'intact')
  if (stamps.length === 0 && archives.length === 0) return `${family}-B`
  const covered = (held: SecurityStore): boolean =>
    isComplete(outcome.chain, held) && stamps.every(({ chain }) => isComplete(chain, held))
  if (archives.some((item) => covered(item.store))) return `${family}-LTA`
  return covered(store) ? `${family}-LT` : `${family}-T`
}
