// For the plan test: many rows, and the plans of the real statement inside the owner's function, asked by the application role.
import type { Province } from '../../../../testkit/src/province.ts'
import { Temporal } from '../../kernel/time.ts'
import { agencyToken, termsOf } from './document-terms.ts'
import { parseQuery } from './parse-query.ts'
import { fullQuery, headQuery } from './tsquery.ts'

const WORDS =
  'báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế xã hội quản lý đầu tư công xâm nhập mặn nước ngọt giáo dục y tế'.split(
    ' ',
  )

async function fill(province: Province, count: number): Promise<void> {
  const agencies = ['tỉnh', 'xã', 'sở', 'tỉnh ủy'].map((nick) => province.agency(nick))
  const rows = Array.from({ length: count }, (_, i) => {
    const agencyId = agencies[i % 40 === 0 ? 0 : 1 + (i % 3)]!
    const word = (n: number) => WORDS[(i * 7 + n * 13 + ((i * n) % 5)) % WORDS.length]!
    return {
      agency_id: agencyId,
      terms: termsOf({
        agencyId,
        numberSymbol: `${i}/UBND-KT`,
        arrivalNumber: i,
        typeName: 'Công văn',
        subject: Array.from({ length: 12 }, (_, n) => word(n)).join(' '),
        issuerName: 'Sở Tài chính',
        issuerAlso: [],
        signerName: 'Phạm Hữu Đức',
        people: [],
        body: [Array.from({ length: 120 }, (_, n) => `${word(n)} tu${(i * 31 + n * 17) % 4000}`).join(' ')],
        days: ['2021-12-01'],
      }),
    }
  })
  await province.rows(
    `insert into search.entry (agency_id, document_id, direction, state, type_name, issuer_name, day, sort_at, terms_hash, terms)
     select r.agency_id, gen_random_uuid(), 'incoming', 'registered', 'Công văn', 'Sở Tài chính', '2021-12-01', '2021-12-01', '', r.terms::tsvector
     from jsonb_to_recordset($1::jsonb) as r (agency_id uuid, terms text)`,
    [JSON.stringify(rows)],
  )
  await province.rows('vacuum (analyze) search.entry')
}

/** Plans of the statement for one agency and for the province, with and without words. */
export async function plansOf(province: Province, count: number): Promise<Record<string, string>> {
  await fill(province, count)
  await province.rows(`create function search.explained(p_full text, p_head text, p_agencies uuid[], p_filter jsonb) returns setof text
    language plpgsql security definer set search_path = '' as $$
    begin
      return query execute 'explain ' || search.statement(p_filter, p_agencies is null)
        using p_full::tsquery, p_head::tsquery, p_agencies, null::text, p_filter, 0, 30, 20000;
    end $$`)
  await province.rows('grant execute on function search.explained(text, text, uuid[], jsonb) to public')
  const agencyId = province.agency('tỉnh')
  const today = Temporal.PlainDate.from('2021-12-20')
  const clerk = await province.actor('văn thư tỉnh')
  const plans: Record<string, string> = {}
  const asks: [string, string, boolean, Record<string, unknown>][] = [
    ['words of an agency', 'xâm nhập mặn', false, {}],
    ['common words of an agency', 'kết quả thực hiện', false, {}],
    ['a phrase', '"phát triển kinh tế"', false, {}],
    ['a number', '15/UBND-KT', false, {}],
    ['a month', 'báo cáo tháng 12/2021', false, {}],
    ['with facets', 'giáo dục', false, { type: 'Công văn', year: 2021 }],
    ['the whole province', 'xâm nhập mặn tu15', true, {}],
  ]
  for (const [name, q, all, filter] of asks) {
    const parsed = parseQuery(q, today)
    const wall = all ? '' : `'${agencyToken(agencyId)}' & `
    const lines = await province.runner.read(clerk, (tx) =>
      tx.rows<{ explained: string }>('select search.explained($1, $2, $3, $4)', [
        `${wall}(${fullQuery(parsed)})`,
        `${wall}(${headQuery(parsed)})`,
        all ? null : [agencyId],
        JSON.stringify(filter),
      ]),
    )
    plans[name] = lines.map((line) => line.explained).join('\n')
  }
  return plans
}
