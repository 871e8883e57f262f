// A page of a PDF as a picture, with what its annotations show (seals, numbers, dates signed in).
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { renderPageAsImage } from 'unpdf'
import { type Env, onPath, pipe } from './ocr.ts'

export const DPI = 200

async function toCanvas(png: Uint8Array | ArrayBuffer): Promise<Canvas> {
  const image = await loadImage(Buffer.from(png as Uint8Array))
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas
}

/** Opens the file once for all its pages; poppler draws more faithfully, pdf.js is the way without it. */
export class PageRenderer {
  private readonly bytes: Uint8Array
  private readonly env: Env
  private readonly dpi: number
  private folder: string | null = null
  private program: string | null | undefined

  constructor(bytes: Uint8Array, env: Env, dpi = DPI) {
    this.bytes = bytes
    this.env = env
    this.dpi = dpi
  }

  async page(number: number): Promise<Canvas> {
    this.program ??= await onPath('pdftoppm', this.env)
    if (this.program) {
      try {
        return await this.byPoppler(this.program, number)
      } catch {
        this.program = null
      }
    }
    return this.byPdfjs(number)
  }

  private async byPoppler(program: string, number: number): Promise<Canvas> {
    if (this.folder === null) {
      this.folder = await mkdtemp(join(tmpdir(), 'congvan-read-'))
      await writeFile(join(this.folder, 'in.pdf'), this.bytes)
    }
    const stem = join(this.folder, `p${number}`)
    await pipe(
      program,
      [
        '-r',
        String(this.dpi),
        '-f',
        String(number),
        '-l',
        String(number),
        '-png',
        join(this.folder, 'in.pdf'),
        stem,
      ],
      null,
      this.env,
    )
    const name = (await readdir(this.folder)).find((f) => f.startsWith(`p${number}-`))
    if (!name) throw new Error('no picture')
    return toCanvas(await readFile(join(this.folder, name)))
  }

  private async byPdfjs(number: number): Promise<Canvas> {
    return toCanvas(
      await renderPageAsImage(Uint8Array.from(this.bytes), number, {
        canvasImport: () => import('@napi-rs/canvas'),
        scale: this.dpi / 72,
      }),
    )
  }

  async close(): Promise<void> {
    if (this.folder !== null) await rm(this.folder, { recursive: true, force: true })
    this.folder = null
  }
}
