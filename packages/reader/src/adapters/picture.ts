// Pictures for the recogniser: decoded, turned, made grey by one library, whatever they came from.
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import * as UTIF from 'utif2'
import type { Media } from '../media.ts'
import { NotReadable } from '../pdf-text.ts'

export type Turn = 0 | 90 | 180 | 270

/** A4 at about 220 dpi: more points only cost time (300 dpi took 1.3 times as long and read no better). */
const LONGEST = 2600
const SHORTEST_USEFUL = 1100
const MAX_PIXELS = 120_000_000
const MAX_SHEETS = 60

export async function decodeImage(bytes: Uint8Array, media: Media): Promise<Canvas[]> {
  if (media === 'tiff') return decodeTiff(bytes)
  try {
    const image = await loadImage(Buffer.from(bytes))
    if (image.width * image.height > MAX_PIXELS) throw new NotReadable('Ảnh quá lớn.')
    const canvas = createCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, image.width, image.height)
    context.drawImage(image, 0, 0)
    return [fit(canvas)]
  } catch (error) {
    if (error instanceof NotReadable) throw error
    throw new NotReadable('Tệp ảnh hỏng.')
  }
}

function decodeTiff(bytes: Uint8Array): Canvas[] {
  try {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    return UTIF.decode(buffer)
      .slice(0, MAX_SHEETS)
      .map((sheet) => {
        UTIF.decodeImage(buffer, sheet)
        if (sheet.width * sheet.height > MAX_PIXELS) throw new NotReadable('Ảnh quá lớn.')
        const canvas = createCanvas(sheet.width, sheet.height)
        const data = canvas.getContext('2d').createImageData(sheet.width, sheet.height)
        data.data.set(UTIF.toRGBA8(sheet))
        canvas.getContext('2d').putImageData(data, 0, 0)
        return fit(canvas)
      })
  } catch (error) {
    if (error instanceof NotReadable) throw error
    throw new NotReadable('Tệp TIFF hỏng.')
  }
}

function fit(source: Canvas): Canvas {
  const longest = Math.max(source.width, source.height)
  const scale =
    longest > LONGEST ? LONGEST / longest : longest < SHORTEST_USEFUL ? Math.min(2, 1600 / longest) : 1
  return scale === 1 ? source : scaled(source, scale)
}

export function scaled(source: Canvas, scale: number): Canvas {
  const canvas = createCanvas(
    Math.max(1, Math.round(source.width * scale)),
    Math.max(1, Math.round(source.height * scale)),
  )
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return canvas
}

export function turned(source: Canvas, turn: Turn): Canvas {
  if (turn === 0) return source
  const across = turn === 180
  const canvas = createCanvas(across ? source.width : source.height, across ? source.height : source.width)
  const context = canvas.getContext('2d')
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turn * Math.PI) / 180)
  context.drawImage(source, -source.width / 2, -source.height / 2)
  return canvas
}

export function cropped(source: Canvas, top: number, height: number): Canvas {
  const canvas = createCanvas(source.width, Math.max(1, Math.round(height)))
  canvas.getContext('2d').drawImage(source, 0, -Math.round(top))
  return canvas
}

/** Share of dark points on a coarse copy: a blank sheet has next to none. */
export function inkShare(source: Canvas): number {
  const small = scaled(source, Math.min(1, 400 / Math.max(source.width, source.height)))
  const { data } = small.getContext('2d').getImageData(0, 0, small.width, small.height)
  let sum = 0
  for (let i = 0; i < data.length; i += 4) sum += data[i + 1]!
  const mean = sum / (data.length / 4)
  let dark = 0
  for (let i = 0; i < data.length; i += 4) if (data[i + 1]! < mean - 40) dark++
  return dark / (data.length / 4)
}

/** Red seals over text: the red channel shows black ink only, so the seal's lines fade from the page. */
export function withoutRed(source: Canvas): Canvas {
  const canvas = createCanvas(source.width, source.height)
  const from = source.getContext('2d').getImageData(0, 0, source.width, source.height)
  const { data } = from
  for (let i = 0; i < data.length; i += 4) {
    const red = data[i]!
    const rest = (data[i + 1]! + data[i + 2]!) / 2
    const grey = red > rest + 30 ? red : Math.round(red * 0.3 + data[i + 1]! * 0.59 + data[i + 2]! * 0.11)
    data[i] = grey
    data[i + 1] = grey
    data[i + 2] = grey
    data[i + 3] = 255
  }
  canvas.getContext('2d').putImageData(from, 0, 0)
  return canvas
}

export const toPng = (canvas: Canvas): Buffer => canvas.toBuffer('image/png')

export interface Box {
  x: number
  y: number
  w: number
  h: number
}

export function part(source: Canvas, box: Box): Canvas {
  const canvas = createCanvas(Math.max(1, Math.round(box.w)), Math.max(1, Math.round(box.h)))
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(source, -Math.round(box.x), -Math.round(box.y))
  return canvas
}

function mapped(source: Canvas, grey: (r: number, g: number, b: number) => number): Canvas {
  const canvas = createCanvas(source.width, source.height)
  const pixels = source.getContext('2d').getImageData(0, 0, source.width, source.height)
  const { data } = pixels
  for (let i = 0; i < data.length; i += 4) {
    const value = grey(data[i]!, data[i + 1]!, data[i + 2]!)
    data[i] = value
    data[i + 1] = value
    data[i + 2] = value
    data[i + 3] = 255
  }
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  return canvas
}

const grey = (r: number, g: number, b: number): number => r * 0.3 + g * 0.59 + b * 0.11

/** Pens and seals of any colour fade: a name under a blue signature keeps its black type. */
export const withoutInk = (source: Canvas): Canvas =>
  mapped(source, (r, g, b) => {
    const most = Math.max(r, g, b)
    return most - Math.min(r, g, b) > 40 ? Math.min(255, most * 1.35) : grey(r, g, b)
  })

/** Red type comes out as dark as black: marks of urgency and secrecy are stamped in red. */
export const withRed = (source: Canvas): Canvas =>
  mapped(source, (r, g, b) => (r > (g + b) / 2 + 30 ? Math.min(g, b) : grey(r, g, b)))

/** Long straight lines are wiped: the engine takes a word in a frame for a picture. */
export function withoutRules(source: Canvas): Canvas {
  const { width, height } = source
  const canvas = createCanvas(width, height)
  const pixels = source.getContext('2d').getImageData(0, 0, width, height)
  const { data } = pixels
  const dark = Uint8Array.from({ length: width * height }, (_, i) => (data[i * 4]! < 150 ? 1 : 0))
  const wipe = (
    length: number,
    lines: number,
    at: (line: number, i: number) => number,
    least: number,
  ): void => {
    for (let line = 0; line < lines; line++) {
      let run = 0
      for (let i = 0; i <= length; i++) {
        if (i < length && dark[at(line, i)] === 1) run++
        else {
          if (run >= least)
            for (let k = i - run; k < i; k++) data.fill(255, at(line, k) * 4, at(line, k) * 4 + 4)
          run = 0
        }
      }
    }
  }
  wipe(width, height, (y, x) => y * width + x, Math.round(width * 0.05))
  wipe(height, width, (x, y) => y * width + x, Math.round(width * 0.05))
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  return canvas
}
