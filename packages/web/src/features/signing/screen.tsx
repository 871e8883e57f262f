import { SigningPage } from './SigningPage.tsx'

/** /cho-ky/:id? */
export function Screen({ id }: { id: string | null }) {
  return <SigningPage id={id} />
}
