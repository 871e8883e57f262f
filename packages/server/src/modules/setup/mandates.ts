// Cell 7a of each signer, composed from the sheet's form by the rules of Art 13 that the letters module keeps.
import { fold } from '../../kernel/text.ts'
import { composeSignatureBlock } from '../letters/index.ts'
import type { PlannedAgency, PlannedPost } from './plan.ts'

const COLLECTIVES: readonly (readonly [begins: string, body: string])[] = [
  ['uy ban nhan dan', 'Ủy ban nhân dân'],
  ['hoi dong nhan dan', 'Hội đồng nhân dân'],
  ['ban thuong vu', 'Ban Thường vụ'],
  ['ban chap hanh', 'Ban Chấp hành'],
]

/** A committee signs as a whole (Art 13.1); an office headed by one person does not. */
export function collectiveOf(agency: Pick<PlannedAgency, 'name' | 'kind'>): string | null {
  const folded = fold(agency.name)
  const known = COLLECTIVES.find(([begins]) => folded.startsWith(begins))
  if (known) return known[1]
  return agency.kind === 'party' && /^(tinh|huyen|thanh|dang|thi) uy/.test(folded) ? 'Ban Thường vụ' : null
}

export function blockLines(
  post: PlannedPost,
  agency: Pick<PlannedAgency, 'name' | 'kind'>,
  headTitle: string | null,
): string[] | null {
  if (!post.form) return null
  const party = agency.kind === 'party'
  const collective = post.body ?? collectiveOf(agency)
  const needsBody = post.form === 'TM' || post.form === 'Q' || (post.form === 'KT' && !party)
  const body = post.form === 'TM' ? (collective ?? agency.name) : needsBody ? collective : null
  const composed = composeSignatureBlock({
    regime: party ? 'party' : 'nd30',
    form: post.form,
    position: post.title,
    name: post.person ?? '',
    ...(body ? { body } : {}),
    ...(headTitle && ['KT', 'TL', 'TUQ'].includes(post.form) ? { principal: headTitle } : {}),
  })
  return composed.ok ? [...composed.block.lines] : null
}
