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

function sameRdn(a: readonly NameAttribute[], b: readonly NameAttribute[]): boolean {
  return (
    a.length === b.length &&
    a.every((x) => b.some((y) => x.oid === y.oid && folded(x.value) === folded(y.value)))
  )
}

export function sameName(a: Name, b: Name): boolean {
  if (sameBytes(a.raw, b.raw)) return true
  return a.rdns.length === b.rdns.length && a.rdns.every((rdn, i) => sameRdn(rdn, b.rdns[i]!))
}

/** Is `name` inside the subtree `base` (RFC 5280, 4.2.1.10)? */
export function isWithin(name: Name, base: Name): boolean {
  return base.rdns.length <= name.rdns.length && base.rdns.every((rdn, i) => sameRdn(rdn, name.rdns[i]!))
}

export function emailsOf(name: Name): string[] {
  return name.rdns.flatMap((rdn) => rdn.filter((item) => item.oid === OID.email).map((item) => item.value))
}
