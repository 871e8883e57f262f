import { RegistersPage } from './RegistersPage.tsx'

/** /so/:id? */
export function Screen({ id }: { id: string | null }) {
  return <RegistersPage bookId={id} />
}
