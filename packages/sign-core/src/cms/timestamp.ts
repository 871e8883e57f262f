import { createHash, randomBytes } from 'node:crypto'
import { childrenOf, der, OID, parseDer, sameBytes, smallInteger, toHex } from '../asn1/index.ts'
import { parseTimestamp, verifyToken } from '../validate/timestamp.ts'
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

/** RFC 3161 §2.4.2: status, imprint, nonce and signature; §2.3: the key purpose of the authority. */
function checkReply(reply: Uint8Array, digest: Uint8Array, hash: SigningHash, nonce: string): Uint8Array {
  const [status, holder] = childrenOf(parseDer(reply))
  const code = status === undefined ? 2 : smallInteger(childrenOf(status)[0]!)
  if (code > 1 || holder === undefined) throw refuse(`time-stamp authority refused (status ${code})`)
  const token = parseTimestamp(holder.raw)
  if (token.hash !== hash || !sameBytes(token.imprint, digest)) throw refuse('the token is for other data')
  if (token.nonce !== nonce) throw refuse('the nonce differs')
  const { result, certificate } = verifyToken(token, { digest }, [])
  if (result !== 'ok' || certificate === null) throw refuse(`the token is not sound (${result})`)
  const usage = certificate.extensions.get(OID.extendedKeyUsage)
  if (usage?.critical !== true || certificate.extendedKeyUsage?.join() !== OID.timeStamping) {
    throw refuse('the certificate of the time-stamp authority is not for time stamping')
  }
  return holder.raw
}
