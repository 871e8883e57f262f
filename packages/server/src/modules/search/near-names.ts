// A name with a typing error: the nearest name that stands on this agency's documents.

export interface KnownName {
  folded: string
  name: string
  documents: number
}

/** Edits between two words: insertion, deletion, change, two neighbours swapped; gives up above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, before[j - 2]! + 1)
      row[j] = value
      if (value < least) least = value
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[b.length]!
}

/** How many edits a stretch of this many letters may hide; short ones none. */
const allowed = (letters: number) => (letters >= 14 ? 3 : letters >= 8 ? 2 : letters >= 4 ? 1 : 0)

export interface Repair {
  /** Words [from, to) of the question. */
  from: number
  to: number
  name: string
  distance: number
}

/** The stretch of words that is almost, but not quite, a name or the end of one; the nearest, then the longest, then the most used. */
export function repairName(words: readonly string[], names: readonly KnownName[]): Repair | null {
  let best: (Repair & { letters: number; documents: number }) | null = null
  for (const known of names) {
    const parts = known.folded.split(' ')
    const shown = known.name.split(/\s+/)
    // A person is known by the whole name or by its last two or three syllables; a body by its whole name or any end of it.
    for (let start = 0; start <= Math.max(0, parts.length - 2); start++) {
      const wanted = parts.slice(start).join('')
      const most = allowed(wanted.length)
      if (most === 0) continue
      for (let from = 0; from < words.length; from++) {
        for (let to = from + 1; to <= Math.min(words.length, from + parts.length - start + 1); to++) {
          const typed = words.slice(from, to).join('')
          const distance = editDistance(typed, wanted, most)
          if (distance > most || distance === 0) continue
          const better =
            !best ||
            distance - wanted.length / 6 < best.distance - best.letters / 6 ||
            (distance === best.distance && wanted.length === best.letters && known.documents > best.documents)
          if (better)
            best = {
              from,
              to,
              name: shown.slice(Math.min(start, shown.length - 1)).join(' '),
              distance,
              letters: wanted.length,
              documents: known.documents,
            }
        }
      }
    }
  }
  return best && { from: best.from, to: best.to, name: best.name, distance: best.distance }
}
