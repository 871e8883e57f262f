import type { RecipientSuggestion } from '@congvan/contract'
import { fold } from '../../../kernel/text.ts'
import type { Tx } from '../../../platform/tx.ts'

const OUTSIDE: RecipientSuggestion[] = [
  { text: 'Bưu điện: ', agencyIds: [], count: 0, kind: 'outside' },
  { text: 'Thư điện tử: ', agencyIds: [], count: 0, kind: 'outside' },
]

interface Member {
  id: string
  short_name: string
  text: string
  parent_id: string | null
  parent_name: string | null
}

/** Group lines first ("UBND các xã, phường, thị trấn"), then agencies whose name holds every word typed, tone marks or not. */
export async function suggestRecipients(
  tx: Tx,
  ownAgencyId: string,
  q: string,
): Promise<RecipientSuggestion[]> {
  const words = fold(q).split(/\s+/).filter(Boolean)
  const matches = (text: string) => words.every((word) => fold(text).includes(word))
  const groups = await tx.rows<{ text: string; by_parent: boolean; members: Member[] }>(
    `select g.text, g.by_parent, coalesce(json_agg(json_build_object('id', a.id, 'short_name', a.short_name, 'text', g.text, 'parent_id', a.parent_id, 'parent_name', p.short_name) order by a.short_name)
       filter (where a.id is not null), '[]') as members
     from organisations.recipient_group g
     left join organisations.agency_card a on (g.level_code is null or a.level_code = g.level_code) and (g.kind is null or a.kind = g.kind) and a.code like g.code_pattern and a.id <> $1 and a.valid_to is null
     left join organisations.agency_card p on p.id = a.parent_id
     group by g.id, g.text, g.by_parent order by g.text`,
    [ownAgencyId],
  )
  const suggestions: RecipientSuggestion[] = []
  const push = (text: string, members: Member[]) => {
    if (members.length && matches(text))
      suggestions.push({
        text,
        agencyIds: members.map((row) => row.id),
        count: members.length,
        kind: 'group',
        members: members.map((row) => ({ agencyId: row.id, name: row.short_name })),
      })
  }
  for (const group of groups) {
    push(group.text, group.members)
    if (!group.by_parent || words.length === 0) continue
    for (const parent of new Set(group.members.map((row) => row.parent_name)))
      if (parent)
        push(
          `${group.text} thuộc ${parent}`,
          group.members.filter((row) => row.parent_name === parent),
        )
  }
  const agencies = await tx.rows<{ id: string; short_name: string; name: string; abbreviation: string }>(
    'select id, short_name, name, abbreviation from organisations.agency_card where id <> $1 and valid_to is null order by level_ordinal, name',
    [ownAgencyId],
  )
  for (const row of agencies) {
    if (suggestions.length >= 20) break
    if (words.length && matches(`${row.short_name} ${row.name} ${row.abbreviation}`))
      suggestions.push({ text: row.short_name, agencyIds: [row.id], count: 1, kind: 'agency' })
  }
  return [...suggestions.slice(0, 20), ...OUTSIDE.filter((row) => words.length === 0 || matches(row.text))]
}
