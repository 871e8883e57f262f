import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { annexLines, decreeStyle, sealRect } from '../appearance/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { SignError } from '../cms/index.ts'
import { listFields, listSignatures, openPdf, type PdfString, textOf } from '../pdf/index.ts'
import { reserveFields } from './index.ts'
import {
  type Cast,
  judge,
  makeCast,
  makePdf,
  makePng,
  pdfsig,
  qpdfCheck,
  qpdfMake,
  signOnce,
  TINOS,
} from './test-kit.ts'

const VALID = 'Signature is Valid.'
const code = (wanted: string) => (error: unknown) => error instanceof SignError && error.code === wanted
const style = decreeStyle(TINOS)
const spot = { x: 300, y: 120, width: 130, height: 57 }

let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

function assertExtends(output: Uint8Array, input: Uint8Array): void {
  assert.ok(output.length > input.length)
  assert.equal(
    Buffer.compare(output.subarray(0, input.length), input),
    0,
    'the output must begin with the input',
  )
}

/** The same length, but nobody can find the cross-reference data any more. */
function spoilt(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('startxref', 'startxxxx'), 'latin1')
}

describe('an incremental signature', () => {
  const base = makePdf({ style: 'table', pages: 2 })
  const files: [string, () => Uint8Array, string?][] = [
    ['a classic file', () => base],
    ['a file with a cross-reference stream', () => makePdf({ style: 'stream' })],
    ['a hybrid file', () => makePdf({ style: 'hybrid' })],
    ['a file with object streams', () => qpdfMake(base, '--object-streams=generate')],
    ['a linearized file', () => qpdfMake(base, '--linearize')],
    [
      'a linearized file with object streams',
      () => qpdfMake(base, '--linearize', '--object-streams=generate'),
    ],
    ['a file without final end of line', () => makePdf({ style: 'table', finalEol: '' })],
    [
      'a file with junk before its header',
      () => makePdf({ style: 'table', junk: 'HTTP/1.1 200 OK\r\n\r\n' }),
    ],
    ['a file whose startxref is off by three', () => makePdf({ style: 'table', wrongBy: 3 })],
    ['a stream file whose startxref is wrong', () => spoilt(qpdfMake(base, '--object-streams=generate'))],
    ['RC4 40', () => qpdfMake(base, '--allow-weak-crypto', '--encrypt', '', 'o', '40', '--')],
    [
      'RC4 128',
      () => qpdfMake(base, '--allow-weak-crypto', '--encrypt', '', 'o', '128', '--use-aes=n', '--'),
    ],
    [
      'AES 128 with a password',
      () => qpdfMake(base, '--allow-weak-crypto', '--encrypt', 'u', 'o', '128', '--use-aes=y', '--'),
      'u',
    ],
    ['AES 256', () => qpdfMake(base, '--encrypt', '', 'o', '256', '--')],
    [
      'AES 256 revision 5',
      () => qpdfMake(base, '--allow-weak-crypto', '--encrypt', '', 'o', '256', '--force-R5', '--'),
    ],
    [
      'AES 256, owner password, object streams',
      () => qpdfMake(base, '--object-streams=generate', '--encrypt', 'u', 'o', '256', '--'),
      'o',
    ],
  ]
  for (const [title, make, password] of files) {
    it(`keeps every byte of ${title} and both signatures are valid to strangers`, async () => {
      const input = make()
      const more = password === undefined ? {} : { password }
      const first = await signOnce(input, cast.person, {
        ...more,
        rect: spot,
        appearance: { lines: ['Nguyễn Văn Ơn'], style },
      })
      const second = await signOnce(first, cast.seal, { ...more, reason: 'Phát hành' })
      assertExtends(first, input)
      assertExtends(second, first)
      const check = qpdfCheck(second, password)
      assert.equal(check.code, 0, check.out)
      assert.deepEqual(pdfsig(second, password === undefined ? undefined : 'u'), [VALID, VALID])
    })
  }

  it('ByteRange is exactly the file without the hole, and the hole holds only hexadecimal digits', async () => {
    const output = await signOnce(base, cast.person)
    const [signature] = await listSignatures(await openPdf(bytesSource(output)))
    const { start, end } = signature!.contentsRange!
    assert.deepEqual(signature!.byteRange, [0, start, end, output.length - end])
    assert.match(Buffer.from(output.subarray(start, end)).toString('latin1'), /^<[0-9a-fA-F]+>$/)
  })

  it('a file of any build stays readable and valid (property)', async () => {
    const recipe = fc.record({
      style: fc.constantFrom('table' as const, 'stream' as const, 'hybrid' as const),
      pages: fc.integer({ min: 1, max: 4 }),
      rotate: fc.constantFrom(0, 90, 180, 270, -90),
      finalEol: fc.constantFrom('', '\n', '\r', '\r\n', '\n\n  '),
      junk: fc.constantFrom('', 'x\n', '%!\r\n'),
      page: fc.integer({ min: -1, max: 0 }),
      image: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(recipe, async ({ page, image, ...build }) => {
        const input = makePdf(build)
        const appearance = image ? { image: makePng(8, 4, [0, 0, 200]) } : { lines: ['Ủy ban'], style }
        const output = await signOnce(input, cast.seal, { page, rect: spot, appearance })
        assertExtends(output, input)
        const reader = await openPdf(bytesSource(output), { rebuild: false })
        assert.equal(reader.revisions.length, 2)
        assert.equal((await listSignatures(reader)).length, 1)
        const check = qpdfCheck(output)
        assert.equal(check.code, 0, check.out)
        assert.deepEqual(pdfsig(output), [VALID])
      }),
      { numRuns: 25 },
    )
  })
})

describe('the clerical flow: fields, person, number and seal', () => {
  const fields = [
    {
      name: 'so',
      page: 0,
      rect: { x: 100, y: 760, width: 90, height: 18 },
      kind: 'text' as const,
      style: { font: TINOS, size: 13 },
    },
    {
      name: 'ngay',
      page: 0,
      rect: { x: 400, y: 760, width: 150, height: 18 },
      kind: 'text' as const,
      style: { font: TINOS, size: 13 },
    },
    { name: 'nguoiKy', page: 0, rect: spot, kind: 'signature' as const },
    { name: 'coQuan', page: 0, rect: sealRect(spot, 36), kind: 'signature' as const },
  ]
  async function flow() {
    const input = makePdf({ style: 'table' })
    const reserved = Buffer.concat([input, (await reserveFields(bytesSource(input), fields)).tail])
    const person = await signOnce(reserved, cast.person, {
      field: 'nguoiKy',
      certify: 2,
      appearance: { image: makePng(60, 26, [0, 0, 200]) },
    })
    const issued = await signOnce(person, cast.seal, {
      field: 'coQuan',
      fill: { so: '15/QĐ-UBND', ngay: 'ngày 05 tháng 01 năm 2026' },
      fillStyle: { font: TINOS, size: 13 },
      lock: { action: 'All' },
      appearance: { image: makePng(60, 60, [220, 0, 0]) },
    })
    return { input, reserved, person, issued }
  }

  it('number, date and seal go in by one update and leave the person’s certifying signature valid', async () => {
    const { reserved, person, issued } = await flow()
    assertExtends(person, reserved)
    assertExtends(issued, person)
    assert.deepEqual(pdfsig(issued), [VALID, VALID])
    assert.equal(qpdfCheck(issued).code, 0)
    const reader = await openPdf(bytesSource(issued))
    assert.equal(reader.revisions.length, 4)
    const list = await listFields(reader)
    const so = list.find((field) => field.name === 'so')!
    assert.equal(textOf(so.value as PdfString), '15/QĐ-UBND')
    assert.equal(so.flags & 1, 1, 'read-only once filled')
    const [first, second] = (await listSignatures(reader)).sort((a, b) => a.revision! - b.revision!)
    assert.deepEqual(first!.references, [{ method: 'DocMDP', level: 2, action: undefined, fields: [] }])
    assert.equal(second!.references[0]!.action, 'All')
    const text = judge('pdftotext', (path) => [path, '-'], issued).out
    assert.match(text, /15\/QĐ-UBND/)
    assert.match(text, /ngày 05 tháng 01 năm 2026/)
  })
  it('a field locked by the seal cannot be filled again, nor a signed field signed again', async () => {
    const { issued } = await flow()
    const fill = { fill: { so: '16/QĐ-UBND' }, fillStyle: { font: TINOS, size: 13 } }
    await assert.rejects(signOnce(issued, cast.seal, fill), code('field-locked'))
    await assert.rejects(signOnce(issued, cast.seal, { field: 'coQuan' }), code('field-already-signed'))
  })
  it('nothing is signed after a certifying signature that forbids changes, and certifying comes first', async () => {
    const input = makePdf({ style: 'table' })
    const closed = await signOnce(input, cast.person, { certify: 1 })
    await assert.rejects(signOnce(closed, cast.seal), code('changes-forbidden'))
    await assert.rejects(
      signOnce(await signOnce(input, cast.person), cast.seal, { certify: 2 }),
      code('already-signed'),
    )
  })
  it('after a certifying signature new visible signatures need a field set aside, invisible ones do not', async () => {
    const certified = await signOnce(makePdf({ style: 'table' }), cast.person, { certify: 2 })
    await assert.rejects(signOnce(certified, cast.seal, { rect: spot }), code('changes-forbidden'))
    assert.deepEqual(pdfsig(await signOnce(certified, cast.seal)), [VALID, VALID])
  })
  it('a lock on all fields bars new fields too', async () => {
    const locked = await signOnce(makePdf({ style: 'table' }), cast.person, { lock: { action: 'All' } })
    await assert.rejects(signOnce(locked, cast.seal), code('field-locked'))
    const open = await signOnce(makePdf({ style: 'table' }), cast.person, {
      lock: { action: 'Include', fields: ['so'] },
    })
    assert.deepEqual(pdfsig(await signOnce(open, cast.seal)), [VALID, VALID])
  })
  it('a signed file with damaged cross-reference data is refused, an encrypted one without permission too', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person)
    const damaged = spoilt(signed)
    await assert.rejects(signOnce(damaged, cast.seal), code('damaged-signed'))
    const closed = qpdfMake(
      makePdf({ style: 'table' }),
      '--encrypt',
      '',
      'o',
      '256',
      '--modify=none',
      '--annotate=n',
      '--form=n',
      '--',
    )
    await assert.rejects(signOnce(closed, cast.seal), code('encrypted-forbidden'))
    assert.deepEqual(pdfsig(await signOnce(closed, cast.seal, { password: 'o' })), [VALID])
  })
  it('an annex shows two lines in Times upright 10 with Vietnam time, searchable', async () => {
    const time = new Date('2022-01-21T11:29:05Z')
    const lines = annexLines('123/QĐ-UBND', time)
    assert.deepEqual(lines, ['Số: 123/QĐ-UBND', 'Thời gian ký: 21/01/2022 18:29:05 +07:00'])
    const output = await signOnce(makePdf({ style: 'stream' }), cast.seal, {
      time,
      rect: { x: 370, y: 790, width: 210, height: 26 },
      appearance: { lines, style },
    })
    const { out } = judge('pdftotext', (path) => ['-layout', path, '-'], output)
    for (const line of lines) assert.ok(out.includes(line), out)
    assert.match(
      judge('pdffonts', (path) => [path], output).out,
      /\+Tinos-Regular +CID TrueType +Identity-H +yes yes yes/,
    )
  })
})
