import type pg from 'pg'

/** Many rows at once, shaped by the table itself; a row that stands already stays as it is. */
export async function bulk(
  client: pg.ClientBase,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = rows[0] && Object.keys(rows[0])
  if (!columns) return
  for (let i = 0; i < rows.length; i += 2000) {
    const names = columns.map((name) => `"${name}"`).join(', ')
    await client.query(
      `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1) on conflict do nothing`,
      [JSON.stringify(rows.slice(i, i + 2000))],
    )
  }
}
