// Connections of one installation: the owner migrates, the application works.
import pg from 'pg'
import { StartRefused } from '../installation.ts'

export interface DatabaseAddress {
  host: string
  port: number
  database: string
  owner: string
  ownerPassword: string
  app: string
  appPassword: string
}

// bigint counts fit a double here; dates stay the text they are on paper.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(1184, (text) => toIso(text))

/** PostgreSQL's `2021-12-20 00:30:00.123+00` as an ISO instant; the session's zone is UTC. */
function toIso(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, '')}Z`
}

export function poolAs(address: DatabaseAddress, role: 'owner' | 'app', max: number): pg.Pool {
  const pool = new pg.Pool({
    host: address.host,
    port: address.port,
    database: address.database,
    user: role === 'owner' ? address.owner : address.app,
    password: role === 'owner' ? address.ownerPassword : address.appPassword,
    max,
    options: '-c timezone=UTC -c statement_timeout=60000',
    application_name: `congvan-${role}`,
    idleTimeoutMillis: 60_000,
  })
  // A dropped connection is replaced by the pool; whoever was using it gets the error of its own query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function parseUrl(text: string, appPassword: string): DatabaseAddress {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new StartRefused(
      '--database-url không phải là một địa chỉ: cần dạng postgresql://người-dùng:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu.',
    )
  }
  if (!/^postgres(ql)?:$/.test(url.protocol))
    throw new StartRefused('--database-url phải bắt đầu bằng postgresql://.')
  const database = decodeURIComponent(url.pathname.slice(1)) || 'congvan'
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database,
    owner: decodeURIComponent(url.username),
    ownerPassword: decodeURIComponent(url.password),
    app: `${database}_app`,
    appPassword,
  }
}

/** Two processes on one installation must not rewrite the role's row at the same time: it is changed only when it must be. */
async function appMayEnter(address: DatabaseAddress): Promise<boolean> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.app,
    password: address.appPassword,
  })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Checks at start what would fail at the first document: version, CREATEROLE, the application's role. */
export async function prepareRoles(address: DatabaseAddress): Promise<void> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.owner,
    password: address.ownerPassword,
  })
  try {
    await client.connect()
  } catch (error) {
    throw new StartRefused(
      `Không nối được cơ sở dữ liệu ${address.host}:${address.port}/${address.database}: ${(error as Error).message}`,
    )
  }
  try {
    const { rows } = await client.query<{ version: number; may: boolean }>(
      `select current_setting('server_version_num')::int as version, (rolcreaterole or rolsuper) as may from pg_roles where rolname = current_user`,
    )
    const row = rows[0]!
    if (row.version < 150000)
      throw new StartRefused(`PostgreSQL ${Math.floor(row.version / 10000)} quá cũ: cần từ 15 trở lên.`)
    const { rows: have } = await client.query('select 1 from pg_roles where rolname = $1', [address.app])
    if (have.length === 0) {
      if (!row.may)
        throw new StartRefused(
          `Người dùng ${address.owner} cần quyền CREATEROLE để tạo vai trò ứng dụng ${address.app}.`,
        )
      await client.query(
        `create role ${pg.escapeIdentifier(address.app)} login password ${pg.escapeLiteral(address.appPassword)}`,
      )
    } else if (!(await appMayEnter(address))) {
      await client.query(
        `alter role ${pg.escapeIdentifier(address.app)} login password ${pg.escapeLiteral(address.appPassword)}`,
      )
    }
    await client.query(
      `grant connect on database ${pg.escapeIdentifier(address.database)} to ${pg.escapeIdentifier(address.app)}`,
    )
  } finally {
    await client.end()
  }
}

export async function createDatabase(address: DatabaseAddress, template?: string): Promise<void> {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: 'postgres',
    user: address.owner,
    password: address.ownerPassword,
  })
  try {
    await client.connect()
  } catch {
    // No way into the maintenance database: prepareRoles says in a sentence whether ours can be entered.
    await client.end().catch(() => undefined)
    return
  }
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [address.database])
    if (rows.length > 0) return
    await client.query(
      `create database ${pg.escapeIdentifier(address.database)}${template ? ` template ${pg.escapeIdentifier(template)}` : ''}`,
    )
  } finally {
    await client.end()
  }
}
