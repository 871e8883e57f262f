import { WelcomePage } from './WelcomePage.tsx'

/** /bat-dau */
export function Screen() {
  return <WelcomePage />
}
