import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decreeStyle } from '../appearance/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1 } from '../bytes/latin1.ts'
import { reserveFields } from '../pades/index.ts'
import { type Cast, makeCast, makePdf, qpdfMake, signOnce, TINOS } from '../pades/test-kit.ts'
import { listFields, openPdf } from '../pdf/index.ts'
import { append, check } from './test-kit.ts'

/** The province's real sequence: what must stay valid for everybody who signed before. */

const style = decreeStyle(TINOS)
const spot = { x: 300, y: 120, width: 130, height: 57 }
let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

const numbers = [
  { name: 'so', kind: 'text' as const, page: 0, rect: { x: 80, y: 760, width: 60, height: 14 }, style },
  { name: 'ngay', kind: 'text' as const, page: 0, rect: { x: 300, y: 760, width: 60, height: 14 }, style },
  { name: 'coQuan', kind: 'signature' as const, page: 0, rect: { x: 260, y: 110, width: 102, height: 102 } },
  { name: 'soDen', kind: 'signature' as const, page: 0, rect: { x: 60, y: 700, width: 130, height: 57 } },
]

async function reserved(): Promise<Uint8Array> {
  const base = makePdf({ style: 'table', pages: 2 })
  return concatBytes([base, (await reserveFields(bytesSource(base), numbers)).tail])
}

describe('later steps that are permitted', () => {
  it('leader signs, clerk fills number and date and seals, receiver stamps: all three are valid', async () => {
    const leader = await signOnce(await reserved(), cast.person, {
      field: 'nguoiKy',
      rect: spot,
      appearance: { lines: ['Nguyễn Văn Ơn'], style },
      certify: 2,
    })
    const sealed = await signOnce(leader, cast.seal, {
      field: 'coQuan',
      fill: { so: '12/QĐ-UBND', ngay: '24/11' },
      fillStyle: style,
      lock: { action: 'Include', fields: ['so', 'ngay'] },
      appearance: { lines: ['Cơ quan'], style },
    })
    const arrived = await signOnce(sealed, cast.seal, {
      field: 'soDen',
      appearance: { lines: ['Số đến 7'], style },
    })
    const report = await check(arrived, cast.lab)
    assert.deepEqual(
      report.signatures.map(({ field, role, indication, changesAfter }) => [
        field,
        role,
        indication,
        changesAfter,
      ]),
      [
        ['nguoiKy', 'person', 'TOTAL-PASSED', 'allowed'],
        ['coQuan', 'seal', 'TOTAL-PASSED', 'allowed'],
        ['soDen', 'arrival', 'TOTAL-PASSED', 'none'],
      ],
    )
    const said = report.signatures[0]!.changes.map(({ vi }) => vi).join('\n')
    assert.match(said, /Đã điền vào ô có sẵn \(ô “so”/)
    assert.match(said, /ký vào ô ký có sẵn \(ô “coQuan”/)
  })

  it('a number filled in after the leader but without any seal is still permitted for the leader', async () => {
    const leader = await signOnce(await reserved(), cast.person, { field: 'nguoiKy', certify: 2 })
    const sealed = await signOnce(leader, cast.seal, { field: 'coQuan', fill: { so: '1' }, fillStyle: style })
    assert.equal((await check(sealed, cast.lab)).verdict, 'valid')
  })

  for (const [title, options] of [
    ['a file with object streams', ['--object-streams=generate']],
    ['a linearized file', ['--linearize']],
    ['a linearized file with object streams', ['--linearize', '--object-streams=generate']],
    ['an encrypted file', ['--encrypt', '', 'o', '256', '--']],
  ] as const)
    it(`two visible signatures on ${title}`, async () => {
      const input = qpdfMake(makePdf({ style: 'table', pages: 3 }), ...options)
      const one = await signOnce(input, cast.person, { rect: spot, appearance: { lines: ['A'], style } })
      const two = await signOnce(one, cast.seal, {
        rect: { ...spot, x: 60 },
        appearance: { lines: ['B'], style },
      })
      const report = await check(two, cast.lab)
      assert.deepEqual(
        report.signatures.map(({ changesAfter }) => changesAfter),
        ['allowed', 'none'],
      )
      assert.equal(report.verdict, 'valid')
    })
})

describe('the same steps where somebody forbade them', () => {
  const refusal = async (bytes: Uint8Array): Promise<string> => {
    const report = await check(bytes, cast.lab)
    assert.equal(report.verdict, 'invalid')
    return report.signatures.flatMap(({ changes }) => changes.map(({ vi }) => vi)).join('\n')
  }
  /** Replaces the newest definition of a field by hand, as our own signer would refuse to. */
  const setField = async (
    bytes: Uint8Array,
    field: string,
    change: (dict: string) => string,
  ): Promise<Uint8Array> => {
    const found = (await listFields(await openPdf(bytesSource(bytes)))).find((item) => item.name === field)!
    const all = [
      ...latin1(bytes).matchAll(new RegExp(`\\n${found.ref!.num} 0 obj\\n(<<[\\s\\S]*?>>)\\nendobj`, 'g')),
    ]
    return append(bytes, { [found.ref!.num]: change(all.at(-1)![1]!) })
  }

  it('DocMDP 1: a number filled in after a closing certification', async () => {
    const closed = await signOnce(await reserved(), cast.person, { field: 'nguoiKy', certify: 1 })
    assert.equal((await check(closed, cast.lab)).verdict, 'valid')
    assert.match(
      await refusal(await setField(closed, 'so', (dict) => dict.replace(/>>$/, '/V(9)>>'))),
      /người ký trước đã khóa văn bản/,
    )
  })
  it('FieldMDP: a locked field that was left empty is filled later', async () => {
    const sealed = await signOnce(await reserved(), cast.seal, {
      field: 'coQuan',
      lock: { action: 'Include', fields: ['so'] },
    })
    assert.match(
      await refusal(await setField(sealed, 'so', (dict) => dict.replace(/>>$/, '/V(9)>>'))),
      /ô “so”.*bị khóa khi ký/,
    )
  })
  it('the number is altered after the seal', async () => {
    const leader = await signOnce(await reserved(), cast.person, { field: 'nguoiKy' })
    const sealed = await signOnce(leader, cast.seal, {
      field: 'coQuan',
      fill: { so: '12' },
      fillStyle: style,
    })
    const altered = await setField(sealed, 'so', (dict) => dict.replace(/\/V ?\(12\)/, '/V(15)'))
    assert.match(await refusal(altered), /Giá trị đã có trong ô bị sửa sau khi ký \(ô “so”/)
  })
  it('only the picture of the number is altered', async () => {
    const leader = await signOnce(await reserved(), cast.person, { field: 'nguoiKy' })
    const sealed = await signOnce(leader, cast.seal, {
      field: 'coQuan',
      fill: { so: '12' },
      fillStyle: style,
    })
    const altered = await setField(sealed, 'so', (dict) => dict.replace(/\/AP ?<<[^>]*>>/, '/AP<</N 5 0 R>>'))
    assert.notEqual(Buffer.compare(altered, sealed), 0)
    assert.match(await refusal(altered), /che lên nội dung trang \(ô “so”/)
  })
})
