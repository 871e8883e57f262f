import { CheckInPage } from './CheckInPage.tsx'

/** /tu-kiem?ma={code}, outside the house: no log-in. */
export function Screen() {
  return <CheckInPage />
}
