import { IssuingPage } from './IssuingPage.tsx'

/** /cho-phat-hanh/:id? */
export function Screen({ id }: { id: string | null }) {
  return <IssuingPage id={id} />
}
