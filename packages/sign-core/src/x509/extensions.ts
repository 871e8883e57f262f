// The extensions of RFC 5280, 4.2 that decide whether a path holds.
import {
  bitStringOf,
  booleanOf,
  type DerNode,
  insideOf,
  isContext,
  isUniversal,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  parseDer,
  setBits,
  smallInteger,
  TAG,
  textOf,
  toHex,
} from '../asn1/index.ts'
import { type Name, parseName } from './name.ts'

export interface Extension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

export function parseExtensions(node: DerNode): Map<string, Extension> {
  const found = new Map<string, Extension>()
  for (const item of membersOf(node).rest()) {
    const members = membersOf(item)
    const oid = oidOf(members.take())
    const critical = members.ifUniversal(TAG.boolean)
    // RFC 5280, 4.2: no extension twice. The first wins nothing: the certificate is malformed.
    if (found.has(oid)) throw new Error(`extension ${oid} twice`)
    found.set(oid, {
      oid,
      critical: critical ? booleanOf(critical) : false,
      value: octetsOf(members.takeUniversal(TAG.octetString)),
    })
  }
  return found
}

/** KeyUsage bits (RFC 5280, 4.2.1.3). */
export const USAGE = {
  digitalSignature: 0,
  contentCommitment: 1,
  keyCertSign: 5,
  crlSign: 6,
} as const

export const readKeyUsage = (value: Uint8Array): Set<number> => setBits(bitStringOf(parseDer(value)))

export const readExtendedKeyUsage = (value: Uint8Array): string[] =>
  membersOf(parseDer(value)).rest().map(oidOf)

export interface BasicConstraints {
  readonly ca: boolean
  readonly pathLength: number | null
}

export function readBasicConstraints(value: Uint8Array): BasicConstraints {
  const members = membersOf(parseDer(value))
  const ca = members.ifUniversal(TAG.boolean)
  const length = members.ifUniversal(TAG.integer)
  return { ca: ca ? booleanOf(ca) : false, pathLength: length ? smallInteger(length) : null }
}

export const readSubjectKeyIdentifier = (value: Uint8Array): string => toHex(octetsOf(parseDer(value)))

export function readAuthorityKeyIdentifier(value: Uint8Array): string | null {
  const id = membersOf(parseDer(value)).ifContext(0)
  return id ? toHex(id.content) : null
}

export interface AccessPoints {
  readonly ocsp: string[]
  readonly issuers: string[]
}

export function readAuthorityInfoAccess(value: Uint8Array): AccessPoints {
  const points: AccessPoints = { ocsp: [], issuers: [] }
  for (const item of membersOf(parseDer(value)).rest()) {
    const members = membersOf(item)
    const method = oidOf(members.take())
    const location = members.take()
    if (!isContext(location, 6)) continue
    const url = Buffer.from(location.content).toString('latin1')
    if (method === OID.ocspAccess) points.ocsp.push(url)
    if (method === OID.caIssuers) points.issuers.push(url)
  }
  return points
}

export function readDistributionPoints(value: Uint8Array): string[] {
  const urls: string[] = []
  for (const point of membersOf(parseDer(value)).rest()) {
    const name = membersOf(point).ifContext(0)
    const full = name ? insideOf(name).ifContext(0) : undefined
    for (const item of full ? insideOf(full).rest() : [])
      if (isContext(item, 6)) urls.push(Buffer.from(item.content).toString('latin1'))
  }
  return urls
}

export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly value: string }
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory'; readonly name: Name }
  | { readonly kind: 'other'; readonly tag: number }

export function readGeneralName(node: DerNode): GeneralName {
  const text = (): string => Buffer.from(node.content).toString('latin1')
  if (isContext(node, 1)) return { kind: 'email', value: text() }
  if (isContext(node, 2)) return { kind: 'dns', value: text() }
  if (isContext(node, 6)) return { kind: 'uri', value: text() }
  if (isContext(node, 7)) return { kind: 'ip', bytes: node.content }
  if (isContext(node, 4)) return { kind: 'directory', name: parseName(insideOf(node).take()) }
  return { kind: 'other', tag: node.tag }
}

export const readGeneralNames = (value: Uint8Array): GeneralName[] =>
  membersOf(parseDer(value)).rest().map(readGeneralName)

export interface NameConstraints {
  readonly permitted: GeneralName[]
  readonly excluded: GeneralName[]
}

export function readNameConstraints(value: Uint8Array): NameConstraints {
  const members = membersOf(parseDer(value))
  const subtrees = (node: DerNode | undefined): GeneralName[] =>
    node
      ? insideOf(node)
          .rest()
          .map((subtree) => readGeneralName(membersOf(subtree).take()))
      : []
  return { permitted: subtrees(members.ifContext(0)), excluded: subtrees(members.ifContext(1)) }
}

export const readPolicies = (value: Uint8Array): string[] =>
  membersOf(parseDer(value))
    .rest()
    .map((info) => oidOf(membersOf(info).take()))

export interface PolicyMapping {
  readonly issuer: string
  readonly subject: string
}

export const readPolicyMappings = (value: Uint8Array): PolicyMapping[] =>
  membersOf(parseDer(value))
    .rest()
    .map((pair) => {
      const members = membersOf(pair)
      return { issuer: oidOf(members.take()), subject: oidOf(members.take()) }
    })

export interface PolicyConstraints {
  readonly requireExplicit: number | null
  readonly inhibitMapping: number | null
}

export function readPolicyConstraints(value: Uint8Array): PolicyConstraints {
  const members = membersOf(parseDer(value))
  const require = members.ifContext(0)
  const inhibit = members.ifContext(1)
  return {
    requireExplicit: require ? smallInteger(require) : null,
    inhibitMapping: inhibit ? smallInteger(inhibit) : null,
  }
}

export const readInhibitAnyPolicy = (value: Uint8Array): number => smallInteger(parseDer(value))

export function readSubjectEmails(value: Uint8Array): string[] {
  return readGeneralNames(value).flatMap((name) => (name.kind === 'email' ? [name.value] : []))
}

export function readText(value: Uint8Array): string {
  const node = parseDer(value)
  return isUniversal(node, TAG.octetString) ? toHex(node.content) : textOf(node)
}
