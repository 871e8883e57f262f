import { TrustPage } from './TrustPage.tsx'

/** /tin-cay: whom the installation believes and asks; from Quản trị. */
export function Screen() {
  return <TrustPage />
}
