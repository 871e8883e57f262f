import { CertificatesPage } from './CertificatesPage.tsx'

/** /chung-thu */
export function Screen() {
  return <CertificatesPage />
}
