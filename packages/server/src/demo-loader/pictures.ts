import { type Province, SEAL_MILLIMETRES, SIGNATURE_MILLIMETRES, sealPng, signaturePng } from '@congvan/demo'
import type pg from 'pg'
import { derivedId } from './derived-id.ts'

/** Seals and signatures are drawn when somebody first needs them: a start does not wait for a thousand pictures. */
export class PictureBook {
  private readonly drawn = new Set<string>()
  private readonly agencies: Map<string, Province['agencies'][number]>
  private readonly people: Map<string, Province['people'][number]>

  constructor(province: Province) {
    this.agencies = new Map(province.agencies.map((row) => [row.id, row]))
    this.people = new Map(province.people.map((row) => [row.id, row]))
  }

  async ensure(client: pg.ClientBase, agencyId: string, personId: string | null): Promise<void> {
    const id = derivedId('picture', agencyId, personId ?? '')
    if (this.drawn.has(id)) return
    this.drawn.add(id)
    const { rows } = await client.query('select 1 from signing.picture where agency_id = $1 and id = $2', [
      agencyId,
      id,
    ])
    if (rows.length > 0) return
    const png = personId ? signaturePng(this.people.get(personId)!) : sealPng(this.agencies.get(agencyId)!)
    const size = personId ? SIGNATURE_MILLIMETRES : { width: SEAL_MILLIMETRES, height: SEAL_MILLIMETRES }
    await client.query(
      `insert into signing.picture (agency_id, id, holder, person_id, png, width_mm, height_mm)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [agencyId, id, personId ? 'person' : 'agency', personId, Buffer.from(png), size.width, size.height],
    )
  }
}
