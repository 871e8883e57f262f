import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { name, type PdfRef, PdfStream, type PdfUpdate } from '../pdf/index.ts'
import { decodePng } from './png.ts'

interface PackedPicture {
  width: number
  height: number
  channels: 1 | 3
  color: Uint8Array
  alpha: Uint8Array | undefined
}

/** The same seal is drawn on every letter of a day: decoded and packed once. */
const packed = new Map<string, PackedPicture>()
const MAX_HELD = 32

export function packPicture(png: Uint8Array): PackedPicture {
  const key = createHash('sha256').update(png).digest('hex')
  const held = packed.get(key)
  if (held !== undefined) return held
  const picture = decodePng(png)
  const made: PackedPicture = {
    ...picture,
    color: deflateSync(picture.color),
    alpha: picture.alpha === undefined ? undefined : deflateSync(picture.alpha),
  }
  if (packed.size >= MAX_HELD) packed.delete(packed.keys().next().value!)
  packed.set(key, made)
  return made
}

/** Image XObject with its soft mask (§8.9.5, §11.6.5.3). */
export function addPicture(update: PdfUpdate, picture: PackedPicture): PdfRef {
  const common = {
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: picture.width,
    Height: picture.height,
    BitsPerComponent: 8,
    Filter: name('FlateDecode'),
  }
  const mask =
    picture.alpha === undefined
      ? undefined
      : update.add(PdfStream.of({ ...common, ColorSpace: name('DeviceGray') }, picture.alpha))
  const space = name(picture.channels === 1 ? 'DeviceGray' : 'DeviceRGB')
  return update.add(PdfStream.of({ ...common, ColorSpace: space, SMask: mask }, picture.color))
}
