import { appendedSource, type ByteSource } from '../bytes/byte-source.ts'
import { concatBytes } from '../bytes/latin1.ts'
import { requireUsable, type SigningKey } from '../keys/signing-key.ts'
import { completeSignature } from './complete.ts'
import { type ExtendOptions, extendTo, type Level } from './extend.ts'
import { prepareSignature, type SignOptions } from './prepare.ts'
import { fromBase64 } from './state.ts'

export interface SignAtOnce extends Omit<SignOptions, 'certificate' | 'chain' | 'scheme'> {
  level: Level
  fetchTimestamp?: ExtendOptions['fetchTimestamp']
  fetch?: ExtendOptions['fetch']
  known?: readonly Uint8Array[]
}

export interface SignedAtOnce {
  tail: Uint8Array
  inputSize: number
  field: string
  /** The level reached. */
  level: Level
  /** Why it is lower than asked; the upgrade can be made later with `extendTo`. */
  problem?: Error
}

/** All steps in one go, for keys that answer at once. The certificate is judged before anything is asked. */
export async function signPdf(
  input: ByteSource,
  key: SigningKey,
  options: SignAtOnce,
): Promise<SignedAtOnce> {
  requireUsable(key.certificate, options.time)
  const { certificate, chain, scheme } = key
  const state = await prepareSignature(input, { ...options, certificate, chain, scheme })
  const value = await key.sign({
    toBeSigned: fromBase64(state.toBeSigned!),
    digest: fromBase64(state.digest!),
    scheme,
  })
  const stamped = options.level !== 'B-B' && options.fetchTimestamp !== undefined
  const done = await completeSignature(
    state,
    value,
    stamped ? { fetchTimestamp: options.fetchTimestamp! } : {},
  )
  const base = { inputSize: input.size, field: state.field }
  if (done.level === 'B-B') {
    const problem =
      options.level === 'B-B' ? undefined : (done.timestampError ?? new Error('no time-stamp service'))
    return { ...base, tail: done.tail, level: 'B-B', ...(problem === undefined ? {} : { problem }) }
  }
  if (options.level === 'B-T') return { ...base, tail: done.tail, level: 'B-T' }
  try {
    const raised = await extendTo(appendedSource(input, done.tail), options.level, extendOptions(options))
    return { ...base, tail: concatBytes([done.tail, raised.tail]), level: options.level }
  } catch (error) {
    return { ...base, tail: done.tail, level: 'B-T', problem: error as Error }
  }
}

function extendOptions(options: SignAtOnce): ExtendOptions {
  const { fetchTimestamp, fetch, known, password } = options
  return {
    ...(fetchTimestamp === undefined ? {} : { fetchTimestamp }),
    ...(fetch === undefined ? {} : { fetch }),
    ...(known === undefined ? {} : { known }),
    ...(password === undefined ? {} : { password }),
  }
}
