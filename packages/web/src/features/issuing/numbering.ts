import type { SigningCard } from '@congvan/contract'

/** "      /UBND-KT" + "8126" → "8126/UBND-KT"; a number that already carries its symbol stays as it is. */
export function fullNumber(card: Pick<SigningCard, 'nextNumber' | 'symbolPreview'>): string {
  const number = card.nextNumber ?? ''
  if (/[/-]/u.test(number)) return number
  const symbol = card.symbolPreview
    .replace(/^\s*số\s*:?/iu, '')
    .replace(/[\s…._]+(?=[/-])/u, '')
    .trim()
  return symbol.startsWith('/') || symbol.startsWith('-') ? `${number}${symbol}` : symbol || number
}

/** Numbered and sealed, waiting for "Gửi". */
export const isHeld = (card: SigningCard): boolean => card.can.send === null
