// Reading papers: text PDFs a second, and the seconds a scanned page costs, beside what the engine alone needs for
// the same picture – the limit no reader that calls it once can beat.
import { closeReader, readFileFields } from '../../packages/reader/src/adapters/node.ts'
import { engineName, recognise } from '../../packages/reader/src/adapters/ocr.ts'
import { decodeImage, toPng } from '../../packages/reader/src/adapters/picture.ts'
import { pdfSamples, scanSamples } from '../../packages/testkit/src/papers/index.ts'

const PDFS = 20
const SCANS = 4

export interface ReaderFigures {
  textPdfsPerSecond: number
  textPdfsGoal: 20
  secondsPerScan: number
  engine: 'tesseract' | 'tesseract.js'
  /** One bare look of the engine at the same page. */
  engineSecondsPerPage: number
}

const seconds = async (run: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await run()
  return (performance.now() - from) / 1000
}

const round = (n: number): number => Math.round(n * 100) / 100

async function textPdfs(): Promise<number> {
  const files: Uint8Array[] = []
  for await (const sample of pdfSamples(Array.from({ length: PDFS }, (_, i) => 60_000 + i)))
    files.push(sample.bytes)
  // The first read loads the PDF library: it is not part of the figure.
  await readFileFields(files[0]!, { ocr: 'never' })
  const spent = await seconds(async () => {
    for (const bytes of files) await readFileFields(bytes, { ocr: 'never' })
  })
  return files.length / spent
}

async function scans(): Promise<{ read: number; bare: number }> {
  let read = 0
  let bare = 0
  let count = 0
  for await (const sample of scanSamples(Array.from({ length: SCANS }, (_, i) => 61_000 + i))) {
    read += await seconds(() => readFileFields(sample.bytes, { ocr: 'always' }))
    const [page] = await decodeImage(sample.bytes, sample.name.includes('jpeg') ? 'jpeg' : 'png')
    bare += await seconds(() => recognise(toPng(page!), 'page'))
    count++
  }
  return { read: read / count, bare: bare / count }
}

export async function readerFigures(): Promise<ReaderFigures> {
  try {
    const text = await textPdfs()
    const { read, bare } = await scans()
    return {
      textPdfsPerSecond: round(text),
      textPdfsGoal: 20,
      secondsPerScan: round(read),
      engine: await engineName(),
      engineSecondsPerPage: round(bare),
    }
  } finally {
    await closeReader()
  }
}
