import { VerifyPage } from './VerifyPage.tsx'

/** /kiem-tra: without a log-in, for whoever holds a letter. */
export function Screen() {
  return <VerifyPage />
}
