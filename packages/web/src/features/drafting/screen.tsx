import { DraftPage } from './DraftPage.tsx'
import { DraftingListPage } from './ListPage.tsx'
import { NewDraftPage } from './NewDraftPage.tsx'

/** /soan-thao, /soan-thao/moi, /soan-thao/:id */
export function Screen({ id }: { id: string | null }) {
  if (id === null) return <DraftingListPage />
  if (id === 'moi') return <NewDraftPage />
  return <DraftPage key={id} documentId={id} />
}
