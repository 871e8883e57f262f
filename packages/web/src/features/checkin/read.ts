// What a browser may know of its own machine, in words; nothing is sent from here.
import type { MachineReading } from '@congvan/contract'

const SYSTEMS: [RegExp, (found: RegExpExecArray) => string][] = [
  [/Windows NT 10/, () => 'Windows 10 hoặc 11'],
  [/Windows NT 6\.3/, () => 'Windows 8.1'],
  [/Windows NT 6\.1/, () => 'Windows 7'],
  [/Android (\d+)/, (found) => `Android ${found[1]}`],
  [/(?:iPhone|iPad).* OS (\d+)/, (found) => `iOS ${found[1]}`],
  [/Mac OS X/, () => 'macOS'],
  [/Linux/, () => 'Linux'],
]
const BROWSERS: [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/coc_coc_browser\/(\d+)/i, 'Cốc Cốc'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
]

export function readMachine(
  agent: string,
  screen: { width: number; height: number },
  more: { cores?: number | undefined; memoryGb?: number | undefined },
): Omit<MachineReading, 'megabits'> {
  let system = 'không rõ'
  for (const [pattern, word] of SYSTEMS) {
    const found = pattern.exec(agent)
    if (found) {
      system = word(found)
      break
    }
  }
  let browser = 'không rõ'
  for (const [pattern, name] of BROWSERS) {
    const found = pattern.exec(agent)
    if (found) {
      browser = `${name} ${found[1]}`
      break
    }
  }
  return {
    system,
    browser,
    screen: `${screen.width} × ${screen.height}`,
    cores: more.cores ?? null,
    memoryGb: more.memoryGb ?? null,
  }
}

/** Megabits a second of one piece from the server; one decimal, so that two tries look alike. */
export async function measure(code: string): Promise<number | null> {
  const began = performance.now()
  try {
    const response = await fetch(`/api/v1/public/check-in/measure?ma=${encodeURIComponent(code)}`, {
      cache: 'no-store',
    })
    if (!response.ok) return null
    const { byteLength } = await response.arrayBuffer()
    const seconds = Math.max(0.001, (performance.now() - began) / 1000)
    return Math.min(100_000, Math.round(((byteLength * 8) / seconds / 1e6) * 10) / 10)
  } catch {
    return null
  }
}
