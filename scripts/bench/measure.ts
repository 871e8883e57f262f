/** What a series of durations says, in milliseconds. */
export function spread(times: number[]): { p50: number; p95: number; p99: number; max: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: round(sorted.at(-1) ?? 0) }
}

export const round = (value: number) => Math.round(value * 100) / 100

export async function timed(count: number, act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let turn = 0; turn < count; turn++) {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  return times
}

/** Several writers at one queue; how many acts a second they finish together. */
export async function perSecond(writers: number, acts: (() => Promise<unknown>)[]): Promise<number> {
  const queue = [...acts]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let act = queue.shift(); act; act = queue.shift()) await act()
    }),
  )
  return round((acts.length / (performance.now() - began)) * 1000)
}
