/** Random access to a file: a 1 GB scan is never read whole into memory. */
export interface ByteSource {
  readonly size: number
  /** Reads at most `length` bytes at `offset`; shorter only at the end of the source. */
  read(offset: number, length: number): Promise<Uint8Array>
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      const start = clamp(offset, bytes.length)
      return bytes.subarray(start, clamp(start + Math.max(0, length), bytes.length))
    },
  }
}

/** The first `size` bytes of a source: one revision of a file that has grown since. */
export function prefixSource(source: ByteSource, size: number): ByteSource {
  const end = clamp(size, source.size)
  return {
    size: end,
    read: (offset, length) => {
      const start = clamp(offset, end)
      return source.read(start, Math.max(0, Math.min(length, end - start)))
    },
  }
}

/** A source followed by bytes held in memory: an input and the update appended to it. */
export function appendedSource(prefix: ByteSource, tail: Uint8Array): ByteSource {
  const size = prefix.size + tail.length
  return {
    size,
    async read(offset, length) {
      const start = clamp(offset, size)
      const end = clamp(start + Math.max(0, length), size)
      if (end <= prefix.size) return prefix.read(start, end - start)
      if (start >= prefix.size) return tail.subarray(start - prefix.size, end - prefix.size)
      const head = await prefix.read(start, prefix.size - start)
      const out = new Uint8Array(end - start)
      out.set(head, 0)
      out.set(tail.subarray(0, end - prefix.size), prefix.size - start)
      return out
    },
  }
}

const CHUNK = 1 << 20

/** Yields a range in pieces of at most 1 MB. */
export async function* chunks(source: ByteSource, start = 0, end = source.size): AsyncGenerator<Uint8Array> {
  let at = start
  while (at < end) {
    const piece = await source.read(at, Math.min(CHUNK, end - at))
    if (piece.length === 0) throw new RangeError(`source ended at ${at}, expected ${end}`)
    yield piece
    at += piece.length
  }
}

export async function readAll(source: ByteSource): Promise<Uint8Array> {
  const out = new Uint8Array(source.size)
  let at = 0
  for await (const piece of chunks(source)) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max))
}
