import { KeysPage } from './KeysPage.tsx'

/** /chung-thu-so */
export function Screen() {
  return <KeysPage />
}
