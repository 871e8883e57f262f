// Search at size: N documents of 400 syllables over 450 organisations, built, searched by an organisation and by a leader
// over all, and how soon a new one is found. `node scripts/run.mjs scripts/bench/search.ts 100000` runs it alone.
import { loadavg } from 'node:os'
import { newId } from '../../packages/server/src/kernel/id.ts'
import { startSearch, termsOf } from '../../packages/server/src/modules/search/index.ts'
import { systemActor } from '../../packages/server/src/platform/system-actor.ts'
import type { Province } from '../../packages/testkit/src/province.ts'
import { round, spread, timed } from './measure.ts'

const ORGANISATIONS = 450
const SYLLABLES = 400
const BATCH = 500
const SEARCHES = 200

/** The same numbers on every machine. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

const ONSETS = 'b,c,ch,d,đ,g,gi,h,kh,l,m,n,ng,nh,ph,qu,r,s,t,th,tr,v,x,'.split(',')
const RIMES =
  'an,anh,ang,ao,ay,ân,âp,ât,ây,ăm,ăng,en,êm,ên,êt,i,inh,iên,iêu,o,oan,oc,ô,ôn,ông,ơi,u,ung,uân,ươc,ương,ưu'.split(
    ',',
  )
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']

/** About 4,400 syllables; the first are said most, as in the language (Zipf). */
function vocabulary(random: () => number): string[] {
  const all = ONSETS.flatMap((onset) =>
    RIMES.flatMap((rime) =>
      TONES.map((tone) => `${onset}${rime[0]}${tone}${rime.slice(1)}`.normalize('NFC')),
    ),
  )
  return all
    .map((word) => ({ word, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word)
}

interface Sample {
  agencyId: string
  subject: string
  number: string
}

function writer(random: () => number, words: readonly string[]) {
  const weights: number[] = []
  let sum = 0
  for (let i = 0; i < words.length; i++) {
    sum += 1 / (i + 3)
    weights.push(sum)
  }
  const pick = () => {
    const wanted = random() * sum
    let [low, high] = [0, weights.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (weights[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return words[low]!
  }
  return (count: number) => Array.from({ length: count }, pick).join(' ')
}

async function organisations(province: Province): Promise<string[]> {
  const ids = Array.from({ length: ORGANISATIONS }, () => newId())
  await province.rows(
    `insert into organisations.agency (id, code, kind, level_code, parent_id, layout_regime, valid_from)
     select x.id, 'B' || x.n, a.kind, a.level_code, a.id, a.layout_regime, '2020-01-01'
     from unnest($1::uuid[]) with ordinality x (id, n), organisations.agency a where a.id = $2`,
    [ids, province.agency('tỉnh')],
  )
  await province.rows(
    `insert into organisations.agency_name (agency_id, valid_from, name, short_name, abbreviation, name_on_paper, place_name)
     select x.id, '2020-01-01', 'Cơ quan ' || x.n, 'Cơ quan ' || x.n, 'CQ' || x.n, 'CƠ QUAN ' || x.n, 'Bến Tre' from unnest($1::uuid[]) with ordinality x (id, n)`,
    [ids],
  )
  await province.rows(
    'insert into search.cursor (agency_id, complete) select unnest($1::uuid[]), true on conflict do nothing',
    [ids],
  )
  return ids
}

/** Documents and their rows of the index; every tenth belongs to the largest organisation, the rest thin out. */
async function build(
  province: Province,
  agencies: string[],
  count: number,
): Promise<{ seconds: number; samples: Sample[] }> {
  const random = randomOf(812600)
  const text = writer(random, vocabulary(random))
  // The texts are there before the clock runs: making them is not the product's work.
  const bodies = Array.from({ length: Math.min(count, 4000) }, () => text(SYLLABLES))
  const subjects = Array.from({ length: Math.min(count, 40_000) }, () => text(16))
  const samples: Sample[] = []
  const begun = Date.UTC(2019, 0, 1)
  await province.rows('drop index search.entry_terms')
  const began = performance.now()
  const going = new Set<Promise<unknown>>()
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => {
      const n = from + i
      const agencyId = agencies[n % 10 === 0 ? 0 : Math.floor(agencies.length * random() ** 1.6)]!
      const at = new Date(begun + (n / count) * 3 * 365 * 86_400_000).toISOString()
      const [day, subject, number] = [at.slice(0, 10), subjects[n % subjects.length]!, String((n % 9000) + 1)]
      if (n % Math.max(1, Math.floor(count / 2000)) === 0) samples.push({ agencyId, subject, number })
      const terms = termsOf({
        agencyId,
        numberSymbol: `${number}/UBND-KT`,
        arrivalNumber: null,
        typeName: 'Công văn',
        subject,
        issuerName: 'Sở Tài chính',
        issuerAlso: [],
        signerName: 'Phạm Hữu Đức',
        people: [],
        body: [bodies[n % bodies.length]!],
        days: [day],
      })
      return { agency_id: agencyId, id: newId(), number, day, at, subject, terms }
    })
    const put: Promise<unknown> = put500(province, rows).then(() => going.delete(put))
    going.add(put)
    if (going.size >= 2) await Promise.race(going)
  }
  await Promise.all(going)
  await province.rows(
    `set maintenance_work_mem = '256MB'; create index entry_terms on search.entry using gin (terms)`,
  )
  const seconds = (performance.now() - began) / 1000
  await province.rows('vacuum (analyze) search.entry')
  await province.rows('vacuum (analyze) documents.document')
  return { seconds, samples }
}

async function put500(province: Province, rows: unknown[]): Promise<void> {
  await province.rows(
    `with r as materialized (select * from jsonb_to_recordset($1::jsonb) as r (agency_id uuid, id uuid, number text, day date, at timestamptz, subject text, terms text)),
     d as (insert into documents.document (agency_id, id, direction, state, type_name, number, symbol, issued_on, subject, issuer_name, signer_name, arrival_number, registered_at, created_at, changed_at)
       select agency_id, id, 'incoming', 'registered', 'Công văn', number, 'UBND-KT', day, subject, 'Sở Tài chính', 'Phạm Hữu Đức', 1, at, at, at from r)
     insert into search.entry (agency_id, document_id, direction, state, type_name, issuer_name, number_key, issued_on, day, sort_at, terms_hash, terms)
       select agency_id, id, 'incoming', 'registered', 'Công văn', 'Sở Tài chính', number || 'ubndkt', day, day, at, '', terms::tsvector from r`,
    [JSON.stringify(rows)],
  )
}

/** What people half remember: some words of the subject, in any marks, a phrase, a number, a month. */
function questions(samples: Sample[], count: number): (Sample & { q: string })[] {
  const random = randomOf(7)
  return Array.from({ length: count }, (_, i) => {
    const sample = samples[Math.floor(random() * samples.length)]!
    const words = sample.subject.split(' ')
    const at = Math.floor(random() * (words.length - 4))
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
    const shapes = [
      words.slice(at, at + 3).join(' '),
      plain(words.slice(at, at + 4).join(' ')),
      `"${words.slice(at, at + 2).join(' ')}" ${words.at(-1)}`,
      `${sample.number}/UBND-KT`,
      `${words[at]} ${words[at + 3]} tháng ${(i % 12) + 1}/2020`,
    ]
    return { ...sample, q: shapes[i % shapes.length]! }
  })
}

export interface SearchFigures {
  documents: number
  organisations: number
  buildPerSecond: number
  agencyMs: ReturnType<typeof spread>
  provinceMs: ReturnType<typeof spread>
  findableSeconds: number
  loadBefore: number
}

/** All figures on one province; leaves its rows behind, so give it a database of its own. */
export async function benchSearch(province: Province, documents: number): Promise<SearchFigures> {
  const loadBefore = round(loadavg()[0] ?? 0)
  const agencies = await organisations(province)
  const { seconds, samples } = await build(province, agencies, documents)
  const asked = questions(samples, SEARCHES)
  const own = asked.values()
  const agencySearch = () => {
    const { agencyId, q } = own.next().value!
    return province.runner.queryByName('search.find', systemActor(agencyId), { q })
  }
  await timed(20, agencySearch)
  const agencyMs = spread(await timed(SEARCHES - 20, agencySearch))
  const leader = await province.actor('chủ tịch')
  await province.rows(
    'insert into search.province_right (agency_id, position_id, granted_by, granted_at) values ($1, $2, $3, now())',
    [leader.acting.agencyId, leader.acting.positionId, leader.personId],
  )
  const all = questions(samples, 70).values()
  const wide = () =>
    province.runner.queryByName('search.find', leader, { q: all.next().value!.q, scope: 'province' })
  await timed(5, wide)
  const provinceMs = spread(await timed(60, wide))
  return {
    documents,
    organisations: ORGANISATIONS,
    buildPerSecond: round(documents / seconds),
    agencyMs,
    provinceMs,
    findableSeconds: await findable(province),
    loadBefore,
  }
}

/** From the clerk's key to the answer that holds the paper, while the follower runs as in the product. */
async function findable(province: Province): Promise<number> {
  const stop = startSearch(province.services)
  try {
    const times: number[] = []
    const clerk = await province.desk('văn thư tỉnh')
    for (let turn = 0; turn < 5; turn++) {
      const documentId = await province
        .arrival()
        .with({ subject: `Việc mới tinh ${turn} chưa ai thấy` })
        .registered()
      const began = performance.now()
      for (;;) {
        const answer = await clerk.asks('search.find', { q: `mới tinh ${turn}` })
        if (answer.rows.some((hit: { card: { id: string } }) => hit.card.id === documentId)) break
        if (performance.now() - began > 30_000) return Number.POSITIVE_INFINITY
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      times.push((performance.now() - began) / 1000)
    }
    return round(Math.max(...times))
  } finally {
    await stop()
  }
}
