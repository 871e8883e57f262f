// Distinguished names: read, shown (RFC 4514) and compared (RFC 5280, 7.1).
import {
  childrenOf,
  type DerNode,
  membersOf,
  NAME_LABELS,
  OID,
  oidOf,
  sameBytes,
  TAG,
  textOf,
} from '../asn1/index.ts'

export interface NameAttribute {
  readonly oid: string
  readonly value: string
}

export interface Name {
  readonly raw: Uint8Array
  readonly rdns: readonly (readonly NameAttribute[])[]
}

export function parseName(node: DerNode): Name {
  const rdns = membersOf(node)
    .rest()
    .map((rdn) =>
      membersOf(rdn, TAG.set)
        .rest()
        .map((pair) => {
          const [type, value] = childrenOf(pair)
          if (!type || !value) return { oid: '', value: '' }
          return { oid: oidOf(type), value: value.constructed ? '' : textOf(value) }
        }),
    )
  return { raw: node.raw, rdns }
}

export function attributeOf(name: Name, oid: string): string | null {
  for (const rdn of name.rdns) for (const item of rdn) if (item.oid === oid) return item.value
  return null
}

const escaped = (value: string): string => value.replace(/([,+"\\<>;])/g, '\\$1').replace(/^([ #])/, '\\$1')

/** Most significant part last written first, as RFC 4514 prints names. */
export function nameText(name: Name): string {
  return [...name.rdns]
    .reverse()
    .map((rdn) => rdn.map(({ oid, value }) => `${NAME_LABELS[oid] ?? oid}=${escaped(value)}`).join('+'))
    .join(',')
}

const folded = (value: string): string => value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

const rdnKey = (rdn: readonly NameAttribute[]): string =>
  rdn
    .map(({ oid, value }) => `${oid}=${folded(value)}`)
    .sort()
    .join('\u0001')

const keys = new WeakMap<Name, readonly string[]>()

/** Each part in the form names are compared in; computed once a name, because paths compare every pair. */
function keysOf(name: Name): readonly string[] {
  const known = keys.get(name)
  if (known) return known
  const made = name.rdns.map(rdnKey)
  keys.set(name, made)
  return made
}

export function sameName(a: Name, b: Name): boolean {
  if (a === b || sameBytes(a.raw, b.raw)) return true
  if (a.rdns.length !== b.rdns.length) return false
  const other = keysOf(b)
  return keysOf(a).every((key, i) => key === other[i])
}

/** Is `name` inside the subtree `base` (RFC 5280, 4.2.1.10)? */
export function isWithin(name: Name, base: Name): boolean {
  const own = keysOf(name)
  return base.rdns.length <= name.rdns.length && keysOf(base).every((key, i) => key === own[i])
}

export function emailsOf(name: Name): string[] {
  return name.rdns.flatMap((rdn) => rdn.filter((item) => item.oid === OID.email).map((item) => item.value))
}
