import { OID } from '../asn1/index.ts'
import { appendedSource, type ByteSource } from '../bytes/byte-source.ts'
import { signatureTimestampAttribute, signedData } from '../cms/build.ts'
import { SignError } from '../cms/errors.ts'
import { acceptValue } from '../cms/scheme.ts'
import { type FetchTimestamp, requestTimestamp } from '../cms/timestamp.ts'
import { identify, parseSignedData, type SignedData, verifySigner } from '../validate/cms.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { fillHole } from './hole.ts'
import { fromBase64, type PreparedSignature } from './state.ts'

export interface CompletedSignature {
  /** Append to the input: `assemble(input, completed)`. */
  tail: Uint8Array
  inputSize: number
  cms: Uint8Array
  level: 'B-B' | 'B-T'
  /** Why the level is lower than asked: an outage of the time-stamp service never costs the signature. */
  timestampError?: Error
}

export interface CompleteOptions {
  fetchTimestamp?: FetchTimestamp
}

/** Last step: the value made elsewhere goes into the hole, with a time stamp when one is to be had. */
export async function completeSignature(
  state: PreparedSignature,
  value: Uint8Array,
  options: CompleteOptions = {},
): Promise<CompletedSignature> {
  const { scheme, certificate, toBeSigned } = state
  if (scheme === undefined || certificate === undefined || toBeSigned === undefined) {
    throw new SignError('stale-state', 'not a prepared signature')
  }
  const attributes = fromBase64(toBeSigned)
  const signature = acceptValue(parseCertificate(fromBase64(certificate)), scheme, attributes, value)
  const input = {
    certificate: fromBase64(certificate),
    chain: (state.chain ?? []).map(fromBase64),
    scheme,
    signedAttributes: attributes,
    signature,
  }
  const tail = fromBase64(state.tail)
  const embed = (cms: Uint8Array) => fillHole(tail, state.inputSize, state.contents, cms)
  let timestampError: Error | undefined
  if (options.fetchTimestamp !== undefined) {
    try {
      const token = await requestTimestamp(options.fetchTimestamp, signature, scheme.hash)
      const cms = signedData({ ...input, unsignedAttributes: [signatureTimestampAttribute(token)] })
      return { tail: embed(cms), inputSize: state.inputSize, cms, level: 'B-T' }
    } catch (error) {
      timestampError = error as Error
    }
  }
  const cms = signedData(input)
  const done = { tail: embed(cms), inputSize: state.inputSize, cms, level: 'B-B' as const }
  return timestampError === undefined ? done : { ...done, timestampError }
}

/** For devices that build the CMS themselves (MSS services): it must sign this document with the chosen certificate,
 * and name it by a signed attribute (EN 319 142-1 §6.3), or it does not go in. */
export function completeWithCms(state: PreparedSignature, cms: Uint8Array): CompletedSignature {
  const refuse = (why: string) => new SignError('bad-signature-value', why)
  if (state.certificate === undefined) throw new SignError('stale-state', 'not a prepared signature')
  let data: SignedData
  try {
    data = parseSignedData(cms)
  } catch (error) {
    throw refuse(`CMS unreadable: ${(error as Error).message}`)
  }
  const [signer] = data.signers
  if (signer === undefined || data.signers.length !== 1 || data.content !== null)
    throw refuse('one detached signer expected')
  const wanted = parseCertificate(fromBase64(state.certificate))
  const { certificate, bound } = identify(signer, [wanted, ...data.certificates])
  if (certificate?.sha256 !== wanted.sha256 || bound !== true) throw refuse('signed with another certificate')
  if (signer.digest !== state.hash) throw refuse('signed with another hash')
  const result = verifySigner(signer, certificate, OID.data, fromBase64(state.messageDigest))
  if (result !== 'ok') throw refuse(`the CMS does not fit the document (${result})`)
  const tail = fillHole(fromBase64(state.tail), state.inputSize, state.contents, data.raw)
  const stamped = signer.unsigned.has(OID.signatureTimestamp)
  return { tail, inputSize: state.inputSize, cms: data.raw, level: stamped ? 'B-T' : 'B-B' }
}

/** The signed file: always the exact input followed by the tail. */
export function assemble(input: ByteSource, completed: { tail: Uint8Array; inputSize: number }): ByteSource {
  if (input.size !== completed.inputSize)
    throw new SignError('stale-state', 'the file is not the one prepared')
  return appendedSource(input, completed.tail)
}
