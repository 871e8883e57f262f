// Which of the changes a given signature can live with: DocMDP, FieldMDP (ISO 32000-1, 12.8.2.2 and 12.8.2.4), and our own limits.
import type { Changes } from '../types.ts'
import { type Change, type ChangeKind, PERMITTED, type Refusal } from './kinds.ts'

export interface FieldLock {
  /** The revision that set the lock. */
  readonly revision: number
  readonly action: string
  readonly fields: readonly string[]
}

export interface LaterSignature {
  readonly intact: boolean
  /** Does its certificate lead to a trusted root? */
  readonly trusted: boolean
}

/** Two fields may bear one name: a signature is known by its field and the revision it closed. */
export const laterKey = (field: string, revision: number | null): string => `${revision}:${field}`

export interface ChangeRules {
  readonly revision: number
  /** The strictest DocMDP level in force; 2 when nobody said anything. */
  readonly level: number
  readonly locks: readonly FieldLock[]
  /** By `laterKey`. */
  readonly later: ReadonlyMap<string, LaterSignature>
  readonly trusted: boolean
}

export interface ChangeVerdict {
  readonly state: Changes
  readonly permitted: readonly Change[]
  readonly refused: readonly { readonly change: Change; readonly refusal: Refusal }[]
}

/** A stamp, a seal, a text block: none needs more than a quarter of a page. */
const LARGEST_STAMP = 0.25
/** Prepared fields filled by anybody: together they stay below half of a page. */
const MOST_FILLED = 0.5
const ALWAYS_RELEVANT: readonly ChangeKind[] = ['outside-reference', 'trailing-bytes']

function isLocked(field: string, step: number, locks: readonly FieldLock[]): boolean {
  return locks.some(({ revision, action, fields }) => {
    if (revision > step) return false
    const named = fields.some((name) => field === name || field.startsWith(`${name}.`))
    // An action nobody defined is read as the strictest one.
    if (!['All', 'Include', 'Exclude'].includes(action)) return true
    return action === 'All' || (action === 'Include' && named) || (action === 'Exclude' && !named)
  })
}

/** Null: permitted. `never`: this kind of change is not permitted to anybody. */
function refusalOf(change: Change, rules: ChangeRules): Refusal | null {
  const from = PERMITTED[change.kind]
  if (from === undefined) return 'never'
  if (rules.level < from) return 'certified'
  const field = change.field ?? ''
  const fills = change.kind === 'field-filled' || change.kind === 'signature-filled'
  if (fills && isLocked(field, change.step, rules.locks)) return 'locked'
  if (change.kind === 'new-empty-signature-field') return change.page === undefined ? null : 'picture'
  if (change.kind === 'field-filled') return (change.area ?? 0) > LARGEST_STAMP ? 'large' : null
  if (change.kind !== 'new-signature' && change.kind !== 'signature-filled') return null
  const later = rules.later.get(laterKey(field, change.step + 1))
  if (!later?.intact) return 'broken'
  if (change.page === undefined) return null
  if ((change.area ?? 1) > LARGEST_STAMP) return 'large'
  // A stranger's visible signature is a way to write on a signed page.
  return later.trusted || !rules.trusted ? null : 'stranger'
}

const tooMuch = ({ kind }: Change): Refusal | null => (kind === 'field-filled' ? 'large' : null)

/** Pages of which filled fields cover more than half between them. */
function coveredPages(changes: readonly Change[]): Set<number> {
  const areas = new Map<number, number>()
  for (const { kind, page, area } of changes)
    if (kind === 'field-filled' && page !== undefined) areas.set(page, (areas.get(page) ?? 0) + (area ?? 1))
  return new Set([...areas].filter(([, area]) => area > MOST_FILLED).map(([page]) => page))
}

export function judgeChanges(changes: readonly Change[], rules: ChangeRules): ChangeVerdict {
  const relevant = changes.filter(
    ({ kind, step }) => step >= rules.revision || ALWAYS_RELEVANT.includes(kind),
  )
  const covered = coveredPages(relevant)
  const judged = relevant.map((change) => ({
    change,
    refusal: refusalOf(change, rules) ?? (covered.has(change.page ?? 0) ? tooMuch(change) : null),
  }))
  const permitted = judged.filter(({ refusal }) => !refusal).map(({ change }) => change)
  const refused = judged.flatMap(({ change, refusal }) => (refusal ? [{ change, refusal }] : []))
  const state = refused.length > 0 ? 'suspicious' : permitted.length > 0 ? 'allowed' : 'none'
  return { state, permitted, refused }
}
