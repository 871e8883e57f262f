// Numbers given after the backup exist on paper and at the addressees: they are struck through here, never given twice.
import type pg from 'pg'
import { newId } from '../../kernel/id.ts'
import { isoDay, Temporal } from '../../kernel/time.ts'
import { BackupRefused } from './manifest.ts'

export const GIVEN_REASON = 'Đã cấp sau bản sao lưu'

export interface Given {
  agency: string
  book: string
  type: string
  last: number
}

/** `mã cơ quan; đến|đi; loại (trống, - hoặc chữ viết tắt); số cuối cùng đã cấp`, one line for a run of numbers. */
export function parseGiven(text: string): Given[] {
  const rows: Given[] = []
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/^\uFEFF/, '').trim()
    if (line === '' || line.startsWith('#')) continue
    const [agency, book, type, last, ...more] = line.split(/[;\t]/).map((word) => word.trim())
    const number = Number(last)
    if (!agency || !book || last === undefined || more.length > 0 || !Number.isInteger(number) || number < 1)
      throw new BackupRefused(
        `Dòng ${i + 1} “${line}” không đúng dạng: mã cơ quan; đến hoặc đi; loại; số cuối cùng đã cấp.`,
      )
    if (!/^(đến|đi)$/.test(book.normalize('NFC').toLowerCase()))
      throw new BackupRefused(`Dòng ${i + 1}: sổ phải là “đến” hoặc “đi”, không phải “${book}”.`)
    rows.push({
      agency,
      book: book.normalize('NFC').toLowerCase(),
      type: type === '-' ? '' : (type ?? ''),
      last: number,
    })
  }
  return rows
}

interface Series {
  agency_id: string
  book_id: string
  id: string
  period: string
  last_number: number
}

/** Each number between the backup's last and the one really given becomes a cancelled row with its reason. */
export async function cancelGiven(owner: pg.Pool, given: readonly Given[], at: string): Promise<number> {
  const client = await owner.connect()
  let count = 0
  try {
    await client.query('begin')
    for (const row of given) count += await cancelRun(client, await findSeries(client, row, at), row, at)
    await client.query('commit')
    return count
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function findSeries(client: pg.ClientBase, given: Given, at: string): Promise<Series> {
  const year = isoDay(Temporal.Instant.from(at)).slice(0, 4)
  const { rows } = await client.query<Series>(
    `select s.agency_id, s.book_id, s.id, coalesce(s.term, $4) as period, coalesce(c.last_number, 0) as last_number
     from registers.series s join registers.book b on b.agency_id = s.agency_id and b.id = s.book_id
     join organisations.agency g on g.id = s.agency_id
     left join registers.counter c on c.agency_id = s.agency_id and c.series_id = s.id and c.period = coalesce(s.term, $4)
     where g.code = $1 and b.direction = $2 and (s.type_codes is null or $3 = any (s.type_codes))
     order by s.type_codes is null limit 1`,
    [given.agency, given.book === 'đến' ? 'incoming' : 'outgoing', given.type, year],
  )
  if (!rows[0])
    throw new BackupRefused(
      `Không có sổ ${given.book} nào của cơ quan mang mã “${given.agency}” trong bản sao lưu.`,
    )
  return rows[0]
}

async function cancelRun(client: pg.ClientBase, series: Series, given: Given, at: string): Promise<number> {
  if (given.last <= series.last_number) return 0
  if (given.last - series.last_number > 100_000)
    throw new BackupRefused(
      `Số ${given.last} cách số cuối của bản sao lưu (${series.last_number}) quá xa; kiểm tra lại.`,
    )
  for (let number = series.last_number + 1; number <= given.last; number++)
    await client.query(
      `insert into registers.entry (agency_id, id, book_id, series_id, period, number, state, registered_on, reason)
       values ($1, $2, $3, $4, $5, $6, 'cancelled', $7, $8)`,
      [
        series.agency_id,
        newId(),
        series.book_id,
        series.id,
        series.period,
        number,
        isoDay(Temporal.Instant.from(at)),
        GIVEN_REASON,
      ],
    )
  await client.query(
    `insert into registers.counter (agency_id, series_id, period, first_number, last_number) values ($1, $2, $3, 1, $4)
     on conflict (agency_id, series_id, period) do update set last_number = $4`,
    [series.agency_id, series.id, series.period, given.last],
  )
  await client.query('select platform.append_events($1)', [
    JSON.stringify([
      {
        id: newId(),
        agency_id: series.agency_id,
        happened_at: at,
        name: 'registers.numbers-given-elsewhere',
        subject_id: series.id,
        payload: { from: series.last_number + 1, to: given.last, reason: GIVEN_REASON },
      },
    ]),
  ])
  return given.last - series.last_number
}
