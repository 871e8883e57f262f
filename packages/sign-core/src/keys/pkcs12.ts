import { createHmac, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import {
  childrenOf,
  DerError,
  type DerNode,
  insideOf,
  isContext,
  membersOf,
  octetsOf,
  oidOf,
  parseDer,
  sameBytes,
  smallInteger,
} from '../asn1/index.ts'
import { SignError } from '../cms/errors.ts'
import type { SigningScheme } from '../cms/scheme.ts'
import { type Certificate, isSelfIssued, isSignedBy, tryCertificate } from '../x509/certificate.ts'
import { HASHES, iterations, pbeDecrypt, pbkdf2, pkcs12Kdf, unsupported } from './pbe.ts'
import { inProcessKey, type SigningKey } from './signing-key.ts'

const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED = '1.2.840.113549.1.7.6'
const BAG = '1.2.840.113549.1.12.10.1.'
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1'
const PBMAC1 = '1.2.840.113549.1.5.14'

/** Reads a PKCS#12 file (RFC 7292), modern or legacy, and pairs its key with its certificate. */
export function openPkcs12(file: Uint8Array, passphrase: string, scheme?: SigningScheme): SigningKey {
  const { key, certificate, chain } = readPkcs12(file, passphrase)
  return inProcessKey(key, certificate, chain, scheme)
}

/** The same file as its parts, for a key that is kept elsewhere under another seal. */
export function readPkcs12(
  file: Uint8Array,
  passphrase: string,
): { key: KeyObject; certificate: Uint8Array; chain: Uint8Array[] } {
  try {
    const { key, own, certificates } = paired(readBags(file, passphrase))
    return { key, certificate: own.raw, chain: chainOf(own, certificates) }
  } catch (error) {
    if (error instanceof DerError)
      throw new SignError('bad-key-file', `PKCS#12 file unreadable: ${error.message}`)
    throw error
  }
}

interface Bags {
  keys: KeyObject[]
  certificates: Certificate[]
}

function readBags(file: Uint8Array, passphrase: string): Bags {
  const pfx = membersOf(parseDer(file))
  pfx.take()
  const authSafe = contentOf(pfx.take(), passphrase)
  const mac = pfx.rest()[0]
  // An empty passphrase is written in two ways by different makers; the file as given is tried as it is.
  if (mac !== undefined) checkMac(mac, authSafe, passphrase)
  const bags: Bags = { keys: [], certificates: [] }
  for (const info of childrenOf(parseDer(authSafe))) {
    readContents(parseDer(contentOf(info, passphrase)), passphrase, bags, 0)
  }
  return bags
}

/** ContentInfo: plain data or data encrypted with the passphrase. */
function contentOf(info: DerNode, passphrase: string): Uint8Array {
  const members = membersOf(info)
  const type = oidOf(members.take())
  const content = insideOf(members.take()).take()
  if (type === DATA) return octetsOf(content)
  if (type !== ENCRYPTED) throw unsupported(`content ${type}`)
  const encrypted = membersOf(content)
  encrypted.take()
  const inner = membersOf(encrypted.take())
  inner.take()
  const algorithm = inner.take()
  const data = inner.take()
  if (!isContext(data, 0)) throw unsupported('encrypted content elsewhere')
  return pbeDecrypt(algorithm.raw, passphrase, octetsOf(data))
}

function readContents(contents: DerNode, passphrase: string, bags: Bags, depth: number): void {
  if (depth > 8) throw new SignError('bad-key-file', 'bags nested too deep')
  for (const bag of childrenOf(contents)) {
    const members = membersOf(bag)
    const type = oidOf(members.take())
    const value = insideOf(members.take()).take()
    if (type === `${BAG}1`) bags.keys.push(keyOf(value.raw))
    else if (type === `${BAG}2`) {
      const [algorithm, data] = childrenOf(value)
      bags.keys.push(keyOf(pbeDecrypt(algorithm!.raw, passphrase, octetsOf(data!))))
    } else if (type === `${BAG}3`) {
      const [kind, holder] = childrenOf(value)
      if (oidOf(kind!) !== X509_CERTIFICATE) continue
      const certificate = tryCertificate(octetsOf(childrenOf(holder!)[0]!))
      if (certificate !== null) bags.certificates.push(certificate)
    } else if (type === `${BAG}6`) readContents(value, passphrase, bags, depth + 1)
  }
}

function keyOf(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  } catch {
    throw new SignError('bad-key-file', 'private key unreadable')
  }
}

/** MacData (RFC 7292 §4; PBMAC1: RFC 9579). */
function checkMac(mac: DerNode, content: Uint8Array, passphrase: string): void {
  const [digestInfo, salt, count] = childrenOf(mac)
  const [algorithm, expected] = childrenOf(digestInfo!)
  const type = oidOf(childrenOf(algorithm!)[0]!)
  const rounds = count === undefined ? 1 : iterations(smallInteger(count))
  const made =
    type === PBMAC1
      ? pbmac1(algorithm!, content, passphrase)
      : oldMac(type, salt!, rounds, content, passphrase)
  if (!sameBytes(made, octetsOf(expected!))) {
    throw new SignError('wrong-passphrase', 'the passphrase does not open the key file')
  }
}

function oldMac(
  type: string,
  salt: DerNode,
  rounds: number,
  content: Uint8Array,
  passphrase: string,
): Uint8Array {
  const hash = HASHES[type]
  if (hash === undefined) throw unsupported(`digest ${type}`)
  const length = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 }[hash]!
  const key = pkcs12Kdf(hash, passphrase, octetsOf(salt), rounds, 3, length)
  return new Uint8Array(createHmac(hash, key).update(content).digest())
}

function pbmac1(algorithm: DerNode, content: Uint8Array, passphrase: string): Uint8Array {
  const [kdf, hmac] = childrenOf(childrenOf(algorithm)[1]!)
  const parameters = childrenOf(kdf!)[1]!
  const lengthNode = childrenOf(parameters)[2]
  const hash = {
    '1.2.840.113549.2.9': 'sha256',
    '1.2.840.113549.2.10': 'sha384',
    '1.2.840.113549.2.11': 'sha512',
  }[oidOf(childrenOf(hmac!)[0]!)]
  if (hash === undefined || lengthNode === undefined) throw unsupported('PBMAC1 parameters')
  const key = pbkdf2(parameters.raw, passphrase, smallInteger(lengthNode))
  return new Uint8Array(createHmac(hash, key).update(content).digest())
}

function paired({ keys, certificates }: Bags): {
  key: KeyObject
  own: Certificate
  certificates: Certificate[]
} {
  for (const key of keys) {
    const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    const own = certificates.find((certificate) => sameBytes(certificate.spki, spki))
    if (own !== undefined) return { key, own, certificates }
  }
  throw new SignError(
    'bad-key-file',
    keys.length === 0 ? 'the file holds no key' : 'no certificate fits the key',
  )
}

/** Issuers among the certificates at hand, nearest first. */
export function chainOf(certificate: Certificate, pool: readonly Certificate[]): Uint8Array[] {
  const chain: Uint8Array[] = []
  let current = certificate
  while (!isSelfIssued(current) && chain.length < 16) {
    const issuer = pool.find((candidate) => candidate !== current && isSignedBy(current, candidate))
    if (issuer === undefined) break
    chain.push(issuer.raw)
    current = issuer
  }
  return chain
}
