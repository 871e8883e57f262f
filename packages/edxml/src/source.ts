// Bytes come in either as a random-access source or as chunks; both are cut into small steps,
// so that no caller's chunk size decides how much memory a packet takes.

export interface ByteSource {
  readonly size: number
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>
}

export type PacketInput = ByteSource | AsyncIterable<Uint8Array> | Uint8Array

const STEP = 64 * 1024

export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  }
}

export async function* stepsOf(input: PacketInput): AsyncIterable<Uint8Array> {
  if (input instanceof Uint8Array) {
    yield* slices(input)
    return
  }
  if ('read' in input) {
    for (let at = 0; at < input.size; ) {
      const bytes = await input.read(at, Math.min(STEP, input.size - at))
      if (bytes.length === 0) return
      at += bytes.length
      yield bytes
    }
    return
  }
  for await (const chunk of input) yield* slices(chunk)
}

function* slices(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += STEP) yield bytes.subarray(at, at + STEP)
}

export async function readAll(source: ByteSource): Promise<Uint8Array> {
  const out = new Uint8Array(source.size)
  let at = 0
  for await (const step of stepsOf(source)) {
    out.set(step, at)
    at += step.length
  }
  return out
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
