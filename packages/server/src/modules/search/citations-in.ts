// Which documents a text names, and how: its basis ("Căn cứ …"), what it answers, what it replaces.
import { foldInPlace, numberKey } from './syllables.ts'

export interface Citation {
  kind: 'basis' | 'cites' | 'replies-to' | 'supersedes'
  key: string
  /** As it stands there: `30/2020/NĐ-CP`. */
  printed: string
  issuedOn: string | null
}

const SYMBOL = '[\\p{Lu}][\\p{L}]*(?:[-/&][\\p{L}\\d]+){0,5}'
const NUMBER = new RegExp(`(?<![\\p{L}\\d/])(\\d{1,6}[a-z]?(?:/\\d{4})?[/-]${SYMBOL})`, 'gu')
const DAY = /^[^.;\n]{0,12}ngay\s*(\d{1,2})\s*(?:\/|-|thang)\s*(\d{1,2})\s*(?:\/|-|nam)\s*(\d{4})/u
const MOST = 60

/** Reads page texts in order; the document's own number is no citation. */
export function citationsIn(pages: readonly string[], ownKey: string | null): Citation[] {
  const text = pages
    .join('\n')
    .normalize('NFC')
    .replace(/\s*([/-])\s*(?=\p{Lu})/gu, '$1')
    .slice(0, 200_000)
  const folded = foldInPlace(text)
  const found = new Map<string, Citation>()
  for (const match of text.matchAll(NUMBER)) {
    const printed = match[1]!.replace(/[-/]+$/, '')
    const key = numberKey(printed)
    if (!key || key === ownKey || found.size >= MOST) continue
    const before = folded.slice(Math.max(0, match.index - 220), match.index)
    // Only what is called a document by type or "số" is one: no phone numbers, no forms.
    if (
      !/(so|van ban|nghi dinh|quyet dinh|thong tu|luat|nghi quyet|ke hoach|chi thi|huong dan|bao cao|to trinh|giay moi)\s*:?\s*$/u.test(
        before.slice(-40).replace(/[ \t\n]+/g, ' '),
      )
    )
      continue
    const kind = kindOf(before)
    const held = found.get(key)
    if (held && RANK[held.kind] <= RANK[kind]) continue
    found.set(key, {
      kind,
      key,
      printed,
      issuedOn: dayAfter(folded.slice(match.index + match[0].length)) ?? held?.issuedOn ?? null,
    })
  }
  return [...found.values()]
}

const RANK = { 'replies-to': 0, supersedes: 1, basis: 2, cites: 3 } as const

/** The words just before say how it is named; the nearest wins. */
function kindOf(before: string): Citation['kind'] {
  const said = before.slice(Math.max(before.lastIndexOf('.'), before.lastIndexOf('\n\n')) + 1)
  const at = (pattern: RegExp) => {
    let last = -1
    for (const match of said.matchAll(pattern)) last = match.index
    return last
  }
  const places: [Citation['kind'], number][] = [
    ['replies-to', at(/tra loi|phuc dap|theo de nghi (?:cua|tai)|thuc hien cong van/g)],
    ['supersedes', at(/thay the|bai bo/g)],
    ['basis', at(/can cu/g)],
  ]
  const best = places.reduce((a, b) => (b[1] > a[1] ? b : a))
  return best[1] < 0 ? 'cites' : best[0]
}

function dayAfter(rest: string): string | null {
  const match = DAY.exec(rest.slice(0, 80).replace(/\s+/g, ' '))
  if (!match) return null
  const [day, month] = [Number(match[1]), Number(match[2])]
  if (day < 1 || day > 31 || month < 1 || month > 12) return null
  const iso = `${match[3]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso) ? iso : null
}
