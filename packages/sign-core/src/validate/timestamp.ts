// RFC 3161 tokens, read and verified; the authority's path is judged elsewhere.
import { createHash } from 'node:crypto'
import {
  DerError,
  type DerNode,
  integerHex,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  parseDer,
  sameBytes,
  TAG,
  timeOf,
} from '../asn1/index.ts'
import { type Certificate, type HashName, hashNameOf, parseAlgorithm } from '../x509/index.ts'
import {
  type CryptoResult,
  identify,
  parseSignedData,
  type SignedData,
  type SignerInfo,
  verifySigner,
} from './cms.ts'

export interface TimestampToken {
  readonly data: SignedData
  readonly signer: SignerInfo
  readonly time: Date
  readonly hash: HashName | null
  readonly imprint: Uint8Array
  readonly policy: string
  readonly serial: string
  readonly nonce: string | null
}

export function parseTimestamp(bytes: Uint8Array): TimestampToken {
  const data = parseSignedData(bytes)
  const signer = data.signers[0]
  // RFC 3161, 2.4.2: exactly one signer.
  if (data.contentType !== OID.tstInfo || !data.content || !signer || data.signers.length !== 1)
    throw new DerError('not a time-stamp token')
  const info = membersOf(parseDer(data.content))
  info.takeUniversal(TAG.integer)
  const policy = oidOf(info.take())
  const imprintNode = membersOf(info.take())
  const hash = hashNameOf(parseAlgorithm(imprintNode.take()).oid)
  const imprint = octetsOf(imprintNode.take())
  const serial = integerHex(info.take())
  const time = timeOf(info.takeUniversal(TAG.generalizedTime))
  info.ifUniversal(TAG.sequence)
  info.ifUniversal(TAG.boolean)
  const nonceNode: DerNode | undefined = info.ifUniversal(TAG.integer)
  return {
    data,
    signer,
    time,
    hash,
    imprint,
    policy,
    serial,
    nonce: nonceNode ? integerHex(nonceNode) : null,
  }
}

export interface TokenCrypto {
  readonly result: CryptoResult | 'imprint' | 'no-certificate'
  readonly certificate: Certificate | null
}

/** Does the token speak of `stamped`, and did its signer really sign it? */
export function verifyToken(
  token: TimestampToken,
  stamped: { readonly digest: Uint8Array | null },
  pool: readonly Certificate[],
): TokenCrypto {
  const { certificate, bound } = identify(token.signer, [...token.data.certificates, ...pool])
  if (!certificate) return { result: 'no-certificate', certificate: null }
  if (!token.hash || !stamped.digest || !sameBytes(stamped.digest, token.imprint))
    return { result: 'imprint', certificate }
  // RFC 5816: the token must name its certificate.
  if (bound !== true || !token.signer.digest) return { result: 'format', certificate }
  const contentHash = createHash(token.signer.digest).update(token.data.content!).digest()
  try {
    return { result: verifySigner(token.signer, certificate, OID.tstInfo, contentHash), certificate }
  } catch (error) {
    if (error instanceof DerError) return { result: 'format', certificate }
    throw error
  }
}
