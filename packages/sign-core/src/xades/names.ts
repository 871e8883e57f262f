// Namespaces and algorithm names of XML signatures (XMLDSig, RFC 6931, EN 319 132-1).
import type { HashName, SignatureScheme } from '../x509/index.ts'

export const DS = 'http://www.w3.org/2000/09/xmldsig#'
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#'
export const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties'
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

const DIGESTS: Readonly<Record<string, HashName>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'

const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': { kind: 'rsa', hash: 'sha1' },
  [`${MORE}rsa-sha256`]: { kind: 'rsa', hash: 'sha256' },
  [`${MORE}rsa-sha384`]: { kind: 'rsa', hash: 'sha384' },
  [`${MORE}rsa-sha512`]: { kind: 'rsa', hash: 'sha512' },
  // XMLDSig 1.1, 6.4.3: r‖s, never DER.
  [`${MORE}ecdsa-sha256`]: { kind: 'ecdsa-plain', hash: 'sha256' },
  [`${MORE}ecdsa-sha384`]: { kind: 'ecdsa-plain', hash: 'sha384' },
  [`${MORE}ecdsa-sha512`]: { kind: 'ecdsa-plain', hash: 'sha512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': {
    kind: 'rsa-pss',
    hash: 'sha256',
    saltLength: 32,
  },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': {
    kind: 'rsa-pss',
    hash: 'sha384',
    saltLength: 48,
  },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': {
    kind: 'rsa-pss',
    hash: 'sha512',
    saltLength: 64,
  },
}

export const digestOf = (uri: string): HashName | null => DIGESTS[uri] ?? null
export const schemeOfUri = (uri: string): SignatureScheme | null => SCHEMES[uri] ?? null

export function digestUri(hash: HashName): string {
  return Object.entries(DIGESTS).find(([, name]) => name === hash)![0]
}

export function schemeUri(kind: 'rsa' | 'rsa-pss' | 'ecdsa', hash: HashName): string {
  const wanted = kind === 'ecdsa' ? 'ecdsa-plain' : kind
  const found = Object.entries(SCHEMES).find(([, scheme]) => scheme.kind === wanted && scheme.hash === hash)
  if (!found) throw new Error(`no XML name for ${kind} with ${hash}`)
  return found[0]
}
