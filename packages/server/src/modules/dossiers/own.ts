// Whose a dossier is: who may change it, and the words of the refusal.
import { DomainError } from '../../kernel/domain-error.ts'
import { printDay } from '../../kernel/time.ts'
import { type Actor, hasRole, positionsOf } from '../../platform/actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { listPosts, type PostCard } from '../organisations/index.ts'
import * as rows from './store/dossiers.ts'

/** Văn phòng, văn thư, the person in charge, and the heads of that person's unit (`unitId`: the acting post's) keep it. */
export function keeps(
  actor: Actor,
  unitId: string | null,
  dossier: Pick<rows.DossierRow, 'responsible_position_id' | 'unit_id'>,
): boolean {
  if (positionsOf(actor).includes(dossier.responsible_position_id)) return true
  if (hasRole(actor, 'clerk', 'office-chief')) return true
  return hasRole(actor, 'unit-head', 'unit-deputy') && unitId !== null && unitId === dossier.unit_id
}

/** The dossier under lock, or the reason why the acting person may not change it. */
export async function lockOwn(tx: Tx, actor: Actor, dossierId: string): Promise<rows.DossierRow> {
  const agencyId = actor.acting.agencyId
  const dossier = await rows.lockDossier(tx, agencyId, dossierId)
  if (!dossier) throw new DomainError('not-found', 'dossiers.not-found')
  const posts = await listPosts(tx, agencyId)
  const unitId = posts.find((post) => post.position_id === actor.acting.positionId)?.unit_id ?? null
  if (!keeps(actor, unitId, dossier))
    throw new DomainError('forbidden', 'dossiers.not-yours', {
      symbol: dossier.symbol,
      name: holderOf(posts, dossier),
    })
  return dossier
}

export const holderOf = (posts: PostCard[], dossier: Pick<rows.DossierRow, 'responsible_position_id'>) => {
  const post = posts.find((row) => row.position_id === dossier.responsible_position_id)
  return post?.full_name ?? post?.title ?? ''
}

export const closedWords = (dossier: rows.DossierRow) => ({
  symbol: dossier.symbol,
  day: printDay(dossier.closed_on),
})
