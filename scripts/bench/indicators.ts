// Indicators over a year: everything counted from nothing, and the board's question asked again and again (issue 6 §7).

import { recount } from '../../packages/server/src/modules/indicators/index.ts'
import type { Province } from '../../packages/testkit/src/province.ts'
import { round, spread, timed } from './measure.ts'

export interface IndicatorSpeed {
  documents: number
  people: number
  recountSeconds: number
  board: ReturnType<typeof spread>
}

const AGENCIES = 450

/** A province of 450 agencies and `people` officials, with a year of documents: one in five issued, four in five arrived. */
export async function fillIndicators(
  province: Province,
  documents: number,
  people: number,
  tell: (step: string, ms: number) => void = () => undefined,
): Promise<void> {
  const run = async (text: string, params: unknown[] = []) => {
    const began = performance.now()
    await province.rows(text, params)
    tell(text.slice(0, 40), performance.now() - began)
  }
  await run(
    `insert into organisations.agency (id, code, kind, level_code, parent_id, layout_regime, valid_from)
     select gen_random_uuid(), 'b' || n, case n % 5 when 0 then 'party' else 'state' end, 'level-2', $1, 'nd30', '2020-01-01'
     from generate_series(1, $2::int) n`,
    [province.agency('tỉnh'), AGENCIES],
  )
  // Nine places, as a province has districts: the rest belong to one of them or, one in eight, to none.
  await run(
    `update organisations.agency a set parent_id = place.id
     from (select id, row_number() over (order by code) - 1 as n from organisations.agency where code ~ '^b[1-9]$') place
     where a.code ~ '^b[0-9]{2,}$' and substr(a.code, 2)::int % 8 <> 0 and substr(a.code, 2)::int % 9 = place.n`,
  )
  await run(
    `insert into organisations.agency_name (agency_id, valid_from, name, short_name, abbreviation, name_on_paper, place_name)
     select id, '2020-01-01', code, code, code, code, 'Bến Tre' from organisations.agency where code like 'b%'`,
  )
  await run(
    `insert into indicators.organisation_set (set_code, member_id, valid_from, basis)
     select 'administrative', id, '2020-01-01', 'đo' from organisations.agency where kind = 'state'`,
  )
  await run(
    `create table bench_agency as select id, row_number() over (order by code) - 1 as n from organisations.agency where code like 'b%'`,
  )
  await run(
    `insert into organisations.person (id, full_name) select gen_random_uuid(), 'P' || n from generate_series(1, $1::int) n`,
    [people],
  )
  await run(
    `with seat as (select p.id as person_id, gen_random_uuid() as position_id, a.id as agency_id
       from (select id, row_number() over () as n from organisations.person where full_name ~ '^P[0-9]+$') p join bench_agency a on a.n = p.n % $1::int),
     post as (insert into organisations.position (id, agency_id, title, roles, valid_from) select position_id, agency_id, 'Chuyên viên', '{officer}', '2020-01-01' from seat),
     boxes as (insert into mail.mailbox (agency_id, id, kind, address, person_id, state_since, since)
       select agency_id, gen_random_uuid(), 'person', person_id || '@x', person_id, '2020-01-01', '2020-01-01' from seat),
     desks as (insert into equipment.workstation (agency_id, id, asset_code, kind, person_id, internal_network, broadband, since)
       select agency_id, gen_random_uuid(), person_id::text, 'desktop', person_id, true, true, '2020-01-01' from seat)
     insert into organisations.appointment (id, agency_id, person_id, position_id, valid_from) select gen_random_uuid(), agency_id, person_id, position_id, '2020-01-01' from seat`,
    [AGENCIES],
  )
  const issued = Math.floor(documents / 5)
  await run(
    `insert into documents.document (agency_id, id, direction, state, type_name, number, symbol, issued_on, subject, issuer_name, issuer_agency_id, signer_name, created_at, changed_at, paper_only)
     select a.id, gen_random_uuid(), 'outgoing', 'issued', 'Công văn', g.n::text, 'X', date '2021-01-04' + (g.n % 340), 'Đo', 'Đo', a.id, 'Đo', now(), now(), g.n % 33 = 0
     from generate_series(1, $1::int) s (k) cross join lateral (select s.k as n) g join bench_agency a on a.n = g.n % $2::int`,
    [issued, AGENCIES],
  )
  await run(
    `insert into deliveries.delivery (agency_id, id, document_id, recipient_agency_id, recipient_name, channel, sent_at, arrived_at, accepted_at)
     select d.agency_id, gen_random_uuid(), d.id, a.id, 'Đo', 'local', d.issued_on + time '10:00', d.issued_on + time '10:01', d.issued_on + time '14:00'
     from (select *, row_number() over () as n from documents.document where subject = 'Đo' and direction = 'outgoing') d
     cross join generate_series(1, 4) k join bench_agency a on a.n = (d.n * 7 + k * 61) % $1::int and a.id <> d.agency_id`,
    [AGENCIES],
  )
  await run(
    `insert into documents.document (agency_id, id, direction, state, type_name, number, symbol, issued_on, subject, issuer_name, arrived_at, arrival_number, registered_at, due_on, completed_at, created_at, changed_at)
     select a.id, gen_random_uuid(), 'incoming', 'completed', 'Công văn', g.n::text, 'X', date '2021-01-04' + (g.n % 340), 'Đo', 'Đo', (date '2021-01-04' + (g.n % 340)) + time '09:00',
       g.n, (date '2021-01-04' + (g.n % 340)) + time '10:00', case when g.n % 3 = 0 then date '2021-01-14' + (g.n % 340) end, (date '2021-01-08' + (g.n % 340)) + time '09:00', now(), now()
     from generate_series(1, $1::int) s (k) cross join lateral (select s.k as n) g join bench_agency a on a.n = g.n % $2::int`,
    [documents - issued, AGENCIES],
  )
  await run('analyze')
}

/** `documents` 1,000,000 and `people` 7,000 is the size of issue 6; fewer on a busy machine. */
export async function indicatorSpeed(
  province: Province,
  documents: number,
  people: number,
  asks = 50,
): Promise<IndicatorSpeed> {
  await fillIndicators(province, documents, people)
  const began = performance.now()
  await recount(province.services)
  const recountSeconds = round((performance.now() - began) / 1000)
  const actor = await province.actor('chủ tịch')
  const times = await timed(asks, () => province.runner.queryByName('indicators.board', actor, {}))
  return { documents, people, recountSeconds, board: spread(times) }
}
