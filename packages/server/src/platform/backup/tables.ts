import type pg from 'pg'

export interface Table {
  schema: string
  name: string
  columns: string[]
}

/** What is not carried over: log-ins of the moment, papers still in the spool, the one-time code, the word index (made again by itself). */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'identity.session': 'false',
  'platform.upload': `state <> 'waiting'`,
  'search.entry': 'false',
  'search.citation': 'false',
  'search.name': 'false',
  'search.cursor': 'false',
  'search.pending': 'false',
  'platform.setting': `key <> 'setup-token'`,
}
export const keptRows = (table: Table): string => LEFT_OUT[`${table.schema}.${table.name}`] ?? 'true'

/** Every table of ours. The queue has its own owner and version: its waiting jobs travel as words, not as rows. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'public')
     order by 1, 2`,
  )
  return rows
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
export const tableSql = (table: Pick<Table, 'schema' | 'name'>) =>
  `${quote(table.schema)}.${quote(table.name)}`
export const columnSql = (columns: readonly string[]) => columns.map(quote).join(', ')

export interface ForeignKey {
  table: string
  name: string
  definition: string
}
export async function listForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select c.conrelid::regclass::text as table, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where c.contype = 'f' and c.conparentid = 0 and n.nspname !~ '^pg_' and n.nspname not in ('graphile_worker', 'public')`,
  )
  return rows
}

/** Tables whose walls bind their owner too; COPY FROM needs them down while it loads. */
export async function listForced(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity and n.nspname !~ '^pg_' and n.nspname <> 'graphile_worker'`,
  )
  return rows.map((row) => row.name)
}

/** Identity columns continue behind the largest value that was loaded. */
export async function continueSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ seq: string; table: string; column: string }>(
    `select pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) as seq,
       c.oid::regclass::text as table, quote_ident(a.attname) as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where (a.attidentity <> '' or a.atthasdef) and c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('graphile_worker', 'information_schema')
       and pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) is not null`,
  )
  for (const { seq, table, column } of rows)
    await client.query(
      `select setval('${seq}', coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
    )
}
