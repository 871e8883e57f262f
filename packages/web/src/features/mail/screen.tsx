import { MailPage } from './MailPage.tsx'

/** /hop-thu */
export function Screen() {
  return <MailPage />
}
