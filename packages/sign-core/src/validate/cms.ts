// CMS SignedData as read for validation (RFC 5652, section 5; CAdES attributes of EN 319 122-1).
import { createHash } from 'node:crypto'
import {
  DerError,
  type DerNode,
  insideOf,
  integerHex,
  isContext,
  isUniversal,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  readNode,
  sameBytes,
  TAG,
  timeOf,
  toHex,
} from '../asn1/index.ts'
import {
  type AlgorithmId,
  type Certificate,
  type HashName,
  hashNameOf,
  type Name,
  parseAlgorithm,
  parseName,
  type SignatureScheme,
  sameName,
  schemeOf,
  tryCertificate,
  verifySignature,
} from '../x509/index.ts'

export interface SignerInfo {
  readonly issuer: Name | null
  readonly serial: string | null
  readonly keyId: string | null
  readonly digest: HashName | null
  readonly algorithm: AlgorithmId
  readonly scheme: SignatureScheme | null
  readonly signature: Uint8Array
  /** Values by attribute type; an attribute that occurs twice is a malformed signature. */
  readonly signed: ReadonlyMap<string, readonly DerNode[]> | null
  readonly signedBytes: Uint8Array | null
  readonly unsigned: ReadonlyMap<string, readonly DerNode[]>
}

export interface SignedData {
  readonly raw: Uint8Array
  readonly contentType: string
  readonly content: Uint8Array | null
  readonly certificates: readonly Certificate[]
  readonly crls: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
  readonly signers: readonly SignerInfo[]
}

const OCSP_IN_CMS = '1.3.6.1.5.5.7.16.2'

function attributesOf(node: DerNode | undefined): Map<string, DerNode[]> {
  const found = new Map<string, DerNode[]>()
  for (const item of node ? insideOf(node).rest() : []) {
    const members = membersOf(item)
    const type = oidOf(members.take())
    if (found.has(type)) throw new DerError(`attribute ${type} twice`)
    found.set(type, membersOf(members.take(), TAG.set).rest())
  }
  return found
}

function signerOf(node: DerNode): SignerInfo {
  const members = membersOf(node)
  members.takeUniversal(TAG.integer)
  const sid = members.take()
  const named = isUniversal(sid, TAG.sequence) ? membersOf(sid) : null
  const issuer = named ? parseName(named.take()) : null
  const serial = named ? integerHex(named.take()) : null
  const digest = hashNameOf(parseAlgorithm(members.take()).oid)
  const signedNode = members.ifContext(0)
  const algorithm = parseAlgorithm(members.take())
  const signature = octetsOf(members.takeUniversal(TAG.octetString))
  const unsignedNode = members.ifContext(1)
  return {
    issuer,
    serial,
    keyId: isContext(sid, 0) ? toHex(octetsOf(sid)) : null,
    digest,
    algorithm,
    scheme: schemeOf(algorithm, digest ?? undefined),
    signature,
    signed: signedNode ? attributesOf(signedNode) : null,
    // RFC 5652, 5.4: signed is the SET OF encoding, sent is the IMPLICIT [0] one.
    signedBytes: signedNode ? Buffer.concat([Uint8Array.of(0x31), signedNode.raw.subarray(1)]) : null,
    unsigned: attributesOf(unsignedNode),
  }
}

/** Reads ContentInfo at the start of `bytes`; PDF pads it with zeros, anything else after it is refused. */
export function parseSignedData(bytes: Uint8Array): SignedData {
  const root = readNode(bytes)
  for (let i = root.raw.length; i < bytes.length; i++)
    if (bytes[i] !== 0) throw new DerError('bytes after the signature that are not padding')
  const info = membersOf(root)
  if (oidOf(info.take()) !== OID.signedData) throw new DerError('not SignedData')
  const container = info.ifContext(0)
  if (!container) throw new DerError('SignedData empty')
  const data = membersOf(insideOf(container).take())
  data.takeUniversal(TAG.integer)
  data.takeUniversal(TAG.set)
  const encapsulated = membersOf(data.take())
  const contentType = oidOf(encapsulated.take())
  const contentNode = encapsulated.ifContext(0)
  const certificateSet = data.ifContext(0)
  const revocationSet = data.ifContext(1)
  const signers = membersOf(data.take(), TAG.set).rest().map(signerOf)
  const revocations = revocationSet ? insideOf(revocationSet).rest() : []
  return {
    raw: root.raw,
    contentType,
    content: contentNode ? octetsOf(insideOf(contentNode).take()) : null,
    certificates: certificateSet
      ? insideOf(certificateSet)
          .rest()
          .map((node) => tryCertificate(node.raw))
          .filter((item) => item !== null)
      : [],
    crls: revocations.filter((node) => isUniversal(node, TAG.sequence)).map((node) => node.raw),
    ocsps: revocations.flatMap(ocspInside),
    signers,
  }
}

