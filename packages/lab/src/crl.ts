import type { Authority } from './authority.ts'
import type { Bytes } from './certificate.ts'
import { encodeCrl } from './status.ts'

/** The list of an authority as of a moment, valid for a day. */
export function crlAt(authority: Authority, at: Date, revoked = authority.revoked): Bytes {
  return encodeCrl({
    issuerName: authority.name,
    issuerKey: authority.key,
    issuerKeyId: authority.keyId,
    number: authority.crlNumber,
    thisUpdate: at,
    nextUpdate: new Date(at.getTime() + 86_400_000),
    revoked,
  })
}
