import { TargetsPage } from './TargetsPage.tsx'

/** /dieu-hanh/chi-tieu */
export function Screen() {
  return <TargetsPage />
}
