// Everything in the demo province is derived from one seed, so that two machines build the same province.
// Streams are keyed by a name: adding one organisation does not shift the names drawn for another.

export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** a whole number, low and high included */
  int(low: number, high: number): number
  pick<T>(items: readonly T[]): T
  chance(probability: number): boolean
}

export const SEED = 'ben-tre-2021'

/** FNV-1a, 32 bits: enough to spread keys over streams; not a security hash. */
export const hash32 = (text: string, start = 0x811c9dc5): number => {
  let hash = start
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

const SALT_A = hash32(`${SEED}:a`)
const SALT_B = hash32(`${SEED}:b`)
const SALT_C = hash32(`${SEED}:c`)

/** Mulberry32: one 32-bit state, well mixed, and quick to start for thousands of small streams. */
export const randomFor = (key: string): Random => {
  let state = hash32(key, SALT_A)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    pick: (items) => {
      if (items.length === 0) throw new Error(`nothing to pick for ${key}`)
      return items[Math.floor(next() * items.length)] as (typeof items)[number]
    },
    chance: (probability) => next() < probability,
  }
}

const BYTES = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
const hex16 = (value: number): string => `${BYTES[(value >>> 8) & 255]}${BYTES[value & 255]}`

/**
 * A UUID of version 7 (RFC 9562 §5.7) whose time lies in the past of the demo's clock,
 * so that every id made at run time sorts after it.
 */
export const uuid7 = (milliseconds: number, key: string): string => {
  const a = hash32(key, SALT_A)
  const b = hash32(key, SALT_B)
  const c = hash32(key, SALT_C)
  const high = Math.floor(milliseconds / 0x10000)
  const low = milliseconds % 0x10000
  const version = 0x7000 | (a & 0xfff)
  const variant = 0x8000 | (b & 0x3fff)
  return `${hex16(high >>> 16)}${hex16(high)}-${hex16(low)}-${hex16(version)}-${hex16(variant)}-${hex16(b >>> 16)}${hex16(c >>> 16)}${hex16(c)}`
}

/** Before the province's first day in the system (04/01/2021), one block of time per kind of thing. */
const FIRST_ID_TIME = Date.UTC(2020, 5, 1)
const KIND_BLOCK = 86_400_000

const KINDS = [
  'agency',
  'unit',
  'position',
  'person',
  'appointment',
  'mandate',
  'book',
  'series',
  'desk',
  'certificate',
  'device',
  'mailbox',
  'equipment',
  'training',
  'procedure',
  'external',
  'thread',
  'picture',
  'dossier',
] as const
export type IdKind = (typeof KINDS)[number]

/** Ids of one kind in sequence: the n-th id sorts before the (n+1)-th. */
export const idSequence = (kind: IdKind): ((key: string) => string) => {
  const base = FIRST_ID_TIME + KINDS.indexOf(kind) * KIND_BLOCK
  let sequence = 0
  return (key) => uuid7(base + sequence++, `${kind}:${key}`)
}
