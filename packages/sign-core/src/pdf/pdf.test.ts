import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, fromHex, latin1, latin1Bytes } from '../bytes/latin1.ts'
import { makePdf, qpdfMake } from '../pades/test-kit.ts'
import { decodeFilter } from './filters.ts'
import {
  listSignatures,
  name,
  openPdf,
  type PdfDict,
  PdfError,
  PdfRef,
  PdfStream,
  PdfString,
  PdfUpdate,
  pages,
  parsePdfDate,
  pdfDate,
  textOf,
  textString,
} from './index.ts'
import { Lexer } from './lexer.ts'
import { ByteWriter } from './serialize.ts'

const open = (bytes: Uint8Array, password?: string) =>
  openPdf(bytesSource(bytes), password === undefined ? {} : { password })
const refused =
  (...codes: string[]) =>
  (error: unknown) =>
    error instanceof PdfError && codes.includes(error.code)

/** A file whose catalog and table are sound and whose further objects are given. */
function crafted(extra: string[], trailer = ''): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/X 4 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
    ...extra,
  ]
  let body = '%PDF-1.7\n'
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  objects.forEach((text, i) => {
    table += `${String(body.length).padStart(10, '0')} 00000 n \n`
    body += `${i + 1} 0 obj\n${text}\nendobj\n`
  })
  return latin1Bytes(
    `${body}${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

describe('the reader', () => {
  it('shows each revision as its readers saw it', async () => {
    const first = makePdf({ style: 'table' })
    const grow = async (input: Uint8Array, text: string) => {
      const reader = await open(input)
      const update = new PdfUpdate(reader)
      await update.change(update.root, 'Lang', () => textString(text))
      return concatBytes([input, (await update.build()).tail])
    }
    const second = await grow(first, 'vi')
    const third = await grow(second, 'en')
    const reader = await open(third)
    assert.deepEqual(
      reader.revisions.map((r) => [r.end, r.complete]),
      [
        [first.length, true],
        [second.length, true],
        [third.length, true],
      ],
    )
    const langs = await Promise.all([0, 1, 2].map(async (at) => (await reader.catalog(at)).get('Lang')))
    assert.deepEqual(
      langs.map((lang) => lang && textOf(lang as PdfString)),
      [undefined, 'vi', 'en'],
    )
    assert.deepEqual([...reader.revisions[2]!.changed.keys()], [1])
    assert.equal(reader.revisionOf(1, 1), 1)
    assert.equal(reader.revisionOf(4), 0)
  })

  it('a linearized file is one revision, whatever the order of its sections', async () => {
    for (const options of [['--linearize'], ['--linearize', '--object-streams=generate']]) {
      const reader = await open(qpdfMake(makePdf({ style: 'table', pages: 3 }), ...options))
      assert.equal(reader.revisions.length, 1)
      assert.equal(reader.revisions[0]!.end, reader.source.size)
      assert.equal(reader.rebuilt, false)
    }
  })

  it('strings of every encryption are read with the user and with the owner password', async () => {
    const base = crafted(
      ['<</Title(Quy\\341\\273\\207t)/S 5 0 R>>', '<</Length 5>>\nstream\nhello\nendstream'],
      '/ID[<00><00>]/Info 4 0 R',
    )
    const kinds = [
      ['40', '--'],
      ['128', '--use-aes=n', '--'],
      ['128', '--use-aes=y', '--'],
      ['128', '--use-aes=y', '--cleartext-metadata', '--'],
      ['256', '--'],
      ['256', '--force-R5', '--'],
    ]
    for (const kind of kinds) {
      const file = qpdfMake(base, '--allow-weak-crypto', '--encrypt', 'u', 'o', ...kind)
      await assert.rejects(open(file), refused('encrypted'))
      for (const password of ['u', 'o']) {
        const reader = await open(file, password)
        const info = (await reader.dict((await reader.catalog()).get('X'))) as PdfDict
        assert.equal(latin1((info.get('Title') as PdfString).bytes), 'Quy\xe1\xbb\x87t', kind.join())
        const stream = (await reader.resolve(info.get('S'))) as PdfStream
        assert.equal(latin1(await reader.decode(stream)), 'hello')
        assert.equal(reader.encryption!.owner, password === 'o')
      }
    }
  })

  it('a damaged table is searched for objects, and refused when asked to be strict', async () => {
    for (const options of [[], ['--object-streams=generate']]) {
      const file = latin1Bytes(
        latin1(qpdfMake(makePdf({ style: 'table' }), ...options)).replace('startxref', 'startxxxx'),
      )
      const reader = await open(file)
      assert.equal(reader.rebuilt, true)
      let count = 0
      for await (const _ of pages(reader)) count++
      assert.equal(count, 1)
      await assert.rejects(openPdf(bytesSource(file), { rebuild: false }), refused('damaged'))
    }
  })

  it('keys written twice are reported, not chosen in silence', async () => {
    const reader = await open(crafted(['<</A 1/A 2>>']))
    assert.deepEqual((await reader.dict(new PdfRef(4)))!.duplicates, ['A'])
  })
})

describe('hostile files', () => {
  const bomb = deflateSync(new Uint8Array(200 << 20))
  const cases: [string, Uint8Array][] = [
    ['objects nested a million deep', crafted(['['.repeat(1_000_000)])],
    ['a reference to itself', crafted(['4 0 R'])],
    ['a stream whose /Length is itself', crafted(['<</Length 4 0 R>>\nstream\nx\nendstream'])],
    ['a name without end', crafted([`/${'a'.repeat(100_000)}`])],
    [
      'a stream that unpacks to 200 MB',
      crafted([`<</Length ${bomb.length}/Filter/FlateDecode>>\nstream\n${latin1(bomb)}\nendstream`]),
    ],
    [
      'a bad predictor',
      crafted([
        '<</Length 0/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns -1>>>>\nstream\n\nendstream',
      ]),
    ],
  ]
  for (const [title, file] of cases) {
    it(`${title}: a typed error, quickly`, async () => {
      const start = Date.now()
      const attempt = async () => {
        const reader = await open(file)
        const value = await reader.resolve(new PdfRef(4))
        if (value instanceof PdfStream) await reader.decode(value)
        throw new Error('read after all')
      }
      await assert.rejects(attempt(), (error) => error instanceof PdfError)
      assert.ok(Date.now() - start < 3000)
    })
  }

  it('a damaged file of false objects that never end is searched in the time of its length', async () => {
    const base = latin1(makePdf({ style: 'table' })).replace('startxref', 'startxxxx')
    const filler = ['9 0 obj(', '9 0 obj[', 'trailer<</A(', '9 0 obj<</A<</B[(']
    const timed = async (repeat: number): Promise<number> => {
      const junk = filler.map((text, i) => text.replace('9', String(70 + i))).join('')
      const many = Array.from({ length: repeat }, (_, i) => `${1000 + i} 0 obj(`).join('')
      const began = performance.now()
      const reader = await open(latin1Bytes(base + junk.repeat(repeat) + many))
      assert.equal(reader.rebuilt, true)
      return performance.now() - began
    }
    await timed(500)
    const [small, large] = [await timed(10_000), await timed(80_000)]
    // Eight times the length; a quadratic search would take sixty-four times as long.
    assert.ok(large < 30 * Math.max(small, 25), `${small.toFixed(0)} ms, then ${large.toFixed(0)} ms`)
  })

  it('page trees and cross-reference chains that form loops end', async () => {
    const tree = latin1Bytes(latin1(crafted(['null'])).replace('/Kids[3 0 R]', '/Kids[2 0 R]'))
    const walk = async () => {
      for await (const _ of pages(await open(tree)));
    }
    await assert.rejects(walk(), refused('damaged'))
    const plain = latin1(crafted(['null']))
    const at = plain.indexOf('xref')
    const chain = latin1Bytes(plain.replace('/Root', `/Prev ${at}/Root`))
    assert.equal((await open(chain)).rebuilt, true)
  })

  it('a mutated file is read or refused, never a crash or a hang (property)', async () => {
    const seeds = [
      makePdf({ style: 'table' }),
      makePdf({ style: 'stream' }),
      makePdf({ style: 'hybrid' }),
      qpdfMake(makePdf({ style: 'table' }), '--object-streams=generate', '--encrypt', '', 'o', '256', '--'),
    ]
    const change = fc.record({
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      kind: fc.integer({ min: 0, max: 3 }),
      byte: fc.integer({ min: 0, max: 255 }),
    })
    const runs = process.env.SOAK ? 20_000 : 400
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3 }),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (which, changes) => {
          let file = [...seeds[which]!]
          for (const { at, kind, byte } of changes) {
            const place = Math.floor(at * file.length)
            if (kind === 0) file[place] = byte
            else if (kind === 1) file.splice(place, byte % 40)
            else if (kind === 2) file.splice(place, 0, ...file.slice(place, place + byte))
            else file = file.slice(0, Math.max(20, place))
          }
          const start = Date.now()
          try {
            const reader = await open(Uint8Array.from(file))
            await listSignatures(reader)
            for await (const _ of pages(reader));
          } catch (error) {
            assert.ok(error instanceof PdfError, String((error as Error).stack))
          }
          assert.ok(Date.now() - start < 2000)
        },
      ),
      { numRuns: runs },
    )
  })
})

describe('filters', () => {
  const text = 'Cộng hòa xã hội chủ nghĩa Việt Nam'
  const decoded = (filter: string, data: Uint8Array, parms?: PdfDict) =>
    latin1(decodeFilter(filter, data, parms, 1000))
  it('decode the examples of the standard', () => {
    assert.deepEqual(
      [...decodeFilter('LZWDecode', fromHex('800b6050220c0c8501'), undefined, 99)],
      [45, 45, 45, 45, 45, 65, 45, 45, 45, 66],
    )
    assert.equal(decoded('ASCIIHexDecode', latin1Bytes('48 65 6C6c 6F7>')), 'Hellop')
    assert.equal(decoded('ASCII85Decode', latin1Bytes('87cUR D]i,"\nEbo80~>')), 'Hello World!')
    assert.equal(decoded('RunLengthDecode', Uint8Array.of(2, 65, 66, 67, 254, 68, 128)), 'ABCDDD')
    assert.equal(decoded('FlateDecode', deflateSync(text)), latin1(new TextEncoder().encode(text)))
  })
  it('undo every PNG row filter and the TIFF predictor', () => {
    const parms = new Lexer(latin1Bytes('<</Predictor 15/Colors 1/Columns 3>>')).parse() as PdfDict
    const rows = Uint8Array.of(0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1)
    assert.deepEqual(
      [...decodeFilter('FlateDecode', deflateSync(rows), parms, 99)],
      [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5],
    )
    const tiff = new Lexer(latin1Bytes('<</Predictor 2/Colors 3/Columns 2>>')).parse() as PdfDict
    assert.deepEqual(
      [...decodeFilter('FlateDecode', deflateSync(Uint8Array.of(1, 2, 3, 1, 1, 1)), tiff, 99)],
      [1, 2, 3, 2, 3, 4],
    )
  })
  it('never give more than allowed', () => {
    assert.throws(
      () => decodeFilter('RunLengthDecode', new Uint8Array(1000).fill(129), undefined, 100),
      refused('limit'),
    )
    assert.throws(
      () => decodeFilter('FlateDecode', deflateSync(new Uint8Array(5000)), undefined, 100),
      refused('limit'),
    )
  })
})

describe('writing', () => {
  it('what is written is read back the same (property)', () => {
    const leaf = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => Math.round(n * 1000) / 1000),
      fc.uint8Array().map((bytes) => new PdfString(bytes)),
      fc.string({ maxLength: 9 }).map((s) => name(latin1(new TextEncoder().encode(s)).replaceAll('\0', ''))),
    )
    fc.assert(
      fc.property(leaf, (value) => {
        const out = new ByteWriter()
        out.object(value)
        const back = new Lexer(out.result()).parse()
        if (value instanceof PdfString) assert.deepEqual((back as PdfString).bytes, value.bytes)
        else if (typeof value === 'number') assert.ok(Math.abs((back as number) - value) < 1e-6)
        else assert.deepEqual(back, value)
      }),
    )
  })
  it('text and dates survive, in Vietnamese and in Vietnam time', () => {
    assert.equal(textOf(textString('Nguyễn Văn Ơn')), 'Nguyễn Văn Ơn')
    const time = new Date('2022-01-21T11:29:05Z')
    assert.equal(pdfDate(time), "D:20220121182905+07'00'")
    assert.deepEqual(parsePdfDate(pdfDate(time)), time)
  })
})
