import { createHash } from 'node:crypto'
import { type ByteSource, chunks } from '../bytes/byte-source.ts'
import { requireUsable, type SigningKey } from '../keys/signing-key.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { signatureTimestampAttribute, signedAttributes, signedData } from './build.ts'
import { acceptValue } from './scheme.ts'
import { type FetchTimestamp, requestTimestamp } from './timestamp.ts'

export interface DetachedSignature {
  cms: Uint8Array
  level: 'B-B' | 'B-T'
  problem?: Error
}

/** CAdES detached over any file (EN 319 122-1 §6.3: B-B carries signing-time; B-T adds a signature time stamp). */
export async function signDetached(
  content: ByteSource,
  key: SigningKey,
  options: { time: Date; fetchTimestamp?: FetchTimestamp },
): Promise<DetachedSignature> {
  requireUsable(key.certificate, options.time)
  const { scheme } = key
  const hash = createHash(scheme.hash)
  for await (const piece of chunks(content)) hash.update(piece)
  const attributes = signedAttributes({
    messageDigest: new Uint8Array(hash.digest()),
    certificate: key.certificate,
    hash: scheme.hash,
    signingTime: options.time,
  })
  const digest = new Uint8Array(createHash(scheme.hash).update(attributes).digest())
  const value = await key.sign({ toBeSigned: attributes, digest, scheme })
  const signature = acceptValue(parseCertificate(key.certificate), scheme, attributes, value)
  const input = {
    certificate: key.certificate,
    chain: key.chain,
    scheme,
    signedAttributes: attributes,
    signature,
  }
  if (options.fetchTimestamp === undefined) return { cms: signedData(input), level: 'B-B' }
  try {
    const token = await requestTimestamp(options.fetchTimestamp, signature, scheme.hash)
    return {
      cms: signedData({ ...input, unsignedAttributes: [signatureTimestampAttribute(token)] }),
      level: 'B-T',
    }
  } catch (error) {
    return { cms: signedData(input), level: 'B-B', problem: error as Error }
  }
}
