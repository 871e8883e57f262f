// The files strangers judge: levels × keys × signers × kinds of file. Each states the level it claims.

import { renderLetter } from '../../packages/server/src/modules/letters/render/render-letter.ts'
import { decision } from '../../packages/server/src/modules/letters/testing/samples.ts'
import { appendedSource } from '../../packages/sign-core/src/bytes/byte-source.ts'
import {
  annexLines,
  type ByteSource,
  bytesSource,
  copyLines,
  decreeStyle,
  type Level,
  readAll,
  reserveFields,
  type SignAtOnce,
  type SigningScheme,
  sealRect,
  signPdf,
} from '../../packages/sign-core/src/index.ts'
import { inProcessKey } from '../../packages/sign-core/src/keys/index.ts'
import {
  type Cast,
  makePdf,
  makePng,
  type PdfRecipe,
  qpdfMake,
  TINOS,
  timestamper,
} from '../../packages/sign-core/src/pades/test-kit.ts'
import { yearReport } from './year-report.ts'

export interface InteropFile {
  name: string
  bytes: Uint8Array
  level: Level
  signatures: number
  password?: string
  /** pyHanko judges no signatures in hybrid files by default. */
  notForPyhanko?: boolean
}

type Who = 'person' | 'seal'
type Step = [Who, Partial<SignAtOnce>, SigningScheme?]

const spot = { x: 300, y: 120, width: 130, height: 57 }
const blue = { image: makePng(60, 26, [0, 0, 200]) }
const red = { image: makePng(60, 60, [220, 0, 0]) }
const style = decreeStyle(TINOS)
const fields = [
  {
    name: 'so',
    page: 0,
    rect: { x: 100, y: 760, width: 90, height: 18 },
    kind: 'text' as const,
    style: { font: TINOS, size: 13 },
  },
  { name: 'coQuan', page: 0, rect: sealRect(spot, 36), kind: 'signature' as const },
]

const person: Step = ['person', { field: 'nguoiKy', rect: spot, appearance: blue, reserve: fields }]
const numbered: Partial<SignAtOnce> = {
  field: 'coQuan',
  fill: { so: '15/QĐ-UBND' },
  fillStyle: { font: TINOS, size: 13 },
  appearance: red,
}
const seal: Step = ['seal', numbered]
const corner = (lines: string[]): Partial<SignAtOnce> => ({
  rect: { x: 370, y: 780, width: 210, height: 42 },
  appearance: { lines, style },
})

async function fetchEvidence({ url, body }: { url: string; body?: Uint8Array }): Promise<Uint8Array | null> {
  const answer = await fetch(url, body === undefined ? {} : { method: 'POST', body: Buffer.from(body) })
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
}

/** The last step carries the level; the earlier ones are B-T, or B-B when that is all that is asked. */
async function sign(
  cast: Cast,
  input: Uint8Array,
  level: Level,
  steps: Step[],
  password?: string,
): Promise<Uint8Array> {
  let source: ByteSource = bytesSource(input)
  for (const [i, [who, options, scheme]] of steps.entries()) {
    const { privateKey, certificate, chain } = cast[who]
    const key = inProcessKey(privateKey!, certificate, chain, scheme)
    const last = i === steps.length - 1
    const done = await signPdf(source, key, {
      ...options,
      time: new Date(),
      level: last ? level : level === 'B-B' ? 'B-B' : 'B-T',
      fetchTimestamp: timestamper(cast.lab),
      fetch: fetchEvidence,
      ...(password === undefined ? {} : { password }),
    })
    if (done.problem !== undefined) throw done.problem
    source = appendedSource(source, done.tail)
  }
  return readAll(source)
}

export async function interopFiles(cast: Cast): Promise<InteropFile[]> {
  const out: InteropFile[] = []
  const plain = (recipe: Partial<PdfRecipe> = {}) => makePdf({ style: 'table', pages: 2, ...recipe })
  const add = async (
    name: string,
    input: Uint8Array,
    level: Level,
    steps: Step[],
    more: Partial<InteropFile> = {},
  ) => {
    const bytes = await sign(cast, input, level, steps, more.password)
    out.push({ name, bytes, level, signatures: steps.length, ...more })
  }
  for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) {
    await add(`rsa-${level}`, plain(), level, [['person', { rect: spot, appearance: blue }]])
    await add(`p256-${level}`, plain(), level, [['seal', {}]])
    await add(`letter-${level}`, plain(), level, [person, seal])
  }
  await add('pss-sha384', plain(), 'B-T', [['person', {}, { kind: 'rsa-pss', hash: 'sha384' }]])
  await add('xref-stream', plain({ style: 'stream' }), 'B-LTA', [person, seal])
  await add('hybrid', plain({ style: 'hybrid' }), 'B-LTA', [person, seal], { notForPyhanko: true })
  await add('linearized', qpdfMake(plain(), '--linearize'), 'B-LTA', [person, seal])
  await add('object-streams', qpdfMake(plain(), '--object-streams=generate'), 'B-LTA', [person, seal])
  for (const rotate of [90, 180, 270]) {
    const page = { rotate, mediaBox: [-20, -20, 640, 880], cropBox: [0, 0, 595, 842] }
    await add(`rotated-${rotate}`, plain(page), 'B-T', [person, seal])
  }
  const locked: Step = ['seal', { ...numbered, lock: { action: 'All' } }]
  const certified: Step = ['person', { ...person[1], certify: 2 }]
  await add('certified', plain(), 'B-LTA', [certified, locked])
  await add('closed', plain(), 'B-LTA', [['person', { certify: 1 }]])
  await add(
    'encrypted-256',
    qpdfMake(plain(), '--encrypt', 'u', 'o', '256', '--'),
    'B-LTA',
    [person, locked],
    { password: 'u' },
  )
  const aes128 = ['--allow-weak-crypto', '--encrypt', 'u', 'o', '128', '--use-aes=y', '--']
  await add('encrypted-128', qpdfMake(plain(), ...aes128), 'B-T', [person, seal], { password: 'u' })
  const partly: Step = ['seal', { ...numbered, lock: { action: 'Include', fields: ['so'] } }]
  const arrival: Step = ['seal', { field: 'soDen', ...corner(['Ủy ban nhân dân xã Ba Tri', 'Số đến: 12']) }]
  await add('arrival', plain(), 'B-LTA', [person, partly, arrival])
  await add('copy', plain(), 'B-LT', [
    ['seal', { field: 'saoY', ...corner(copyLines('SAO Y', 'Văn phòng', new Date())) }],
  ])
  await add('annex', plain(), 'B-T', [
    ['seal', { field: 'phuLuc', ...corner(annexLines('15/QĐ-UBND', new Date())) }],
  ])
  const letter = (await renderLetter(decision({ number: null, date: null }))).pdf
  const reserved = await reserveFields(bytesSource(letter), fields)
  const withFields = await readAll(appendedSource(bytesSource(letter), reserved.tail))
  await add('pdfa-reserved', withFields, 'B-LTA', [['person', { rect: spot, appearance: blue }], seal])
  // The year's report, charts and footnotes and all, is PDF/A-2b before and after its two signatures.
  await add('pdfa-year-report', await yearReport(), 'B-LTA', [person, seal])
  await add('pdfa-copy', letter, 'B-LTA', [
    ['seal', { field: 'saoY', ...corner(copyLines('SAO Y', 'Văn phòng', new Date())) }],
  ])
  return out
}
