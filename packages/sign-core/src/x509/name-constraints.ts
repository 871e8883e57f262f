// Name constraints (RFC 5280, 4.2.1.10 and 6.1.4 g).
import { OID } from '../asn1/index.ts'
import type { Certificate } from './certificate.ts'
import {
  type GeneralName,
  type NameConstraints,
  readGeneralNames,
  readNameConstraints,
} from './extensions.ts'
import { emailsOf, isWithin } from './name.ts'

function namesOf(certificate: Certificate): GeneralName[] {
  const alternative = certificate.extensions.get(OID.subjectAltName)
  const names = alternative ? readGeneralNames(alternative.value) : []
  const subject: GeneralName[] =
    certificate.subject.rdns.length > 0 ? [{ kind: 'directory', name: certificate.subject }] : []
  const emails: GeneralName[] = emailsOf(certificate.subject).map((value) => ({ kind: 'email', value }))
  return [...names, ...subject, ...emails]
}

function matchesHost(host: string, base: string): boolean {
  const name = host.toLowerCase()
  const suffix = base.toLowerCase()
  if (suffix.startsWith('.')) return name.endsWith(suffix)
  return suffix === '' || name === suffix || name.endsWith(`.${suffix}`)
}

function matchesEmail(value: string, base: string): boolean {
  const host = value.slice(value.lastIndexOf('@') + 1).toLowerCase()
  if (base.includes('@')) {
    const local = value.slice(0, value.lastIndexOf('@'))
    const at = base.lastIndexOf('@')
    return local === base.slice(0, at) && host === base.slice(at + 1).toLowerCase()
  }
  return base.startsWith('.') ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase()
}

function matchesUri(value: string, base: string): boolean {
  let host: string
  try {
    host = new URL(value).hostname
  } catch {
    return false
  }
  return base.startsWith('.') ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase()
}

function matchesIp(address: Uint8Array, base: Uint8Array): boolean {
  const size = address.length
  return (
    base.length === size * 2 &&
    address.every((byte, i) => (byte & base[size + i]!) === (base[i]! & base[size + i]!))
  )
}

function inSubtree(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'directory' && base.kind === 'directory') return isWithin(name.name, base.name)
  if (name.kind === 'dns' && base.kind === 'dns') return matchesHost(name.value, base.value)
  if (name.kind === 'email' && base.kind === 'email') return matchesEmail(name.value, base.value)
  if (name.kind === 'uri' && base.kind === 'uri') return matchesUri(name.value, base.value)
  if (name.kind === 'ip' && base.kind === 'ip') return matchesIp(name.bytes, base.bytes)
  // A form we cannot compare: treated as inside what is excluded and outside what is permitted.
  return false
}

const sameForm = (a: GeneralName, b: GeneralName): boolean =>
  a.kind === b.kind && (a.kind !== 'other' || b.kind !== 'other' || a.tag === b.tag)

/** Do the names of `certificate` respect every constraint collected above it? */
export function respects(certificate: Certificate, all: readonly NameConstraints[]): boolean {
  if (all.length === 0) return true
  const names = namesOf(certificate)
  return all.every((constraints) =>
    names.every((name) => {
      const excluded = constraints.excluded.filter((base) => sameForm(name, base))
      if (excluded.some((base) => base.kind === 'other' || inSubtree(name, base))) return false
      const permitted = constraints.permitted.filter((base) => sameForm(name, base))
      return permitted.length === 0 || permitted.some((base) => inSubtree(name, base))
    }),
  )
}

export function constraintsOf(certificate: Certificate): NameConstraints | null {
  const extension = certificate.extensions.get(OID.nameConstraints)
  return extension ? readNameConstraints(extension.value) : null
}
