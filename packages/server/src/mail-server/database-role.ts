// The one role that Postfix and Dovecot have: it reads the views of `mail_server` and can do nothing else.
import pg from 'pg'
import type { DatabaseAddress } from '../platform/postgres/database.ts'
import type { MailState } from './layout.ts'

export async function withOwner<T>(
  address: DatabaseAddress,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.owner,
    password: address.ownerPassword,
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export async function grantRole(client: pg.Client, { database }: MailState): Promise<void> {
  const role = pg.escapeIdentifier(database.role)
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [database.role])
  await client.query(
    `${rowCount ? 'alter' : 'create'} role ${role} login password ${pg.escapeLiteral(database.password)} connection limit 60`,
  )
  await client.query(`alter role ${role} set default_transaction_read_only = on`)
  await client.query(`alter role ${role} set statement_timeout = '10s'`)
  await client.query(`grant connect on database ${pg.escapeIdentifier(database.name)} to ${role}`)
  await client.query(`grant usage on schema mail_server to ${role}`)
  await client.query(`grant select on all tables in schema mail_server to ${role}`)
}
