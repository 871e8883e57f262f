/** How number and symbol stand together on paper: `8126/UBND-KT`, Party `127-CV/VPTU`. */
export function printNumberSymbol(
  number: string | null,
  symbol: string | null,
  regime: 'nd30' | 'party' = 'nd30',
): string | null {
  if (!number && !symbol) return null
  if (!number) return symbol
  if (!symbol) return number
  // ND30 App I: below ten with a leading 0. The Party joins by a hyphen (HD 36-HD/VPTW).
  const padded = /^\d$/.test(number) ? `0${number}` : number
  return `${padded}${regime === 'party' ? '-' : '/'}${symbol}`
}
