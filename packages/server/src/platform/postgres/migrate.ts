import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { StartRefused } from '../installation.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../../migrations')

/** Applies the numbered files that are missing, each in its own transaction; forward only. Returns the newest number. */
export async function migrate(pool: pg.Pool, appRole: string, folder = MIGRATIONS): Promise<number> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(812600)')
    await client.query(
      'create table if not exists public.congvan_migration (number int primary key, name text not null, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ number: number }>('select number from public.congvan_migration')
    const done = new Set(rows.map((row) => row.number))
    const newest = files.length ? Number(files.at(-1)!.slice(0, 4)) : 0
    for (const number of done) {
      if (number > newest)
        throw new StartRefused(
          `Cơ sở dữ liệu thuộc phiên bản mới hơn (bước ${number}). Hãy dùng bản Congvan mới hơn.`,
        )
    }
    for (const file of files) {
      const number = Number(file.slice(0, 4))
      if (!done.has(number))
        await apply(client, number, file, await readFile(join(folder, file), 'utf8'), appRole)
    }
    return newest
  } finally {
    await client.query('select pg_advisory_unlock(812600)').catch(() => undefined)
    client.release()
  }
}

async function apply(
  client: pg.PoolClient,
  number: number,
  file: string,
  text: string,
  appRole: string,
): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text.replaceAll(':app', pg.escapeIdentifier(appRole)))
    await client.query('insert into public.congvan_migration (number, name) values ($1, $2)', [number, file])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${file}: ${(error as Error).message}`, { cause: error })
  }
}
