import type { Tx } from '../../../platform/tx.ts'

/** Setup writes for every agency of the installation: the directory as its administrator, books and keys one agency at a time. */
export const asAdministrator = (tx: Tx) =>
  tx.run(
    `select set_config('congvan.administrator', 'on', true),
            set_config('congvan.agencies', coalesce((select array_agg(id)::text from organisations.agency), '{}'), true)`,
  )

export const actFor = (tx: Tx, agencyId: string) =>
  tx.run(`select set_config('congvan.agency', $1, true)`, [agencyId])

/** Many rows at once, shaped by the table itself. */
export async function insertMany(
  tx: Tx,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = rows[0] && Object.keys(rows[0])
  if (!columns) return
  const names = columns.map((name) => `"${name}"`).join(', ')
  for (let i = 0; i < rows.length; i += 2000)
    await tx.run(
      `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.slice(i, i + 2000))],
    )
}
