// "Has a text layer" is not "has the text": gazette scans carry only the portal's signature caption,
// other scans only the stamped digits, and some fonts give letters without meaning (all seen on real files).
import { classify } from './layout/anchors.ts'
import { piecesOf } from './layout/pieces.ts'
import type { Page } from './page-model.ts'
import { quality } from './text/syllable.ts'

const ENOUGH_WORDS = 25

/** True when the page's picture must be read: too few words, or words that are no Vietnamese. */
export function pageNeedsOcr(page: Page): boolean {
  const text = piecesOf({ ...page, words: page.words.filter((w) => w.source === 'text') })
    .filter((p) => classify(p.text) !== 'signature-caption')
    .map((p) => p.text)
    .join(' ')
  const q = quality(text)
  if (q.words < ENOUGH_WORDS) return true
  return q.syllables < 0.55 || q.marked < 0.12
}

export function quickPageQuality(pages: readonly Page[]): number {
  return quality((pages[0]?.words ?? []).map((w) => w.text).join(' ')).syllables
}
