// Certificate policies (RFC 5280, 6.1.2–6.1.5), kept as sets per level (RFC 9618) so that mappings cannot blow the tree up.
import { OID } from '../asn1/index.ts'
import type { Certificate } from './certificate.ts'
import { isSelfIssued } from './certificate.ts'
import {
  readInhibitAnyPolicy,
  readPolicies,
  readPolicyConstraints,
  readPolicyMappings,
} from './extensions.ts'

const ANY = OID.anyPolicy

export interface PolicyState {
  /** Policies still valid, as the next certificate may name them. Null: the graph is empty. */
  expected: Set<string> | null
  explicit: number
  inhibitMapping: number
  inhibitAny: number
}

export function initialPolicies(length: number, explicit = false): PolicyState {
  return {
    expected: new Set([ANY]),
    explicit: explicit ? 0 : length + 1,
    inhibitMapping: length + 1,
    inhibitAny: length + 1,
  }
}

/** 6.1.3 (d)–(f). False: an explicit policy is required and none is left. */
export function applyPolicies(state: PolicyState, certificate: Certificate, isLast: boolean): boolean {
  const extension = certificate.extensions.get(OID.certificatePolicies)
  if (!extension) state.expected = null
  else if (state.expected) {
    const asserted = readPolicies(extension.value)
    const next = new Set<string>()
    for (const policy of asserted)
      if (policy !== ANY && (state.expected.has(policy) || state.expected.has(ANY))) next.add(policy)
    const anyAllowed = state.inhibitAny > 0 || (!isLast && isSelfIssued(certificate))
    if (asserted.includes(ANY) && anyAllowed) for (const policy of state.expected) next.add(policy)
    state.expected = next.size > 0 ? next : null
  }
  return state.explicit > 0 || state.expected !== null
}

/** 6.1.4 (a), (b), (h)–(j): prepare for the certificate below. False: a mapping from or to anyPolicy. */
export function preparePolicies(state: PolicyState, certificate: Certificate): boolean {
  if (!mapPolicies(state, certificate)) return false
  if (!isSelfIssued(certificate)) {
    state.explicit = Math.max(0, state.explicit - 1)
    state.inhibitMapping = Math.max(0, state.inhibitMapping - 1)
    state.inhibitAny = Math.max(0, state.inhibitAny - 1)
  }
  const constraints = certificate.extensions.get(OID.policyConstraints)
  if (constraints) {
    const { requireExplicit, inhibitMapping } = readPolicyConstraints(constraints.value)
    if (requireExplicit !== null) state.explicit = Math.min(state.explicit, requireExplicit)
    if (inhibitMapping !== null) state.inhibitMapping = Math.min(state.inhibitMapping, inhibitMapping)
  }
  const inhibitAny = certificate.extensions.get(OID.inhibitAnyPolicy)
  if (inhibitAny) state.inhibitAny = Math.min(state.inhibitAny, readInhibitAnyPolicy(inhibitAny.value))
  return true
}

function mapPolicies(state: PolicyState, certificate: Certificate): boolean {
  const extension = certificate.extensions.get(OID.policyMappings)
  if (!extension) return true
  const mappings = readPolicyMappings(extension.value)
  if (mappings.some(({ issuer, subject }) => issuer === ANY || subject === ANY)) return false
  if (!state.expected) return true
  const next = new Set(state.expected)
  const mapped = new Set(mappings.map(({ issuer }) => issuer))
  for (const policy of mapped) next.delete(policy)
  if (state.inhibitMapping > 0)
    for (const { issuer, subject } of mappings)
      if (state.expected.has(issuer) || state.expected.has(ANY)) next.add(subject)
  state.expected = next.size > 0 ? next : null
  return true
}

/** 6.1.5 (a), (b) and (g). */
export function policiesHold(state: PolicyState, last: Certificate): boolean {
  if (!isSelfIssued(last)) state.explicit = Math.max(0, state.explicit - 1)
  const constraints = last.extensions.get(OID.policyConstraints)
  if (constraints && readPolicyConstraints(constraints.value).requireExplicit === 0) state.explicit = 0
  return state.explicit > 0 || state.expected !== null
}
