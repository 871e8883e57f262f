// Several packets in one body: the length of a JSON head, the head, then the packets one behind the other.

export interface FrameItem {
  /** Of the packet, in bytes. */
  bytes: number
}
export interface Frame<I extends FrameItem> {
  items: I[]
}

const MOST_HEAD = 4 * 1024 * 1024

export function writeFrame<I extends FrameItem>(head: Frame<I>, packets: Uint8Array[]): Buffer {
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return Buffer.concat([length, text, ...packets])
}

/** Null when the body is not exactly such a frame. */
export function readFrame<I extends FrameItem, F extends Frame<I> = Frame<I>>(
  body: Uint8Array,
  most: number,
): { head: F; packets: Uint8Array[] } | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : MOST_HEAD + 1
  if (length > MOST_HEAD || 4 + length > bytes.length) return null
  const head = parse<F>(bytes.subarray(4, 4 + length).toString())
  if (!head || !Array.isArray(head.items) || head.items.length > most) return null
  const packets: Uint8Array[] = []
  let at = 4 + length
  for (const item of head.items) {
    if (!Number.isSafeInteger(item?.bytes) || item.bytes < 0) return null
    packets.push(bytes.subarray(at, at + item.bytes))
    at += item.bytes
  }
  return at === bytes.length ? { head, packets } : null
}

function parse<F>(text: string): F | null {
  try {
    return JSON.parse(text) as F
  } catch {
    return null
  }
}
