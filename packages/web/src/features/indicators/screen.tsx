import type { ScreenProps } from '../../routes.tsx'
import { BoardPage } from './BoardPage.tsx'
import { DetailPage } from './DetailPage.tsx'

/** /dieu-hanh and /dieu-hanh/{code} */
export function Screen({ id }: ScreenProps) {
  return id ? <DetailPage code={decodeURIComponent(id)} /> : <BoardPage />
}
