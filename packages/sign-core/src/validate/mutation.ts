// Seeded damage to signed files, and the law every verdict on a mutant must obey. Used by the tests and by the soak.
import { bytesSource } from '../bytes/byte-source.ts'
import { listSignatures, openPdf } from '../pdf/index.ts'
import { type ValidationOptions, type ValidationReport, validatePdf } from './index.ts'

export type Random = () => number

/** mulberry32: small, fast, the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Range {
  readonly start: number
  readonly end: number
}

export interface Specimen {
  readonly bytes: Uint8Array
  /** Signed parts by field: before and after the hole. */
  readonly signed: ReadonlyMap<string, readonly [Range, Range]>
  /** Places where damage is most likely to matter: the values, the tables, the dictionaries. */
  readonly targets: readonly Range[]
}

export async function specimenOf(bytes: Uint8Array): Promise<Specimen> {
  const reader = await openPdf(bytesSource(bytes))
  const signed = new Map<string, readonly [Range, Range]>()
  const targets: Range[] = []
  for (const { field, byteRange, contentsRange } of await listSignatures(reader)) {
    const [, hole = 0, resume = 0, rest = 0] = byteRange ?? []
    signed.set(field, [
      { start: 0, end: hole },
      { start: resume, end: resume + rest },
    ])
    targets.push({ start: hole - 400, end: hole + 6000 }, { start: resume, end: resume + 400 })
    if (contentsRange) targets.push({ start: contentsRange.start, end: contentsRange.start + 2000 })
  }
  for (const { startxref, eof } of reader.revisions) targets.push({ start: startxref, end: eof })
  const clamp = ({ start, end }: Range): Range => ({
    start: Math.max(0, start),
    end: Math.min(end, bytes.length),
  })
  return { bytes, signed, targets: targets.map(clamp).filter(({ start, end }) => end > start) }
}

const TOKENS = [
  '/Contents',
  '/ByteRange',
  '/Prev',
  '/Root',
  '/Type',
  '/V',
  ' obj',
  'stream',
  'startxref',
  '%%EOF',
  '<<',
  '>>',
  '0',
  ' R',
]

type Mutation = (bytes: Uint8Array, at: number, random: Random) => Uint8Array

const below = (random: Random, limit: number): number => Math.floor(random() * limit)

const spliced = (bytes: Uint8Array, at: number, cut: number, insert: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(Math.min(bytes.length, at + cut))])

function overwrite(bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array {
  const out = Uint8Array.from(bytes)
  out.set(piece.subarray(0, Math.max(0, out.length - at)), at)
  return out
}

const MUTATIONS: readonly Mutation[] = [
  (bytes, at, random) => overwrite(bytes, at, Uint8Array.of(bytes[at]! ^ (1 << below(random, 8)))),
  (bytes, at, random) => overwrite(bytes, at, Uint8Array.of(below(random, 256))),
  (bytes, at, random) => overwrite(bytes, at, Buffer.from('0123456789abcdef'[below(random, 16)]!)),
  (bytes, at, random) => spliced(bytes, at, 1 + below(random, 40), new Uint8Array()),
  (bytes, at, random) => spliced(bytes, at, 0, Buffer.from(TOKENS[below(random, TOKENS.length)]!)),
  (bytes, at, random) => overwrite(bytes, at, Buffer.from(TOKENS[below(random, TOKENS.length)]!)),
  (bytes, at, random) => spliced(bytes, at, 0, bytes.subarray(at, at + 1 + below(random, 2000))),
  (bytes, at) => bytes.slice(0, at),
  (bytes, at, random) => {
    const from = below(random, bytes.length)
    return overwrite(bytes, at, bytes.subarray(from, from + 1 + below(random, 64)))
  },
  (bytes, at, random) => overwrite(bytes, at, new Uint8Array(1 + below(random, 200))),
]

export function mutatePdf(specimen: Specimen, random: Random): Uint8Array {
  let bytes = specimen.bytes
  const times = random() < 0.75 ? 1 : 1 + below(random, 4)
  for (let i = 0; i < times; i++) {
    const target = specimen.targets[below(random, specimen.targets.length)]!
    const aimed =
      random() < 0.6 ? target.start + below(random, target.end - target.start) : below(random, bytes.length)
    const at = Math.min(aimed, Math.max(0, bytes.length - 1))
    bytes = MUTATIONS[below(random, MUTATIONS.length)]!(bytes, at, random)
  }
  return bytes
}

const sameAt = (a: Uint8Array, b: Uint8Array, { start, end }: Range): boolean =>
  Buffer.compare(a.subarray(start, end), b.subarray(start, end)) === 0

/** The law: a signature may pass only when every byte it covers is the byte that was signed. */
export function breaksTheLaw(
  specimen: Specimen,
  mutant: Uint8Array,
  report: ValidationReport,
): string | null {
  for (const signature of [...report.signatures, ...report.timestamps]) {
    if (signature.indication !== 'TOTAL-PASSED') continue
    const ranges = specimen.signed.get(signature.field ?? '')
    if (!ranges) return `unknown field ${signature.field} passed`
    for (const range of ranges)
      if (!sameAt(specimen.bytes, mutant, range))
        return `${signature.field} passed although signed bytes differ`
  }
  return null
}

export interface MutantVerdict {
  readonly report: ValidationReport
  readonly broken: string | null
  /** CPU time, so that a busy machine is not taken for a hang. */
  readonly millis: number
}

export async function judgeMutant(
  specimen: Specimen,
  mutant: Uint8Array,
  options: ValidationOptions,
): Promise<MutantVerdict> {
  const start = process.cpuUsage()
  const report = await validatePdf(mutant, options)
  const { user, system } = process.cpuUsage(start)
  return { report, broken: breaksTheLaw(specimen, mutant, report), millis: (user + system) / 1000 }
}
