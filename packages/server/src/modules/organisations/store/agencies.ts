import { prepared, type Tx } from '../../../platform/tx.ts'

export interface AgencyCard {
  id: string
  code: string
  kind: string
  level_code: string
  level_name: string
  level_ordinal: number
  parent_id: string | null
  layout_regime: 'nd30' | 'party'
  hand_over: 'by-clerk' | 'automatic'
  name: string
  short_name: string
  abbreviation: string
  name_on_paper: string
  parent_name_on_paper: string | null
  place_name: string
  identifier_code: string | null
}

export const findAgency = (tx: Tx, id: string) =>
  tx.one<AgencyCard>(prepared('select * from organisations.agency_card where id = $1'), [id])

export const listAgencies = (tx: Tx) =>
  tx.rows<AgencyCard>(
    'select * from organisations.agency_card where valid_to is null order by level_ordinal, name',
  )

export const findAgencies = (tx: Tx, ids: string[]) =>
  tx.rows<AgencyCard>(prepared('select * from organisations.agency_card where id = any ($1)'), [ids])

/** The one living agency of this name, letter case apart; null when none or several bear it. */
export async function nameInDirectory(tx: Tx, name: string): Promise<string | null> {
  const rows = await tx.rows<{ name: string }>(
    'select distinct name from organisations.agency_card where valid_to is null and lower(name) = lower($1) limit 2',
    [name],
  )
  return rows.length === 1 ? rows[0]!.name : null
}
