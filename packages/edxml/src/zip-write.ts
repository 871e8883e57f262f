// The wrapper as the axis' own kit writes it: one deflated entry `{uuid}.{ext}`, sizes in a data
// descriptor, so that it can be written without knowing the content's length beforehand.

import { Crc32 } from './crc32.ts'
import { deflated } from './deflate.ts'
import { type ByteSource, concat, stepsOf } from './source.ts'

// 1 January 1980, the earliest date ZIP can hold: the wrapper says nothing about when it was made.
const DOS_DATE = 0x0021
const DEFLATED = 8
const DESCRIPTOR_FOLLOWS = 0x0008
const VERSION = 20
const LARGEST = 0xffffffff

export async function* wrapInZip(content: ByteSource, entryName: string): AsyncIterable<Uint8Array> {
  const name = new TextEncoder().encode(entryName)
  const header = localHeader(name)
  yield header
  const crc = new Crc32()
  let size = 0
  let compressed = 0
  async function* measured(): AsyncIterable<Uint8Array> {
    for await (const step of stepsOf(content)) {
      crc.update(step)
      size += step.length
      yield step
    }
  }
  for await (const piece of deflated(measured())) {
    compressed += piece.length
    yield piece
  }
  if (size > LARGEST || compressed > LARGEST) throw new RangeError('attachment too large for a ZIP wrapper')
  const sums = fields([4, crc.digest()], [4, compressed], [4, size])
  yield concat([fields([4, 0x08074b50]), sums])
  const offset = header.length + compressed + 16
  const directory = centralHeader(name, sums)
  yield concat([directory, endRecord(directory.length, offset)])
}

function localHeader(name: Uint8Array): Uint8Array {
  const fixed = fields(
    [4, 0x04034b50],
    [2, VERSION],
    [2, DESCRIPTOR_FOLLOWS],
    [2, DEFLATED],
    [2, 0],
    [2, DOS_DATE],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  )
  return concat([fixed, name])
}

function centralHeader(name: Uint8Array, sums: Uint8Array): Uint8Array {
  const before = fields(
    [4, 0x02014b50],
    [2, VERSION],
    [2, VERSION],
    [2, DESCRIPTOR_FOLLOWS],
    [2, DEFLATED],
    [2, 0],
    [2, DOS_DATE],
  )
  const after = fields([2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, 0])
  return concat([before, sums, after, name])
}

function endRecord(size: number, offset: number): Uint8Array {
  return fields([4, 0x06054b50], [2, 0], [2, 0], [2, 1], [2, 1], [4, size], [4, offset], [2, 0])
}

/** Little-endian numbers: [width, value]. */
function fields(...list: [2 | 4, number][]): Uint8Array {
  const bytes = new Uint8Array(list.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of list) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}
