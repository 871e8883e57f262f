import { createHash, randomBytes } from 'node:crypto'
import {
  childrenOf,
  type DerNode,
  der,
  insideOf,
  integerHex,
  isContext,
  isUniversal,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  parseDer,
  sameBytes,
  smallInteger,
  TAG,
  toHex,
} from '../asn1/index.ts'
import { hashNameOf, parseAlgorithm, schemeOf, verifySignature } from '../x509/algorithm.ts'
import { type Certificate, tryCertificate } from '../x509/certificate.ts'
import { SignError } from './errors.ts'
import { hashAlgorithm, type SigningHash } from './scheme.ts'

/** Sends a DER TimeStampReq and gives the DER TimeStampResp; the network is the caller's. */
export type FetchTimestamp = (request: Uint8Array) => Promise<Uint8Array>

/** RFC 3161: asks for a token over `data` and refuses a reply that does not prove what was asked. */
export async function requestTimestamp(
  fetchTimestamp: FetchTimestamp,
  data: Uint8Array,
  hash: SigningHash = 'sha256',
): Promise<Uint8Array> {
  return timestampDigest(fetchTimestamp, new Uint8Array(createHash(hash).update(data).digest()), hash)
}

export async function timestampDigest(
  fetchTimestamp: FetchTimestamp,
  digest: Uint8Array,
  hash: SigningHash,
): Promise<Uint8Array> {
  const nonce = randomBytes(8)
  nonce[0] = (nonce[0]! & 0x7f) | 0x40 // positive, and no leading zero octet to compare
  const imprint = der.seq(hashAlgorithm(hash), der.octets(digest))
  const request = der.seq(der.integer(1), imprint, der.integer(new Uint8Array(nonce)), der.bool(true))
  let reply: Uint8Array
  try {
    reply = await fetchTimestamp(request)
  } catch (error) {
    throw new SignError('timestamp-failed', `no answer: ${(error as Error).message}`)
  }
  try {
    return checkReply(reply, digest, hash, toHex(nonce))
  } catch (error) {
    if (error instanceof SignError) throw error
    throw new SignError('timestamp-failed', `reply unreadable: ${(error as Error).message}`)
  }
}

function refuse(message: string): SignError {
  return new SignError('timestamp-failed', message)
}

/** RFC 3161 §2.4.2: status, imprint and nonce; the token's signature; the key purpose of its certificate. */
function checkReply(reply: Uint8Array, digest: Uint8Array, hash: SigningHash, nonce: string): Uint8Array {
  const [status, token] = childrenOf(parseDer(reply))
  const code = status === undefined ? 2 : smallInteger(childrenOf(status)[0]!)
  if (code > 1 || token === undefined) throw refuse(`time-stamp authority refused (status ${code})`)
  const signed = readToken(token)
  const info = membersOf(parseDer(signed.content))
  info.take()
  info.take()
  const [algorithm, imprint] = childrenOf(info.take())
  if (hashNameOf(parseAlgorithm(algorithm!).oid) !== hash || !sameBytes(imprint!.content, digest)) {
    throw refuse('the token is for other data')
  }
  const integers = info.rest().filter((node) => isUniversal(node, TAG.integer))
  if (!integers.slice(1).some((node) => integerHex(node) === nonce)) throw refuse('the nonce differs')
  verifyToken(signed)
  return token.raw
}

interface Token {
  content: Uint8Array
  certificates: Certificate[]
  signerInfo: DerNode
}

function readToken(token: DerNode): Token {
  const outer = membersOf(token)
  if (oidOf(outer.take()) !== OID.signedData) throw refuse('the token is not signed data')
  const data = membersOf(insideOf(outer.take()).take())
  data.take()
  data.take()
  const encapsulated = membersOf(data.take())
  if (oidOf(encapsulated.take()) !== OID.tstInfo) throw refuse('the token holds no time')
  const content = octetsOf(insideOf(encapsulated.take()).take())
  const set = data.ifContext(0)
  const certificates = set === undefined ? [] : childrenOf(set).map((node) => tryCertificate(node.raw))
  data.ifContext(1)
  const infos = childrenOf(data.take())
  if (infos.length !== 1) throw refuse('the token must have one signer')
  return { content, certificates: certificates.filter((item) => item !== null), signerInfo: infos[0]! }
}

function verifyToken({ content, certificates, signerInfo }: Token): void {
  const info = membersOf(signerInfo)
  info.take()
  info.take()
  const hash = hashNameOf(parseAlgorithm(info.take()).oid)
  const attributes = info.ifContext(0)
  const scheme = hash === null ? null : schemeOf(parseAlgorithm(info.take()), hash)
  const value = octetsOf(info.take())
  if (attributes === undefined || !isContext(attributes, 0) || hash === null || scheme === null) {
    throw refuse('the token is signed in an unknown way')
  }
  const digest = new Uint8Array(createHash(hash).update(content).digest())
  const found = childrenOf(attributes).some((node) => {
    const [type, values] = childrenOf(node)
    return oidOf(type!) === OID.messageDigest && sameBytes(childrenOf(values!)[0]!.content, digest)
  })
  if (!found) throw refuse('the token does not match its content')
  const signedBytes = attributes.raw.slice()
  signedBytes[0] = 0x31
  // RFC 3161 §2.3: the extended key usage is critical and names nothing but time stamping.
  const signer = certificates.find((certificate) =>
    verifySignature(scheme, certificate.spki, signedBytes, value),
  )
  if (signer === undefined) throw refuse('the signature of the token is wrong')
  const usage = signer.extensions.get(OID.extendedKeyUsage)
  if (usage?.critical !== true || signer.extendedKeyUsage?.join() !== OID.timeStamping) {
    throw refuse('the certificate of the time-stamp authority is not for time stamping')
  }
}
