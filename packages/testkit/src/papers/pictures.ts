// Scans: a printed sheet as a picture, then what copiers, scanners and phones do to it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { type Random, randomOf } from './random.ts'

export type Damage = 'clean' | 'skew' | 'noise' | 'pale' | 'jpeg' | 'worn' | 'upside-down' | 'sideways'

export const DAMAGES: readonly Damage[] = [
  'clean',
  'skew',
  'noise',
  'pale',
  'jpeg',
  'worn',
  'upside-down',
  'sideways',
]

/** Sheets of a PDF as pictures, drawn by poppler. */
export async function sheetsOf(pdf: Uint8Array, dpi: number): Promise<Canvas[]> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'))
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf)
    execFileSync('pdftoppm', ['-r', String(dpi), '-png', join(folder, 'in.pdf'), join(folder, 's')])
    const names = readdirSync(folder)
      .filter((f) => f.endsWith('.png'))
      .sort()
    const out: Canvas[] = []
    for (const name of names) {
      const image = await loadImage(readFileSync(join(folder, name)))
      const canvas = createCanvas(image.width, image.height)
      canvas.getContext('2d').drawImage(image, 0, 0)
      out.push(canvas)
    }
    return out
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rotated(source: Canvas, degrees: number): Canvas {
  const straight = Math.abs(degrees) === 90
  const canvas = createCanvas(
    straight ? source.height : source.width,
    straight ? source.width : source.height,
  )
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.drawImage(source, -source.width / 2, -source.height / 2)
  return canvas
}

function dots(source: Canvas, random: Random, strength: number, paper: number, ink: number): Canvas {
  const canvas = createCanvas(source.width, source.height)
  const pixels = source.getContext('2d').getImageData(0, 0, source.width, source.height)
  const { data } = pixels
  for (let i = 0; i < data.length; i += 4) {
    const grain = (random.next() + random.next() - 1) * strength
    for (let c = 0; c < 3; c++) data[i + c] = ink + (data[i + c]! / 255) * (paper - ink) + grain
  }
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  return canvas
}

export function damaged(source: Canvas, damage: Damage, seed: number): Canvas {
  const random = randomOf(seed + 99)
  const tilt = (random.chance(0.5) ? 1 : -1) * (0.4 + random.next() * 1.3)
  switch (damage) {
    case 'clean':
    case 'jpeg':
      return source
    case 'skew':
      return rotated(source, tilt)
    case 'noise':
      return dots(source, random, 70, 250, 10)
    case 'pale':
      return dots(source, random, 20, 235, 130)
    case 'worn':
      return rotated(dots(source, random, 60, 225, 70), tilt)
    case 'upside-down':
      return rotated(source, 180)
    case 'sideways':
      return rotated(source, random.chance(0.5) ? 90 : -90)
  }
}

export function pictureBytes(canvas: Canvas, damage: Damage): Uint8Array {
  return new Uint8Array(
    damage === 'jpeg' || damage === 'worn' ? canvas.toBuffer('image/jpeg', 45) : canvas.toBuffer('image/png'),
  )
}
