// What must hold in the rows, asked as the owner and read only.
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { readBlob } from '../../../server/src/platform/blobs.ts'

export interface Finding {
  code: string
  state: 'good' | 'warning' | 'wrong'
  vi: string
  /** Between two installations: who has to act. */
  side?: 'ours' | 'theirs' | 'both' | 'nobody'
}
const finding = (code: string, good: boolean, right: string, bad: string): Finding => ({
  code,
  state: good ? 'good' : 'wrong',
  vi: good ? right : bad,
})

const SAMPLE = 300

export async function checkDatabase(owner: pg.Pool, app: string, data: string): Promise<Finding[]> {
  const one = async <T>(text: string, params: unknown[] = []) => (await owner.query(text, params)).rows as T[]
  return [
    ...(await versionAndRoles(one, app)),
    await migrations(one),
    await walls(one, app),
    await numbers(one),
    await sequences(one),
    await blobs(one, data),
  ]
}

type Ask = <T>(text: string, params?: unknown[]) => Promise<T[]>

async function versionAndRoles(ask: Ask, app: string): Promise<Finding[]> {
  const [server] = await ask<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  )
  const [role] = await ask<{ super: boolean; bypass: boolean }>(
    'select rolsuper as super, rolbypassrls as bypass from pg_roles where rolname = $1',
    [app],
  )
  return [
    finding(
      'postgres',
      server!.number >= 150000,
      `PostgreSQL ${server!.text}`,
      `PostgreSQL ${server!.text} quá cũ: cần từ 15 trở lên`,
    ),
    finding(
      'role',
      role !== undefined && !role.super && !role.bypass,
      `Vai trò ứng dụng ${app} không vượt được tường ngăn`,
      role
        ? `Vai trò ứng dụng ${app} vượt được tường ngăn (superuser hoặc bypassrls)`
        : `Thiếu vai trò ứng dụng ${app}`,
    ),
  ]
}

async function migrations(ask: Ask): Promise<Finding> {
  const { MIGRATIONS } = await import('../../../server/src/platform/postgres/migrate.ts')
  const wanted = (await readdir(MIGRATIONS))
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .map((name) => Number(name.slice(0, 4)))
  const done = (await ask<{ number: number }>('select number from public.congvan_migration')).map(
    (row) => row.number,
  )
  const missing = wanted.filter((number) => !done.includes(number))
  const newer = done.filter((number) => !wanted.includes(number))
  if (newer.length > 0)
    return {
      code: 'migrations',
      state: 'wrong',
      vi: `Dữ liệu thuộc bản Congvan mới hơn (bước ${newer.join(', ')})`,
    }
  if (missing.length > 0)
    return {
      code: 'migrations',
      state: 'warning',
      vi: `Còn ${missing.length} bước chuyển dữ liệu, sẽ chạy ở lần khởi động tới (${missing.join(', ')})`,
    }
  return {
    code: 'migrations',
    state: 'good',
    vi: `Đủ ${done.length} bước chuyển dữ liệu (mới nhất ${Math.max(...done)})`,
  }
}

/** Every table that carries an agency stands behind forced row-level security; the directory of agencies is public to all. */
async function walls(ask: Ask, app: string): Promise<Finding> {
  const open = await ask<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('graphile_worker', 'public') and not (c.relrowsecurity and c.relforcerowsecurity)
       and c.oid::regclass::text not in ('organisations.agency_name', 'identity.access_log')`,
  )
  const changes = await ask<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.oid = 'platform.event'::regclass
       and (has_table_privilege($1, c.oid, 'update') or has_table_privilege($1, c.oid, 'delete') or has_table_privilege($1, c.oid, 'truncate'))`,
    [app],
  )
  const bad = [
    ...open.map((row) => `${row.name} không có tường ngăn`),
    ...changes.map((row) => `${row.name} sửa hoặc xóa được`),
  ]
  return finding(
    'walls',
    bad.length === 0,
    'Mọi bảng của cơ quan đứng sau tường ngăn; nhật ký chỉ thêm',
    `Tường ngăn hở: ${bad.join('; ')}`,
  )
}

async function numbers(ask: Ask): Promise<Finding> {
  const holes = await ask<{ agency: string; period: string; last: number; first: number; rows: number }>(
    `select g.code as agency, c.period, c.last_number as last, c.first_number as first, count(e.number)::int as rows
     from registers.counter c join organisations.agency g on g.id = c.agency_id
     left join registers.entry e on e.agency_id = c.agency_id and e.series_id = c.series_id and e.period = c.period
       and e.number between c.first_number and c.last_number
     group by g.code, c.agency_id, c.series_id, c.period, c.last_number, c.first_number
     having count(e.number) <> c.last_number - c.first_number + 1`,
  )
  const [sum] = await ask<{ series: number; numbers: number }>(
    'select count(*)::int as series, coalesce(sum(last_number - first_number + 1), 0)::int as numbers from registers.counter',
  )
  const shown = holes
    .slice(0, 3)
    .map((row) => `${row.agency} ${row.period}: ${row.rows} dòng cho số ${row.first}–${row.last}`)
  return finding(
    'numbers',
    holes.length === 0,
    `${sum!.series} dãy số, ${sum!.numbers} số, không có lỗ hổng`,
    `${holes.length} dãy số có lỗ hổng: ${shown.join('; ')}`,
  )
}

async function sequences(ask: Ask): Promise<Finding> {
  const holes = await ask<{ agency_id: string }>(
    `select s.agency_id from platform.agency_sequence s
     left join (select agency_id, count(*) as n, max(seq) as last from platform.event group by 1) e using (agency_id)
     where coalesce(e.n, 0) <> s.last or coalesce(e.last, 0) <> s.last`,
  )
  const [sum] = await ask<{ n: number }>('select count(*)::int as n from platform.event')
  return finding(
    'events',
    holes.length === 0,
    `${sum!.n} sự kiện, thứ tự của mọi cơ quan liền nhau`,
    `Thứ tự sự kiện của ${holes.length} cơ quan bị đứt, ví dụ ${holes[0]?.agency_id}`,
  )
}

/** A sample of the files that documents point to, hashed again; all of them when there are few. */
async function blobs(ask: Ask, data: string): Promise<Finding> {
  const rows = await ask<{ sha256: string; all: number }>(
    `select sha256, count(*) over ()::int as all from (select distinct sha256 from documents.component) c order by md5(sha256 || clock_timestamp()::date::text) limit $1`,
    [SAMPLE],
  )
  const bad: string[] = []
  for (const { sha256 } of rows)
    if ((await hashOf(join(data, 'blobs', sha256.slice(0, 2), sha256))) !== sha256) bad.push(sha256)
  const many = rows[0]?.all ?? 0
  return finding(
    'blobs',
    bad.length === 0,
    `${rows.length} trên ${many} tệp được băm lại, đều đúng`,
    `${bad.length} trên ${rows.length} tệp được băm lại bị thiếu hoặc hỏng, ví dụ ${bad[0]?.slice(0, 16)}…; khôi phục từ bản sao lưu`,
  )
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    await pipeline(readBlob(path), hash)
    return hash.digest('hex')
  } catch {
    return null
  }
}
