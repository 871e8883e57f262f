import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { decreeStyle } from '../appearance/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1, latin1Bytes } from '../bytes/latin1.ts'
import { reserveFields } from '../pades/index.ts'
import { type Cast, judge, makeCast, makePdf, qpdfMake, signOnce, TINOS } from '../pades/test-kit.ts'
import { openPdf, PdfRef, type PdfStream } from '../pdf/index.ts'
import { randomFrom } from './mutation.ts'
import { append, check } from './test-kit.ts'

/** Random incremental updates by an attacker who knows PDF: what still passes must still look the same. */

const COUNT = process.env.SOAK ? 20_000 : 120
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

const rendered = (bytes: Uint8Array): string =>
  judge('sh', (path) => ['-c', `pdftoppm -r 30 ${path} page >/dev/null 2>&1; cat page* | sha256sum`], bytes)
    .out

async function bodies(bytes: Uint8Array): Promise<Map<number, string>> {
  const reader = await openPdf(bytesSource(bytes))
  const found = new Map<number, string>()
  for (let num = 1; num < reader.size(); num++) {
    const entry = reader.entry(num)
    if (entry?.kind !== 'offset') continue
    const loaded = await reader.load(new PdfRef(num, entry.gen))
    if (loaded?.start === undefined || loaded.end === undefined) continue
    const text = latin1(bytes.subarray(loaded.start, loaded.end))
    found.set(num, text.replace(/^\d+ \d+ obj\s*/, '').replace(/\s*endobj\s*$/, ''))
  }
  return found
}

const EXTRAS = [
  '/AA<</O<</S/JavaScript/JS(x)>>>>',
  '/OC 5 0 R',
  '/Rotate 90',
  '/NeedAppearances true',
  '/XFA 5 0 R',
  '/Annots[]',
  '/Hidden true',
  '/F 2',
  '/V(9)',
  '/AP<</N 5 0 R>>',
  '/Type/Page',
  '/Contents 7 0 R',
]

function changed(body: string, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const kind = random()
  if (kind < 0.35) {
    const numbers = [...body.slice(0, 3000).matchAll(/\d+/g)]
    if (numbers.length === 0) return body
    const { index, 0: text } = pick(numbers)
    return body.slice(0, index) + String(Math.floor(random() * 120)) + body.slice(index + text.length)
  }
  if (kind < 0.6) {
    const names = [...body.slice(0, 3000).matchAll(/\/[A-Za-z]+/g)]
    if (names.length === 0) return body
    const { index, 0: text } = pick(names)
    return (
      body.slice(0, index) +
      pick(['/Xx', '/Parent', '/Kids', '/Contents', '/V', '/AP']) +
      body.slice(index + text.length)
    )
  }
  const at = body.indexOf('<<')
  return at < 0 ? body : `${body.slice(0, at + 2)}${pick(EXTRAS)}${body.slice(at + 2)}`
}

/** What a later signer may do, so that harm can hide among it. */
function permitted(all: ReadonlyMap<number, string>, random: () => number): Record<number, Uint8Array> {
  const [num, body] = [...all][Math.floor(random() * all.size)]!
  const catalog = all.get(1)!
  const field = [...all].find(([, text]) => text.includes('(so)'))!
  const choices: Record<number, string>[] = [
    { [num]: body },
    { 1: catalog.replace(/>>\s*$/, '/DSS<</Certs[201 0 R]>>>>'), 201: streamOf('x') },
    { 1: catalog.replace(/>>\s*$/, '/Metadata 202 0 R>>'), 202: streamOf('<x/>') },
    { [field[0]]: field[1].replace(/>>\s*$/, '/V(9)/Ff 1>>') },
    { 203: streamOf('orphan') },
  ]
  const chosen = choices[Math.floor(random() * choices.length)]!
  return Object.fromEntries(Object.entries(chosen).map(([key, text]) => [key, latin1Bytes(text)]))
}

const streamOf = (data: string): string => `<</Length ${data.length}>>\nstream\n${data}\nendstream`

it(`no random update passes and looks different (seed ${SEED}, ${COUNT} updates)`, async () => {
  const random = randomFrom(SEED)
  const style = decreeStyle(TINOS)
  const base = makePdf({ style: 'table', pages: 2 })
  const field = {
    name: 'so',
    kind: 'text' as const,
    page: 0,
    rect: { x: 80, y: 760, width: 60, height: 14 },
    style,
  }
  const prepared = concatBytes([base, (await reserveFields(bytesSource(base), [field])).tail])
  const rect = { x: 300, y: 120, width: 130, height: 57 }
  const signed = await signOnce(prepared, cast.person, {
    rect,
    appearance: { lines: ['Nguyễn Văn Ơn'], style },
  })
  const all = await bodies(signed)
  const look = rendered(signed)
  const tally: Record<string, number> = {}
  for (let i = 0; i < COUNT; i++) {
    const parts: Record<number, Uint8Array> = random() < 0.6 ? permitted(all, random) : {}
    for (let n = Math.floor(random() * 3); n > 0; n--) {
      const [num, body] = [...all][Math.floor(random() * all.size)]!
      parts[num] = latin1Bytes(changed(body, random))
    }
    const update = await append(signed, parts)
    const report = await check(update, cast.lab, { fetch: async () => null })
    const passes =
      report.signatures.length > 0 &&
      report.signatures.every(
        ({ integrity, changesAfter }) => integrity === 'intact' && changesAfter !== 'suspicious',
      )
    tally[passes ? 'passed' : 'refused'] = (tally[passes ? 'passed' : 'refused'] ?? 0) + 1
    if (!passes) continue
    const fills = report.signatures[0]!.changes.some(({ vi }) => vi.startsWith('Đã điền'))
    if (!fills)
      assert.equal(
        rendered(update),
        look,
        `seed ${SEED}, update ${i}: ${Object.keys(parts)}\n${Object.values(parts)
          .map((part) => latin1(part).slice(0, 300))
          .join('\n')}`,
      )
  }
  assert.ok((tally.refused ?? 0) > COUNT / 4, JSON.stringify(tally))
  assert.ok((tally.passed ?? 0) > COUNT / 20, JSON.stringify(tally))
  process.stdout.write(`# random updates: ${JSON.stringify(tally)}\n`)
})

it('an object stream put in the place of a signed one is refused', async () => {
  const base = qpdfMake(makePdf({ style: 'table', pages: 2 }), '--object-streams=generate')
  const signed = await signOnce(base, cast.person)
  const reader = await openPdf(bytesSource(signed))
  const pages = (await reader.catalog()).get('Pages') as PdfRef
  const entry = reader.entry(pages.num)
  assert.equal(entry?.kind, 'compressed')
  const number = entry!.kind === 'compressed' ? entry.stream : 0
  const holder = (await reader.load(new PdfRef(number)))!.value as PdfStream
  const text = latin1(await reader.decode(holder)).replace(
    '/MediaBox [ 0 0 595 842 ]',
    '/MediaBox [ 0 0 595 142 ]',
  )
  assert.match(text, /595 142/)
  const dict = `/Type/ObjStm/N ${holder.dict.get('N')}/First ${holder.dict.get('First')}`
  const update = await append(signed, {
    [number]: `<<${dict}/Length ${text.length}>>\nstream\n${text}\nendstream`,
  })
  const report = await check(update, cast.lab)
  assert.equal(report.verdict, 'invalid')
  assert.match(report.signatures[0]!.changes.map(({ vi }) => vi).join(), /Khổ hoặc hướng trang/)
})
