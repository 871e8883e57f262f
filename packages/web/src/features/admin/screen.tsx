import { AdminPage } from './AdminPage.tsx'

/** /quan-tri/:id? */
export function Screen({ id }: { id: string | null }) {
  return <AdminPage agencyId={id} />
}
