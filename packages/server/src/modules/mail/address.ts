// Addresses as Vietnamese offices give them: given name, then the initials of family and middle names.
import { fold } from '../../kernel/text.ts'

/** "Nguyễn Văn An" → "annv"; taken ones are counted on: annv2, annv3 … */
export function personAddress(fullName: string, domain: string, taken: ReadonlySet<string>): string {
  const words = fold(fullName)
    .replace(/[^a-z ]+/g, ' ')
    .split(' ')
    .filter(Boolean)
  const given = words.pop() ?? 'hop-thu'
  return free(`${given}${words.map((word) => word[0]).join('')}`, domain, taken)
}

export const agencyAddress = (code: string, domain: string, taken: ReadonlySet<string>): string =>
  free(
    fold(code)
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '') || 'co-quan',
    domain,
    taken,
  )

function free(name: string, domain: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const address = `${name}${n === 1 ? '' : n}@${domain}`
    if (!taken.has(address)) return address
  }
}

/** RFC 5321's plain form; quoted local parts are not given out. */
export const isAddress = (text: string): boolean =>
  /^[a-z0-9][a-z0-9._+-]{0,62}@[a-z0-9.-]+\.[a-z]{2,}$/.test(text)
