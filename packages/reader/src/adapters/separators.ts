// Tờ phân cách: sheets with a QR mark that part a scanned stack into documents.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Canvas } from '@napi-rs/canvas'
import { SEPARATOR } from '../separator-mark.ts'
import type { Env } from './ocr.ts'
import { inkShare } from './picture.ts'
import { PageRenderer } from './render.ts'

/** Enough for a mark of a third of the sheet, and seven times faster than the resolution for letters. */
const DPI_OF_MARKS = 75
const MOST_PAGES = 300
const BLANK = 0.0006

/** The sheets of one document, counted from 1. */
export type Stack = number[][]

let ready: Promise<typeof import('zxing-wasm/reader')> | null = null

async function decoder(): Promise<typeof import('zxing-wasm/reader')> {
  ready ??= (async () => {
    const zxing = await import('zxing-wasm/reader')
    const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    // The program lies beside us: nothing is fetched from the network.
    const wasmBinary = new Uint8Array(await readFile(file)).buffer
    await zxing.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
    return zxing
  })()
  return ready
}

async function isSeparator(canvas: Canvas): Promise<boolean> {
  const { readBarcodes } = await decoder()
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const picture = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' as const }
  const codes = await readBarcodes(picture as never, { formats: ['QRCode'], maxNumberOfSymbols: 2 })
  return codes.some((code) => code.text === SEPARATOR)
}

/**
 * How a stack falls into documents; null when its first sheet is no separator (then it is one document).
 * The back of a separator in a two-sided scan is blank and goes with it.
 */
export async function stackOf(
  bytes: Uint8Array,
  pages: number,
  env: Env = process.env,
): Promise<Stack | null> {
  if (pages < 2 || pages > MOST_PAGES) return null
  const renderer = new PageRenderer(bytes, env, DPI_OF_MARKS)
  try {
    if (!(await isSeparator(await renderer.page(1)))) return null
    const stack: Stack = []
    let after = true
    for (let number = 2; number <= pages; number++) {
      const canvas = await renderer.page(number)
      if (await isSeparator(canvas)) after = true
      else if (after && inkShare(canvas) < BLANK) continue
      else if (after) {
        stack.push([number])
        after = false
      } else stack.at(-1)!.push(number)
    }
    return stack
  } finally {
    await renderer.close()
  }
}
