import type { PostRole } from '@congvan/contract'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface PostCard {
  position_id: string
  agency_id: string
  unit_id: string | null
  title: string
  roles: PostRole[]
  ordinal: number
  unit_name: string | null
  unit_abbreviation: string | null
  person_id: string | null
  full_name: string | null
}

export const listPosts = (tx: Tx, agencyId: string) =>
  tx.rows<PostCard>('select * from organisations.post_card where agency_id = $1 order by ordinal, title', [
    agencyId,
  ])

export const findPost = (tx: Tx, agencyId: string, positionId: string) =>
  tx.one<PostCard>('select * from organisations.post_card where agency_id = $1 and position_id = $2', [
    agencyId,
    positionId,
  ])

export interface MandateRow {
  id: string
  position_id: string
  form: 'HEAD' | 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q'
  block_lines: string[]
  type_codes: string[] | null
  title: string
  full_name: string | null
  person_id: string | null
}

/** Mandates in force on the day (Decree 30 Art 13), with who holds the post now. */
export const listMandates = (tx: Tx, agencyId: string, day: string) =>
  tx.rows<MandateRow>(
    prepared(`select m.id, m.position_id, m.form, m.block_lines, m.type_codes, p.title, p.full_name, p.person_id
     from organisations.mandate m join organisations.post_card p on p.position_id = m.position_id and p.agency_id = m.agency_id
     where m.agency_id = $1 and m.valid_from <= $2 and (m.valid_to is null or m.valid_to >= $2)
     order by p.ordinal, m.form`),
    [agencyId, day],
  )

export interface UnitRow {
  id: string
  name: string
  abbreviation: string
}
export const listUnits = (tx: Tx, agencyId: string) =>
  tx.rows<UnitRow>(
    'select id, name, abbreviation from organisations.unit where agency_id = $1 and valid_to is null order by name',
    [agencyId],
  )

/** Positions whose holder is away at `now` and left their work to one of `positions`. */
export const absentPositionsOf = (tx: Tx, positions: string[], now: string) =>
  tx.rows<{ position_id: string }>(
    'select position_id from organisations.absence where delegate_position_id = any ($1) and valid_from <= $2 and valid_to > $2',
    [positions, now],
  )

export const insertAbsence = (
  tx: Tx,
  row: {
    id: string
    agencyId: string
    positionId: string
    delegatePositionId: string
    from: string
    to: string
    reason: string | null
  },
) =>
  tx.run(
    `insert into organisations.absence (id, agency_id, position_id, delegate_position_id, valid_from, valid_to, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.agencyId, row.positionId, row.delegatePositionId, row.from, row.to, row.reason],
  )
