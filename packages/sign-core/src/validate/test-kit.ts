import { createHash, sign } from 'node:crypto'
import type { IssuedCertificate, Lab } from '../../../lab/src/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1, latin1Bytes } from '../bytes/latin1.ts'
import { defaultScheme, requestTimestamp, signedAttributes, signedData } from '../cms/index.ts'
import { timestamper } from '../pades/test-kit.ts'
import { openPdf } from '../pdf/index.ts'
import { readAnchors, trustOf } from '../trust/index.ts'
import { type Fetcher, type ValidationOptions, type ValidationReport, validatePdf } from './index.ts'

/** Helpers of the validation tests: a network that leads to the lab, and attackers' tools. */

export const labFetch: Fetcher = async ({ url, body }) => {
  try {
    const answer = await fetch(url, {
      ...(body ? { method: 'POST', body: Buffer.from(body) } : {}),
      signal: AbortSignal.timeout(1500),
    })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  } catch {
    return null
  }
}

export const labTrust = (lab: Lab) => trustOf(readAnchors(Buffer.from(lab.trustPem()), 'test'))

export function check(
  bytes: Uint8Array,
  lab: Lab,
  options: Partial<ValidationOptions> = {},
): Promise<ValidationReport> {
  return validatePdf(bytes, { trust: labTrust(lab), now: lab.now(), fetch: labFetch, ...options })
}

export type Parts = Readonly<Record<number, string | Uint8Array>>

export interface AppendOptions {
  /** Further trailer keys, or replacing ones. */
  readonly trailer?: string
  readonly root?: string
  readonly prev?: number
  /** Bytes put before the table without being listed in it. */
  readonly stray?: string
  /** Entries of the table that tell another offset than the truth. */
  readonly offsets?: Readonly<Record<number, number>>
}

export const streamObject = (dict: string, data: string): string =>
  `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`

/** An incremental update written by hand, the way an attacker does. */
export async function append(
  input: Uint8Array,
  parts: Parts,
  options: AppendOptions = {},
): Promise<Uint8Array> {
  const reader = await openPdf(bytesSource(input))
  const numbers = Object.keys(parts).map(Number)
  const pieces: Uint8Array[] = [input]
  let length = input.length
  const push = (piece: Uint8Array): void => {
    pieces.push(piece)
    length += piece.length
  }
  if (input.at(-1) !== 10) push(latin1Bytes('\n'))
  const offsets = new Map<number, number>()
  for (const number of numbers) {
    offsets.set(number, length)
    const part = parts[number]!
    push(latin1Bytes(`${number} 0 obj\n`))
    push(typeof part === 'string' ? latin1Bytes(part) : part)
    push(latin1Bytes('\nendobj\n'))
  }
  if (options.stray) push(latin1Bytes(options.stray))
  const start = length
  let table = 'xref\n'
  for (const [number, offset] of offsets)
    table += `${number} 1\n${String(options.offsets?.[number] ?? offset).padStart(10, '0')} 00000 n \n`
  const size = Math.max(reader.size(), ...numbers.map((number) => number + 1))
  const root = options.root ?? `${(reader.trailer.get('Root') as { num: number }).num} 0 R`
  const prev = options.prev ?? reader.revisions[reader.last]!.startxref - reader.base
  const id = '/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]'
  push(
    latin1Bytes(
      `${table}trailer\n<</Size ${size}/Root ${root}/Prev ${prev}${id}${options.trailer ?? ''}>>\n`,
    ),
  )
  push(latin1Bytes(`startxref\n${start}\n%%EOF\n`))
  return concatBytes(pieces)
}

export interface CraftOptions {
  /** The signature dictionary around `@BR@` and `@CONTENTS@`. */
  readonly dict?: string
  /** From the true hole to the range that is written and signed. */
  readonly range?: (hole: number, resume: number, size: number) => readonly number[]
  /** Earlier fields that the form keeps. */
  readonly fields?: string
  readonly name?: string
  /** The whole catalog, where it is not the usual one, and further objects of the signed revision. */
  readonly catalog?: string
  readonly further?: Parts
  /** Changes the signature before it is put in. */
  readonly cms?: (cms: Uint8Array) => Uint8Array
  /** Grows the file before the range is written. */
  readonly finish?: (file: Uint8Array) => Uint8Array
  /** Makes it in another way. */
  readonly make?: (content: Uint8Array) => Uint8Array
}

const HOLE = 24_576

/** A signature over a file made by hand, so that every detail of it can be wrong. */
export async function craft(
  base: Uint8Array,
  who: IssuedCertificate,
  options: CraftOptions = {},
): Promise<Uint8Array> {
  const reader = await openPdf(bytesSource(base))
  const next = reader.size()
  const template =
    options.dict ?? '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached @BR@ @CONTENTS@>>'
  const contents = `/Contents <${'0'.repeat(HOLE)}>`
  const range = '/ByteRange [0000000000 0000000000 0000000000 0000000000]'
  const written = await append(base, {
    ...options.further,
    1:
      options.catalog ??
      `<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[${options.fields ?? ''} ${next} 0 R]>>>>`,
    [next]: `<</Type/Annot/Subtype/Widget/FT/Sig/T(${options.name ?? 'Ky'})/Rect[0 0 0 0]/F 132/V ${next + 1} 0 R>>`,
    [next + 1]: template.replace('@BR@', range).replaceAll('@CONTENTS@', contents),
  })
  const file = options.finish?.(written) ?? written
  const text = latin1(file)
  const hole = text.indexOf(contents) + '/Contents '.length
  const resume = hole + HOLE + 2
  const numbers = options.range?.(hole, resume, file.length) ?? [0, hole, resume, file.length - resume]
  const at = text.indexOf(range)
  if (at >= 0) {
    const filled = `/ByteRange [${numbers.map((number) => String(number)).join(' ')}]`.padEnd(range.length)
    file.set(latin1Bytes(filled), at)
  }
  const [, a = 0, b = 0, c = 0] = numbers
  const signed = concatBytes([file.subarray(0, a), file.subarray(b, b + c)])
  const made = options.make?.(signed) ?? (await cmsOver(signed, who))
  const cms = options.cms?.(made) ?? made
  file.set(latin1Bytes(Buffer.from(cms).toString('hex')), hole + 1)
  return file
}

export async function cmsOver(content: Uint8Array, who: IssuedCertificate): Promise<Uint8Array> {
  const attributes = signedAttributes({
    messageDigest: createHash('sha256').update(content).digest(),
    certificate: who.certificate,
    hash: 'sha256',
  })
  return signedData({
    certificate: who.certificate,
    chain: who.chain,
    scheme: defaultScheme(who.certificate),
    signedAttributes: attributes,
    signature: sign('sha256', attributes, who.privateKey!),
  })
}

export const stampOver = (lab: Lab, bytes: Uint8Array): Promise<Uint8Array> =>
  requestTimestamp(timestamper(lab), bytes, 'sha256')
