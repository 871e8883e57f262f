// Until when the outermost time stamp proves itself: its authority's certificates or its algorithms end (EN 319 102-1, 5.6.2.3).
import type { ValidationReport } from '@congvan/sign-core/validate'

/** Known ends of algorithms in use: what TS 119 312 calls fit today, with the year it stops saying so. */
const ALGORITHM_ENDS: readonly { readonly match: RegExp; readonly end: string }[] = [
  { match: /SHA-?1\b/i, end: '2017-01-01T00:00:00Z' },
  { match: /SHA-?224/i, end: '2026-01-01T00:00:00Z' },
]

const LEVELS = ['PAdES-B-B', 'PAdES-B-T', 'PAdES-B-LT', 'PAdES-B-LTA']

/** The lowest level among the signatures, without its family; null for a file with none. */
export function levelOfFile(report: ValidationReport): string | null {
  const found = report.signatures.map(({ level }) => LEVELS.indexOf(level ?? ''))
  if (found.length === 0 || found.includes(-1)) return null
  return LEVELS[Math.min(...found)]!.replace('PAdES-', '')
}

/** Null: no time stamp covers the file, so nothing runs out that was not open before. */
export function protectedUntil(report: ValidationReport): string | null {
  const outermost = report.timestamps
    .filter(({ indication }) => indication === 'TOTAL-PASSED')
    .sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0]
  if (!outermost) return null
  const ends = [...(outermost.certificate ? [outermost.certificate] : []), ...outermost.chain].map(
    ({ notAfter }) => notAfter,
  )
  const words = outermost.checks.map(({ en }) => en).join(' ')
  for (const { match, end } of ALGORITHM_ENDS) if (match.test(words)) ends.push(end)
  return ends.length ? ends.sort((a, b) => Date.parse(a) - Date.parse(b))[0]! : null
}
