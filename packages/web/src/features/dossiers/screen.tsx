import { DossiersPage } from './DossiersPage.tsx'

/** /ho-so/:id? */
export function Screen({ id }: { id: string | null }) {
  return <DossiersPage dossierId={id} />
}
