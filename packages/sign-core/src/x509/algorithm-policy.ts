// Which algorithms were fit for purpose, and until when (ETSI TS 119 312, SOG-IS; Circular 16/2019 lists SHA-256 and RSA 2048).
// A signature is judged by the time it provably existed: SHA-1 of 2012 is history, SHA-1 of today is refused.
import type { HashName, SignatureScheme } from './algorithm.ts'
import { keyFacts } from './algorithm.ts'

const NEVER = new Date(0)
const LAST_SHA1 = new Date('2017-01-01T00:00:00Z')
const LAST_SHA224 = new Date('2026-01-01T00:00:00Z')
const LAST_RSA_1024 = new Date('2011-01-01T00:00:00Z')
const LAST_RSA_1536 = new Date('2017-01-01T00:00:00Z')

function hashEnd(hash: HashName): Date | null {
  if (hash === 'md5') return NEVER
  if (hash === 'sha1') return LAST_SHA1
  return hash === 'sha224' ? LAST_SHA224 : null
}

function keyEnd(spki: Uint8Array): Date | null {
  const facts = keyFacts(spki)
  if (!facts) return NEVER
  if (facts.kind === 'rsa') {
    if (facts.bits >= 2048) return null
    return facts.bits >= 1536 ? LAST_RSA_1536 : facts.bits >= 1024 ? LAST_RSA_1024 : NEVER
  }
  if (facts.kind === 'ec') return facts.bits >= 256 ? null : facts.bits >= 224 ? LAST_RSA_1536 : NEVER
  return facts.kind === 'ed25519' ? null : NEVER
}

export interface AlgorithmVerdict {
  readonly ok: boolean
  /** Null: not ended yet. */
  readonly until: Date | null
  readonly what: string
}

export function judgeHash(hash: HashName, at: Date): AlgorithmVerdict {
  const until = hashEnd(hash)
  return {
    ok: !until || at < until,
    until,
    what: hash.toUpperCase().replace('SHA', 'SHA-').replace('SHA-3-', 'SHA3-'),
  }
}

export function judgeKey(spki: Uint8Array, at: Date): AlgorithmVerdict {
  const until = keyEnd(spki)
  const facts = keyFacts(spki)
  return {
    ok: !until || at < until,
    until,
    what: facts ? `${facts.kind.toUpperCase()} ${facts.bits}` : 'key',
  }
}

export function judgeScheme(scheme: SignatureScheme, spki: Uint8Array, at: Date): AlgorithmVerdict {
  const hash = judgeHash(scheme.hash, at)
  return hash.ok ? judgeKey(spki, at) : hash
}
