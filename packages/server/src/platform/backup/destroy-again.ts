import type pg from 'pg'

/** Rows of an old backup still speak of what was destroyed since: their words go too, before anybody may read them. */
export async function destroyAgain(owner: pg.Pool, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return
  const client = await owner.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ agency_id: string; id: string; direction: string }>(
      `select distinct d.agency_id, d.id, d.direction from documents.component c
       join documents.document d on d.agency_id = c.agency_id and d.id = c.document_id
       where c.sha256 = any ($1) and d.state <> 'destroyed'
         and (d.direction = 'incoming' or d.state in ('draft', 'in-review', 'awaiting-signature', 'signed'))`,
      [gone],
    )
    for (const { agency_id, id, direction } of rows) {
      await client.query(
        `select set_config('congvan.agencies', $1, true), set_config('congvan.agency', $2, true)`,
        [`{${agency_id}}`, agency_id],
      )
      await client.query(
        `update documents.document set state = 'destroyed' where agency_id = $1 and id = $2`,
        [agency_id, id],
      )
      const schema = direction === 'incoming' ? 'documents' : 'drafting'
      await client.query(`select ${schema}.destroy_content($1)`, [id])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
