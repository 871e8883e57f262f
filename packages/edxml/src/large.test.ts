// Memory is flat however large the attachment is: a generated packet is read as a stream.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readPacket } from './index.ts'

const ORIGINAL = readFileSync(new URL('../fixtures/examples/1-new.edxml', import.meta.url), 'utf8')
const PDF_TEXT = />(JVBERi[^<]+)</.exec(ORIGINAL)?.[1] as string
const MIB = 1024 * 1024

async function* packetOf(base64Bytes: number): AsyncIterable<Uint8Array> {
  const [before, after] = ORIGINAL.split(PDF_TEXT) as [string, string]
  yield Buffer.from(before)
  const lines = Buffer.from(`${'JVBERi0xLjQK'.repeat(6)}\r\n`.repeat(4096))
  for (let sent = 0; sent < base64Bytes; sent += lines.length) yield lines
  yield Buffer.from(after)
}

async function readLarge(mib: number): Promise<{ bytes: number; grown: number; seconds: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const begun = performance.now()
  const result = await readPacket(
    packetOf(mib * MIB),
    {
      open: () => {
        let size = 0
        return {
          write: (bytes) => {
            size += bytes.length
            peak = Math.max(peak, process.memoryUsage.rss())
          },
          end: () => ({ size, read: () => new Uint8Array(0) }),
          discard: () => {},
        }
      },
    },
    { packetBytes: 4096 * MIB },
  )
  assert.ok(result.ok && result.packet.kind === 'document')
  const bytes = result.packet.attachments[0]?.bytes ?? 0
  return { bytes, grown: (peak - before) / MIB, seconds: (performance.now() - begun) / 1000 }
}

const SIZES = process.env.SOAK ? [30, 300, 500] : [30]

for (const mib of SIZES) {
  test(`a packet of ${mib} MiB is read in less than 100 MiB of additional memory`, async (t) => {
    const { bytes, grown, seconds } = await readLarge(mib)
    t.diagnostic(`${(mib / seconds).toFixed(0)} MiB/s, +${grown.toFixed(0)} MiB resident`)
    assert.ok(bytes > (mib * MIB * 3) / 4.2, `${bytes} bytes decoded`)
    assert.ok(grown < 100, `grew by ${grown.toFixed(0)} MiB`)
  })
}
