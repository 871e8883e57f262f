// The reader judged on generated papers: every run on text, PDFs, widgets and a few scans; all under SOAK=1.
// With REPORT=1 the table in docs/reading.md is written anew.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, test } from 'node:test'
import {
  type FileSample,
  f1,
  Judge,
  type Placer,
  pdfSamples,
  scanSamples,
  tableOf,
  textSamples,
  widgetSamples,
} from '@congvan/testkit/papers'
import { closeReader, readFileFields } from './adapters/node.ts'
import { piecesOf } from './layout/pieces.ts'
import { CERTAIN, type Word } from './page-model.ts'
import { readPdfText } from './pdf-text.ts'
import { pagesOfText } from './plain-text.ts'
import { readDocument } from './read-document.ts'

const SOAK = process.env.SOAK === '1'
const TEXTS = SOAK ? 6000 : 1200
const PDFS = SOAK ? 120 : 20
const WIDGETS = SOAK ? 60 : 8
/** Scans cost seconds each: 40 in every run, 500 in the soak (issue 5 §4). */
const SCANS = Number(process.env.SCANS ?? (SOAK ? 500 : 40))

const ids = (count: number, from: number): number[] => Array.from({ length: count }, (_, i) => from + i)
const tables: string[] = []

function expectAtLeast(judge: Judge, goals: Partial<Record<string, number>>): void {
  for (const [field, score] of judge.byField) {
    const goal = goals[field]
    if (goal === undefined || score.right + score.wrong + score.missed === 0) continue
    assert.ok(f1(score) >= goal, `${field}: F1 ${f1(score).toFixed(4)} < ${goal}\n${examples(judge, field)}`)
  }
}

function expectCalibrated(judge: Judge): void {
  const { certain, certainWrong } = judge.total()
  const wrong = judge.misses.filter((m) => m.confidence >= CERTAIN)
  assert.ok(
    certainWrong <= Math.ceil(certain * 0.005),
    `${certainWrong} wrong of ${certain} certain: ${JSON.stringify(wrong.slice(0, 5))}`,
  )
}

const examples = (judge: Judge, field: string): string =>
  judge.misses
    .filter((m) => m.field === field)
    .slice(0, 4)
    .map((m) => JSON.stringify(m))
    .join('\n')

const GOALS = {
  number: 0.98,
  symbol: 0.98,
  issuedOn: 0.98,
  typeName: 0.95,
  issuer: 0.95,
  signer: 0.95,
  subject: 0.9,
  secrecyMark: 0.95,
}

test('text in every shape and damage is read at the goals, and certainty is earned', () => {
  const judge = new Judge(CERTAIN)
  for (const sample of textSamples(TEXTS))
    judge.add(
      sample.paper.id,
      sample.name,
      sample.paper.truth,
      readDocument(pagesOfText(sample.text)),
      sample.loose,
    )
  assert.ok(judge.total().certain >= 2000)
  expectAtLeast(judge, GOALS)
  expectCalibrated(judge)
  tables.push(
    `## Text (${TEXTS} papers, 5 forms × 6 damages)\n\n${tableOf(judge.byField, 'field')}\n\n${tableOf(judge.byDamage, 'form, damage')}`,
  )
})

async function judgeFiles(samples: AsyncIterable<FileSample>, ocr: 'never' | 'auto'): Promise<Judge> {
  const judge = new Judge(CERTAIN)
  // The engine uses one thread: two papers at a time, one for each core.
  const read = async (sample: FileSample): Promise<void> => {
    const reading = await readFileFields(sample.bytes, { ocr })
    // A scan of the first sheet alone cannot show a signature that stands on the second.
    const truth =
      sample.sheets > 1
        ? {
            ...sample.paper.truth,
            signer: reading.fields.signer ?? '',
            signerTitle: reading.fields.signerTitle ?? '',
          }
        : sample.paper.truth
    judge.add(sample.paper.id, sample.name, truth, reading)
  }
  let before: Promise<void> | null = null
  for await (const sample of samples) {
    const now = read(sample)
    if (before) await before
    before = now
  }
  await before
  return judge
}

test('printed PDFs are read at the goals, stamps and seals included', async () => {
  const judge = await judgeFiles(pdfSamples(ids(PDFS, 20_000)), 'never')
  expectAtLeast(judge, GOALS)
  tables.push(`## PDF with text (${PDFS} papers)\n\n${tableOf(judge.byField, 'field')}`)
})

const place: Placer = async (pdf) => {
  const page = (await readPdfText(pdf)).pages[0]!
  const words = piecesOf(page).flatMap((p) => p.words)
  const find = (pattern: RegExp): Word | undefined => words.find((w) => pattern.test(w.text))
  const [number, day, month] = [find(/^S[ốo]/u), find(/^ngày$/u), find(/^tháng$/u)]
  if (!number || !day || !month) return null
  const spot = (w: Word) => ({
    text: '',
    x: w.x + w.w + 3,
    y: page.height - (w.y + w.size * 0.8),
    size: w.size,
  })
  return { number: spot(number), day: spot(day), month: spot(month) }
}

test('number, day and month that live only in signature widgets are read, and said to come from them', async () => {
  const seen: string[] = []
  const samples = widgetSamples(ids(WIDGETS, 30_000), place)
  const judge = new Judge(CERTAIN)
  for await (const sample of samples) {
    const reading = await readFileFields(sample.bytes, { ocr: 'never' })
    judge.add(sample.paper.id, sample.name, sample.paper.truth, reading)
    seen.push(reading.evidence.number?.source ?? 'none')
  }
  assert.ok(seen.length >= WIDGETS * 0.7)
  assert.deepEqual([...new Set(seen)], ['widget'])
  expectAtLeast(judge, { number: 0.98, issuedOn: 0.98, symbol: 0.98 })
  tables.push(
    `## PDF whose digits live in widgets (${seen.length} papers)\n\n${tableOf(judge.byField, 'field')}`,
  )
})

test('scans never give a wrong field as certain, and most give number and date', {
  timeout: 3_600_000,
}, async () => {
  const judge = await judgeFiles(scanSamples(ids(SCANS, 40_000)), 'auto')
  expectCalibrated(judge)
  expectAtLeast(judge, { number: 0.8, issuedOn: 0.85, typeName: 0.85 })
  tables.push(
    `## Scans (${SCANS} papers, 8 damages, 150–300 dpi, seals over the signature)\n\n${tableOf(judge.byField, 'field')}\n\n${tableOf(judge.byDamage, 'damage')}`,
  )
})

after(async () => {
  await closeReader()
  if (process.env.REPORT !== '1') return
  const file = new URL('../../../docs/reading.md', import.meta.url)
  const head = readFileSync(file, 'utf8').split('<!-- tables -->')[0]!
  writeFileSync(file, `${head}<!-- tables -->\n\n${tables.join('\n\n')}\n`)
})
