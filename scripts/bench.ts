// npm run bench [-- PART…]: figures as JSON beside the machine's own limits of the same run. Every part stands on a database
// of its own with the product's durable settings. A busy machine gives low figures: its load stands beside them.
import { existsSync, readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { renderLetter } from '../packages/server/src/modules/letters/index.ts'
import { officialLetter } from '../packages/server/src/modules/letters/testing/samples.ts'
import { benchAtRest } from './bench/at-rest.ts'
import { benchExchange } from './bench/exchange.ts'
import { onPair } from './bench/exchange-ground.ts'
import { onGround } from './bench/ground.ts'
import { indicatorSpeed } from './bench/indicators.ts'
import { benchIssuing } from './bench/issuing.ts'
import { benchLists } from './bench/lists.ts'
import { round, spread, timed } from './bench/measure.ts'
import { readerFigures } from './bench/reader.ts'
import { benchRegistering } from './bench/registering.ts'
import { benchSearch } from './bench/search.ts'
import { benchSignatures } from './bench/signatures.ts'

/** The size the issues ask for; `BENCH_DOCUMENTS` makes it smaller for a look. */
const MILLION = Number(process.env.BENCH_DOCUMENTS ?? 1_000_000)

/** Issue 4 §6 in full takes its quarter of an hour; these make it smaller for a look. */
const EXCHANGE = {
  messages: Number(process.env.BENCH_MESSAGES ?? 2000),
  queued: Number(process.env.BENCH_QUEUE ?? 100_000),
  leaves: Number(process.env.BENCH_LEAVES ?? 10_000_000),
}

const PARTS: Record<string, () => Promise<unknown>> = {
  registering: () => onGround((province) => benchRegistering(province, 4000)),
  issuing: () => onGround((province) => benchIssuing(province, 400)),
  lists: () => onGround((province) => benchLists(province, 10_000, MILLION)),
  letters: async () => {
    await timed(3, () => renderLetter(officialLetter()))
    return { ...spread(await timed(100, () => renderLetter(officialLetter()))), goal: { p95: 25 } }
  },
  screens: async () => {
    const sizes = join(import.meta.dirname, '../packages/web/dist/sizes.json')
    const gzipBytes = existsSync(sizes) ? JSON.parse(readFileSync(sizes, 'utf8')).firstInboxGzip : null
    return { gzipBytes, goal: { gzipBytes: 250_000 } }
  },
  atRest: benchAtRest,
  signatures: () => onGround((province) => benchSignatures(province)),
  reader: readerFigures,
  exchange: () => onPair((pair) => benchExchange(pair, EXCHANGE)),
  search: () => onGround((province) => benchSearch(province, MILLION)),
  indicators: () => onGround((province) => indicatorSpeed(province, MILLION, 7000)),
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  process.stderr.write(`bench: no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}\n`)
  process.exit(64)
}
const figures: Record<string, unknown> = {}
for (const [name, part] of Object.entries(PARTS)) {
  if (named.length > 0 && !named.includes(name)) continue
  const loadBefore = round(loadavg()[0] ?? 0)
  const began = performance.now()
  const figure = (await part()) as object
  figures[name] = { ...figure, loadBefore, seconds: Math.round((performance.now() - began) / 1000) }
  process.stderr.write(`bench ${name}: ${Math.round((performance.now() - began) / 1000)} s\n`)
}
const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version }
process.stdout.write(`${JSON.stringify({ machine, ...figures }, null, 2)}\n`)
// The test cluster's keeper would hold the process.
process.exit(0)
