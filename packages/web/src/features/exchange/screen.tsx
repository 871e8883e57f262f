import { ExchangePage } from './ExchangePage.tsx'

/** /lien-thong */
export function Screen() {
  return <ExchangePage />
}
