import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { decreeStyle } from '../appearance/index.ts'
import { readNode } from '../asn1/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes } from '../bytes/latin1.ts'
import { extendTo } from '../pades/index.ts'
import {
  type Cast,
  judge,
  makeCast,
  makePdf,
  qpdfMake,
  signOnce,
  TINOS,
  timestamper,
} from '../pades/test-kit.ts'
import { listSignatures, openPdf } from '../pdf/index.ts'
import { judgeMutant, mutatePdf, randomFrom, type Specimen, specimenOf } from './mutation.ts'
import { labFetch, labTrust } from './test-kit.ts'

/** Mutants of two-signature B-LTA files that prove themselves offline; SOAK=1 makes a hundred thousand. */

const COUNT = Number(process.env.MUTANTS ?? (process.env.SOAK ? 100_000 : 2000))
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const LONGEST_MS = 2000

let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

async function specimen(base: Uint8Array): Promise<Specimen> {
  const style = decreeStyle(TINOS)
  const rect = { x: 300, y: 120, width: 130, height: 57 }
  const one = await signOnce(base, cast.person, { rect, appearance: { lines: ['A'], style } }, cast.lab)
  const two = await signOnce(one, cast.seal, { rect: { ...rect, x: 60 } }, cast.lab)
  const options = { fetchTimestamp: timestamper(cast.lab), fetch: labFetch }
  return specimenOf(concatBytes([two, (await extendTo(bytesSource(two), 'B-LTA', options)).tail]))
}

/** What a page looks like to poppler, to compare files whose signatures still pass. */
const rendered = (bytes: Uint8Array): string =>
  judge('sh', (path) => ['-c', `pdftoppm -r 20 ${path} page >/dev/null 2>&1; cat page* | sha256sum`], bytes)
    .out

it(`no mutant crashes, hangs or passes with other signed bytes (seed ${SEED}, ${COUNT} mutants)`, async () => {
  const random = randomFrom(SEED)
  const base = makePdf({ style: 'table', pages: 2 })
  const specimens = [await specimen(base), await specimen(qpdfMake(base, '--object-streams=generate'))]
  const options = { trust: labTrust(cast.lab), now: new Date() }
  const looks = specimens.map(({ bytes }) => rendered(bytes))
  const tally: Record<string, number> = {}
  let renders = 0
  for (let i = 0; i < COUNT; i++) {
    const which = i % specimens.length
    const mutant = mutatePdf(specimens[which]!, random)
    const { report, broken, millis } = await judgeMutant(specimens[which]!, mutant, options)
    const where = `seed ${SEED}, mutant ${i}`
    assert.equal(broken, null, where)
    assert.ok(millis < LONGEST_MS, `${where}: ${millis} ms`)
    tally[report.verdict] = (tally[report.verdict] ?? 0) + 1
    const isOther = Buffer.compare(mutant, specimens[which]!.bytes) !== 0
    if (report.verdict === 'valid' && isOther && renders < 60) {
      renders++
      assert.equal(rendered(mutant), looks[which], `${where}: valid but looks different`)
    }
  }
  // The mutations must bite, or the test proves nothing.
  assert.ok((tally.invalid ?? 0) > COUNT / 8, JSON.stringify(tally))
  assert.ok((tally.unreadable ?? 0) > COUNT / 50, JSON.stringify(tally))
  process.stdout.write(`# mutants by verdict: ${JSON.stringify(tally)}, rendered ${renders}\n`)
})

it(`a signature value with one byte altered anywhere is judged, never thrown out of (seed ${SEED})`, async () => {
  const random = randomFrom(SEED)
  const signed = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
  const subject = await specimenOf(signed)
  const [found] = await listSignatures(await openPdf(bytesSource(signed)))
  const { length } = readNode(found!.contents).raw
  const options = { trust: labTrust(cast.lab), now: new Date() }
  let failed = 0
  for (let i = 0; i < 300; i++) {
    const at = Math.floor(random() * length)
    const value = ((found!.contents[at]! ^ (1 << Math.floor(random() * 8))) & 0xff)
      .toString(16)
      .padStart(2, '0')
    const mutant = Uint8Array.from(signed)
    mutant.set(Buffer.from(value), found!.contentsRange!.start + 1 + 2 * at)
    const { report, broken } = await judgeMutant(subject, mutant, options)
    assert.equal(broken, null)
    if (report.verdict === 'invalid') failed++
  }
  // Most of the value is certificates and the time stamp; altered, they leave the verdict open.
  assert.ok(failed > 20, `${failed}`)
})
