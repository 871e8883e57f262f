// DER, PEM and PKCS#7 bundles → certificates. The bundle is walked as plain TLV: no signature is judged here.

/** All X.509 certificates of a file as DER; empty when it holds none. */
export function certificatesIn(bytes: Buffer): Buffer[] {
  const text = bytes.subarray(0, 64).toString('latin1')
  const der = text.includes('-----BEGIN') ? fromPem(bytes.toString('latin1')) : [bytes]
  return der.flatMap((one) => (isCertificate(one) ? [one] : fromBundle(one)))
}

const fromPem = (text: string): Buffer[] =>
  [...text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([\s\S]*?)-----END/g)].map((match) =>
    Buffer.from(match[1]!.replace(/\s/g, ''), 'base64'),
  )

interface Element {
  tag: number
  from: number
  body: number
  end: number
}
/** X.690 §8.1; null when the bytes do not hold one whole element (indefinite length is not DER). */
function elementAt(bytes: Buffer, from: number, limit: number): Element | null {
  const tag = bytes[from]
  const first = bytes[from + 1]
  if (tag === undefined || first === undefined || first === 0x80) return null
  const more = first & 0x80 ? first & 0x7f : 0
  if (more > 4 || from + 2 + more > limit) return null
  const length = more ? bytes.readUIntBE(from + 2, more) : first
  const body = from + 2 + more
  return body + length > limit ? null : { tag, from, body, end: body + length }
}
function children(bytes: Buffer, parent: Element): Element[] {
  const list: Element[] = []
  for (let at = parent.body; at < parent.end; ) {
    const one = elementAt(bytes, at, parent.end)
    if (!one) return []
    list.push(one)
    at = one.end
  }
  return list
}

/** SEQUENCE { SEQUENCE tbs, SEQUENCE algorithm, BIT STRING signature } (RFC 5280 §4.1). */
function isCertificate(bytes: Buffer): boolean {
  const root = elementAt(bytes, 0, bytes.length)
  if (root?.tag !== 0x30) return false
  const tags = children(bytes, root).map((one) => one.tag)
  return tags.length === 3 && tags[0] === 0x30 && tags[1] === 0x30 && tags[2] === 0x03
}

/** ContentInfo → [0] → SignedData → certificates [0] IMPLICIT (RFC 5652 §5.1). */
function fromBundle(bytes: Buffer): Buffer[] {
  const root = elementAt(bytes, 0, bytes.length)
  if (root?.tag !== 0x30) return []
  const content = children(bytes, root).find((one) => one.tag === 0xa0)
  const signed = content && children(bytes, content)[0]
  const set = signed && children(bytes, signed).find((one) => one.tag === 0xa0)
  if (!set) return []
  return children(bytes, set)
    .map((one) => bytes.subarray(one.from, one.end))
    .filter(isCertificate)
}