/** RFC 5940: OCSP answers as "other revocation information". */
function ocspInside(node: DerNode): Uint8Array[] {
  if (!isContext(node, 1)) return []
  const members = insideOf(node)
  return oidOf(members.take()) === OCSP_IN_CMS ? members.rest().map((item) => item.raw) : []
}

export function singleValue(signer: SignerInfo, type: string): DerNode | null {
  const values = signer.signed?.get(type)
  return values?.length === 1 ? values[0]! : null
}

export function claimedTimeOf(signer: SignerInfo): Date | null {
  const node = singleValue(signer, OID.signingTime)
  return node ? timeOf(node) : null
}

export interface Identification {
  readonly certificate: Certificate | null
  /** True: a signed attribute names the certificate by its hash; false: it names another; null: no such attribute. */
  readonly bound: boolean | null
}

/** A malformed attribute names nobody. */
function essMatches(node: DerNode, certificate: Certificate, version: 1 | 2): boolean {
  try {
    return namesCertificate(node, certificate, version)
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

function namesCertificate(node: DerNode, certificate: Certificate, version: 1 | 2): boolean {
  const first = membersOf(membersOf(membersOf(node).take()).take())
  const algorithm = version === 2 ? first.ifUniversal(TAG.sequence) : undefined
  const hash = version === 1 ? 'sha1' : algorithm ? hashNameOf(parseAlgorithm(algorithm).oid) : 'sha256'
  if (!hash) return false
  const value = octetsOf(first.takeUniversal(TAG.octetString))
  return sameBytes(createHash(hash).update(certificate.raw).digest(), value)
}

/** EN 319 102-1, 5.2.3: which certificate belongs to the signature. */
export function identify(signer: SignerInfo, pool: readonly Certificate[]): Identification {
  const candidates = pool.filter((certificate) =>
    signer.keyId
      ? certificate.subjectKeyId === signer.keyId
      : certificate.serial === signer.serial && signer.issuer && sameName(certificate.issuer, signer.issuer),
  )
  const v2 = singleValue(signer, OID.signingCertificateV2)
  const v1 = singleValue(signer, OID.signingCertificate)
  const attribute = v2 ?? v1
  const claimsOne = signer.signed?.has(OID.signingCertificateV2) || signer.signed?.has(OID.signingCertificate)
  if (!attribute) return { certificate: candidates[0] ?? null, bound: claimsOne ? false : null }
  const match = candidates.find((certificate) => essMatches(attribute, certificate, v2 ? 2 : 1))
  return { certificate: match ?? candidates[0] ?? null, bound: match !== undefined }
}

export type CryptoResult = 'ok' | 'hash' | 'signature' | 'format'

/** Message digest, content type and signature value (RFC 5652, 5.4–5.6), given the hash of the content. */
export function verifySigner(
  signer: SignerInfo,
  certificate: Certificate,
  contentType: string,
  contentHash: Uint8Array,
): CryptoResult {
  const digest = singleValue(signer, OID.messageDigest)
  const type = singleValue(signer, OID.contentType)
  if (!signer.scheme || !signer.signedBytes || !digest) return 'format'
  if (!type || oidOf(type) !== contentType) return 'format'
  if (!sameBytes(octetsOf(digest), contentHash)) return 'hash'
  if (!protectionHolds(signer)) return 'format'
  return verifySignature(signer.scheme, certificate.spki, signer.signedBytes, signer.signature)
    ? 'ok'
    : 'signature'
}

/** RFC 6211: when the attribute is there, the algorithms outside must be the ones inside. */
function protectionHolds(signer: SignerInfo): boolean {
  const node = singleValue(signer, OID.cmsAlgorithmProtection)
  if (!node) return true
  const members = membersOf(node)
  const digest = parseAlgorithm(members.take())
  const inner = members.ifContext(1)
  const algorithm = inner ? oidOf(insideOf(inner).take()) : null
  return hashNameOf(digest.oid) === signer.digest && (!algorithm || algorithm === signer.algorithm.oid)
}
