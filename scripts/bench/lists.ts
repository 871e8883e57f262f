// The pages a clerk opens all day, at the busiest organisation: with ten thousand documents in the province, then with a million.
import type { Province } from '../../packages/testkit/src/province.ts'
import { round, spread, timed } from './measure.ts'

const TURNS = 200
/** One document in twenty belongs to the busiest office, the rest to the others in turn. */
const BUSIEST = 20

export async function benchLists(province: Province, few: number, many: number) {
  const at = async (documents: number, from: number) => {
    await load(province, from, documents)
    return { documents, ...(await pages(province)) }
  }
  const small = await at(few, 0)
  const large = await at(many, few)
  return {
    small,
    large,
    growth: {
      list: round(large.list.p95 / small.list.p95),
      register: round(large.register.p95 / small.register.p95),
      intake: round(large.intake.p95 / small.intake.p95),
    },
    goal: { p95: 50, growth: 1.2 },
  }
}

async function pages(province: Province) {
  const clerk = await province.desk('văn thư tỉnh')
  const bookId = province.book('tỉnh', 'incoming')
  const asks = {
    list: () => clerk.asks('documents.list', { direction: 'incoming' }),
    register: () => clerk.asks('registers.entries', { bookId }),
    intake: () => clerk.asks('intake.queue', {}),
  }
  const measured: Record<string, ReturnType<typeof spread>> = {}
  for (const [name, ask] of Object.entries(asks)) {
    await timed(20, ask)
    measured[name] = spread(await timed(TURNS, ask))
  }
  return measured as Record<keyof typeof asks, ReturnType<typeof spread>>
}

async function load(province: Province, from: number, to: number): Promise<void> {
  const agency = province.agency('tỉnh')
  await province.rows(
    `with others as (select array_agg(id) as ids from organisations.agency where id <> $3)
     insert into documents.document (agency_id, id, direction, state, type_name, number, symbol, issued_on, subject, issuer_name, arrived_at,
       arrival_number, registered_at, created_at, changed_at, search_text)
     select case when n % ${BUSIEST} = 0 then $3::uuid else ids[1 + n % cardinality(ids)] end, gen_random_uuid(), 'incoming', 'completed', 'Công văn',
       n::text, 'BNN-TT', date '2021-01-04' + (n % 340), 'V/v chủ động phòng, chống xâm nhập mặn mùa khô lần ' || n, 'Bộ Nông nghiệp và Phát triển nông thôn',
       timestamptz '2021-01-04' + n * interval '27 seconds', n, timestamptz '2021-01-04' + n * interval '27 seconds',
       timestamptz '2021-01-04' + n * interval '27 seconds', timestamptz '2021-01-04' + n * interval '27 seconds',
       'chu dong phong chong xam nhap man mua kho lan ' || n
     from others, generate_series($1::int + 1, $2::int) n`,
    [from, to, agency],
  )
  await province.rows(
    `insert into registers.entry (agency_id, id, book_id, series_id, period, number, state, document_id, registered_on, issuer_name, number_symbol, issued_on, type_and_subject)
     select d.agency_id, gen_random_uuid(), s.book_id, s.id, '2021', d.arrival_number + 1000, 'used', d.id, d.issued_on, d.issuer_name, d.number || '/' || d.symbol, d.issued_on, d.subject
     from documents.document d join registers.series s on s.agency_id = d.agency_id and s.book_id = $3
     where d.agency_id = $4 and d.arrival_number between $1::int + 1 and $2::int and d.symbol = 'BNN-TT'`,
    [from, to, province.book('tỉnh', 'incoming'), agency],
  )
  await province.rows('analyze')
}
