import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decreeStyle } from '../appearance/index.ts'
import { latin1, latin1Bytes } from '../bytes/latin1.ts'
import { type Cast, makeCast, makePdf, signOnce, TINOS } from '../pades/test-kit.ts'
import { append, check, craft, streamObject } from './test-kit.ts'

/** One object playing two parts, one key read in two ways, one table seen by two readers: made here, refused in words. */

const base = makePdf({ style: 'table', pages: 2 })
let cast: Cast
let signed: Uint8Array
before(async () => {
  cast = await makeCast()
  signed = await craft(base, cast.person)
})
after(() => cast.lab.close())

async function refused(bytes: Uint8Array, words: RegExp): Promise<void> {
  const report = await check(bytes, cast.lab)
  const said = report.signatures.flatMap(({ changes, checks }) => [...changes, ...checks].map(({ vi }) => vi))
  assert.equal(report.verdict, 'invalid', said.join('\n'))
  assert.match(said.join('\n'), words)
}
const valid = async (bytes: Uint8Array): Promise<void> => {
  const report = await check(bytes, cast.lab)
  const said = report.signatures.flatMap(({ changes, checks }) => [...changes, ...checks].map(({ vi }) => vi))
  assert.equal(report.verdict, 'valid', said.join('\n'))
}

const text = (words: string): string => `BT /F1 24 Tf 100 700 Td (${words}) Tj ET`
const content = (words: string, dict = ''): string => streamObject(dict, text(words))
/** The first number free in the base: the field that the crafted signature stands in. */
const FIELD = 8
/** The catalog of the crafted file with further fields, or a further key. */
const catalog = (fields = '', extra = '', form = ''): string =>
  `<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[ ${FIELD} 0 R ${fields}]${form}>>${extra}>>`
/** A file whose objects the attacker wrote before anybody signed. */
const prepared = (parts: Record<number, string>): Promise<Uint8Array> => append(base, parts)
const PAGE = '<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>'

describe('an object that plays two parts', () => {
  it('the crafted file is valid, so that every refusal below means something', () => valid(signed))

  it('the content of a page is named a signature field and replaced', async () => {
    const update = { 1: catalog('5 0 R'), 5: content('Khac', '/FT/Sig/T(x)') }
    await refused(await append(signed, update), /Nội dung trang bị thay thế/)
  })
  it('a font is named a signature field and replaced', async () => {
    const update = { 1: catalog('3 0 R'), 3: '<</Type/Font/Subtype/Type1/BaseFont/Symbol/FT/Sig/T(x)>>' }
    await refused(await append(signed, update), /Phông chữ/)
  })
  it('what was missing when the page was signed is supplied as a field', async () => {
    const start = await prepared({ 4: `${PAGE}/Contents[5 0 R 70 0 R]>>` })
    const one = await craft(start, cast.person)
    await valid(one)
    const update = { 1: catalogOf(one, '70 0 R'), 70: content('Khac', '/FT/Sig/T(x)') }
    await refused(await append(one, update), /Nội dung trang bị thay thế/)
  })
  it('a field that was the page content already when it was signed', async () => {
    const start = await prepared({ 5: content('Trang 1', '/FT/Sig/T(x)') })
    const one = await craft(start, cast.person, { fields: '5 0 R' })
    await refused(await append(one, { 5: content('Trang 9', '/FT/Sig/T(x)') }), /Nội dung trang bị thay thế/)
  })
  it('the list of annotations is the list of contents too', async () => {
    const start = await prepared({ 4: `${PAGE}/Contents 40 0 R/Annots 40 0 R>>`, 40: '[5 0 R]' })
    const one = await craft(start, cast.person)
    const widget = content('Khac', '/Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[0 0 0 0]')
    const update = { 1: catalogOf(one, '41 0 R'), 40: '[5 0 R 41 0 R]', 41: widget }
    await refused(await append(one, update), /Nội dung trang bị thay thế|che lên/)
  })
  it('the list of fields is the list of switched-off layers too', async () => {
    const layers = '/OCProperties<</OCGs[60 0 R]/D<</OFF 61 0 R>>>>'
    const start = await prepared({
      60: '<</Type/OCG/Name(An)/FT/Sig/T(an)>>',
      61: '[]',
      1: `<</Type/Catalog/Pages 2 0 R${layers}>>`,
    })
    const one = await craft(start, cast.person, {
      catalog: `<</Type/Catalog/Pages 2 0 R${layers}/AcroForm<</SigFlags 3/Fields 61 0 R>>>>`,
      further: { 61: '[62 0 R]' },
    })
    await valid(one)
    await refused(await append(one, { 61: '[62 0 R 60 0 R]' }), /Lớp nội dung/)
  })
})

const catalogOf = (bytes: Uint8Array, fields: string): string => {
  const all = [...latin1(bytes).matchAll(/\n1 0 obj\n(<<.*?>>)\nendobj/g)]
  return all.at(-1)![1]!.replace(/\/Fields\[/, `/Fields[${fields} `)
}

describe('what pages inherit', () => {
  it('a page tree node is given another parent', async () => {
    const start = await prepared({
      2: '<</Type/Pages/Kids[50 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>',
      50: '<</Type/Pages/Parent 2 0 R/Kids[4 0 R 6 0 R]/Count 2>>',
      4: '<</Type/Page/Parent 50 0 R/Contents 5 0 R>>',
      6: '<</Type/Page/Parent 50 0 R/Contents 7 0 R>>',
    })
    const one = await craft(start, cast.person)
    await valid(one)
    const update = {
      50: '<</Type/Pages/Parent 51 0 R/Kids[4 0 R 6 0 R]/Count 2>>',
      51: '<</Type/Pages/Parent 2 0 R/Kids[50 0 R]/Count 2/Resources<</Font<</F1 52 0 R>>>>/Rotate 90>>',
      52: '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>',
    }
    await refused(await append(one, update), /Thuộc tính của trang|Trang bị thêm/)
  })
})

describe('a key written twice', () => {
  it('two roots in the appended trailer', async () => {
    const other = { 92: '<</Type/Catalog/Pages 93 0 R>>', 93: '<</Type/Pages/Kids[6 0 R]/Count 1>>' }
    await refused(await append(signed, other, { root: '92 0 R/Root 1 0 R' }), /Gốc của tệp/)
  })
  it('two lists of fields in the form', async () => {
    const update = {
      1: catalog('', '').replace('/SigFlags 3', '/SigFlags 3/Fields[96 0 R]'),
      96: '<</Type/Annot/Subtype/Widget/FT/Tx/T(che)/V(Khac)/Rect[90 690 400 740]/F 4>>',
    }
    await refused(await append(signed, update), /Cấu hình biểu mẫu/)
  })
  it('two places of one empty signature field', async () => {
    const widget =
      '<</Type/Annot/Subtype/Widget/FT/Sig/T(che)/Rect[90 690 400 740]/Rect[0 0 0 0]/F 4/AP<</N 97 0 R>>>>'
    const update = {
      1: catalog('96 0 R'),
      4: `${PAGE}/Rotate 0/Contents 5 0 R/Annots[96 0 R]>>`,
      96: widget,
      97: streamObject('/Type/XObject/Subtype/Form/BBox[0 0 310 50]', '0 0 310 50 re f'),
    }
    await refused(await append(signed, update), /hai cách|Cấu hình biểu mẫu|che/)
  })
})

describe('pictures smuggled in with a field', () => {
  it('a text field hides below an empty signature field and needs no picture of its own', async () => {
    const update = {
      1: catalog('96 0 R'),
      4: `${PAGE}/Rotate 0/Contents 5 0 R/Annots[97 0 R]>>`,
      96: '<</FT/Sig/T(che)/Kids[97 0 R]>>',
      97: '<</Type/Annot/Subtype/Widget/Parent 96 0 R/FT/Tx/V(Khac)/DA(/F1 24 Tf)/Rect[90 690 400 740]/F 4>>',
    }
    await refused(await append(signed, update), /Chèn thêm ô nhập liệu/)
  })
  it('an empty signature field is painted by its background', async () => {
    const update = {
      1: catalog('96 0 R'),
      4: `${PAGE}/Rotate 0/Contents 5 0 R/Annots[96 0 R]>>`,
      96: '<</Type/Annot/Subtype/Widget/FT/Sig/T(che)/Rect[90 690 400 740]/F 4/MK<</BG[1 1 1]>>>>',
    }
    await refused(await append(signed, update), /hình che/)
  })
  it('a prepared field with a large and a small place is filled', async () => {
    const start = await prepared({
      4: `${PAGE}/Contents 5 0 R/Annots[45 0 R 46 0 R]>>`,
      44: '<</FT/Tx/T(so)/DA(/F1 12 Tf)/Kids[45 0 R 46 0 R]>>',
      45: '<</Type/Annot/Subtype/Widget/Parent 44 0 R/Rect[0 0 595 842]/F 4>>',
      46: '<</Type/Annot/Subtype/Widget/Parent 44 0 R/Rect[10 10 20 20]/F 4>>',
    })
    const one = await craft(start, cast.person, { fields: '44 0 R' })
    await valid(one)
    const update = {
      44: '<</FT/Tx/T(so)/DA(/F1 12 Tf)/Kids[45 0 R 46 0 R]/V(9)>>',
      45: '<</Type/Annot/Subtype/Widget/Parent 44 0 R/Rect[0 0 595 842]/F 4/AP<</N 98 0 R>>>>',
      46: '<</Type/Annot/Subtype/Widget/Parent 44 0 R/Rect[10 10 20 20]/F 4/AP<</N 98 0 R>>>>',
      98: streamObject('/Type/XObject/Subtype/Form/BBox[0 0 595 842]', '0 0 595 842 re f'),
    }
    await refused(await append(one, update), /hơn một phần tư trang/)
  })
  it('a field that fills what can be seen of a page whose box is much larger', async () => {
    const start = await prepared({
      4: `${PAGE}/MediaBox[0 0 5000 5000]/CropBox[0 0 595 842]/Contents 5 0 R/Annots[44 0 R]>>`,
      44: '<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/DA(/F1 12 Tf)/Rect[0 0 595 842]/F 4>>',
    })
    const one = await craft(start, cast.person, { fields: '44 0 R' })
    const update = {
      44: '<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/DA(/F1 12 Tf)/Rect[0 0 595 842]/F 4/V(9)/AP<</N 98 0 R>>>>',
      98: streamObject('/Type/XObject/Subtype/Form/BBox[0 0 595 842]', '0 0 595 842 re f'),
    }
    await refused(await append(one, update), /hơn một phần tư trang/)
  })
  it('five prepared fields cover a page together', async () => {
    const rows = [0, 1, 2, 3, 4]
    const widget = (i: number, more = ''): string =>
      `<</Type/Annot/Subtype/Widget/FT/Tx/T(o${i})/DA(/F1 12 Tf)/Rect[0 ${i * 168} 595 ${i * 168 + 168}]/F 4${more}>>`
    const all = rows.map((i) => `${44 + i} 0 R`).join(' ')
    const start = await prepared({
      4: `${PAGE}/Contents 5 0 R/Annots[${all}]>>`,
      ...Object.fromEntries(rows.map((i) => [44 + i, widget(i)])),
    })
    const one = await craft(start, cast.person, { fields: all })
    await valid(one)
    const update = {
      ...Object.fromEntries(rows.map((i) => [44 + i, widget(i, '/V(9)/AP<</N 98 0 R>>')])),
      98: streamObject('/Type/XObject/Subtype/Form/BBox[0 0 595 168]', '0 0 595 168 re f'),
    }
    await refused(await append(one, update), /hơn một phần tư trang|nửa trang/)
  })
})

describe('tables that two readers read differently', () => {
  /** A cross-reference stream by hand: rows of [number, type, second, third]. */
  const streamUpdate = (
    input: Uint8Array,
    parts: Record<number, string>,
    rows: readonly (readonly [number, number, number, number])[],
    prev: number,
  ): Uint8Array => {
    let body = latin1(input)
    const listed = [...rows]
    for (const [number, part] of Object.entries(parts)) {
      listed.push([Number(number), 1, body.length, 0])
      body += `${number} 0 obj\n${part}\nendobj\n`
    }
    const start = body.length
    listed.push([120, 1, start, 0])
    const data = listed.map(([, type, second, third]) =>
      String.fromCharCode(type, (second >> 16) & 255, (second >> 8) & 255, second & 255, third),
    )
    const index = listed.map(([number]) => `${number} 1`).join(' ')
    body += `120 0 obj\n<</Type/XRef/W[1 3 1]/Index[${index}]/Size 130/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Prev ${prev}/Length ${data.join('').length}>>\nstream\n${data.join('')}\nendstream\nendobj\n`
    return latin1Bytes(`${body}startxref\n${start}\n%%EOF\n`)
  }
  const startOf = (bytes: Uint8Array): number =>
    Number([...latin1(bytes).matchAll(/startxref\n(\d+)/g)].at(-1)![1])

  it('an entry of a kind nobody defined makes content vanish elsewhere', async () => {
    await valid(streamUpdate(signed, {}, [], startOf(signed)))
    await refused(streamUpdate(signed, {}, [[5, 3, 0, 0]], startOf(signed)), /Nội dung trang bị thay thế/)
  })
  it('one object stream holds the same number twice and the table changes its choice', async () => {
    const objects = ['[5 0 R]', '[7 0 R]']
    const head = `40 0 40 ${objects[0]!.length + 1} `
    const inner = `${head}${objects.join(' ')}`
    const stream = streamObject(`/Type/ObjStm/N 2/First ${head.length}`, inner)
    const start = streamUpdate(
      base,
      { 4: `${PAGE}/Contents 40 0 R>>`, 41: stream },
      [[40, 2, 41, 0]],
      startOf(base),
    )
    const one = await craft(start, cast.person)
    await valid(one)
    await refused(
      streamUpdate(one, {}, [[40, 2, 41, 1]], startOf(one)),
      /Nội dung trang bị thay thế|không đọc được/,
    )
  })
})

describe('trees that never end', () => {
  it('a field below itself is answered at once', { timeout: 5000 }, async () => {
    const start = await prepared({ 44: '<</FT/Tx/T(vong)/Kids[44 0 R]>>' })
    const one = await craft(start, cast.person, { fields: '44 0 R' })
    await check(await append(one, { 90: '(x)' }), cast.lab)
  })
  it('pages that multiply are answered at once', { timeout: 5000 }, async () => {
    const parts: Record<number, string> = {
      2: '<</Type/Pages/Kids[50 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>',
    }
    for (let i = 50; i < 62; i++) {
      const kid = `${i === 61 ? 4 : i + 1} 0 R `
      parts[i] = `<</Type/Pages/Kids[${kid.repeat(10)}]/Count 2>>`
    }
    const one = await craft(await prepared(parts), cast.person)
    await check(await append(one, { 90: '(x)' }), cast.lab)
  })
})

describe('names of fields', () => {
  it('a stranger’s picture does not pass by the name of a later trusted field', async () => {
    const style = decreeStyle(TINOS)
    const stranger = await makeCast()
    try {
      const appearance = { lines: ['Khác'], style }
      const rect = { x: 90, y: 690, width: 300, height: 50 }
      const two = await signOnce(signed, stranger.person, { field: 'soDen', rect, appearance })
      const three = await craft(two, cast.seal, { name: 'soDen', fields: '8 0 R 10 0 R' })
      const report = await check(three, cast.lab)
      assert.equal(report.signatures[0]!.changesAfter, 'suspicious')
    } finally {
      await stranger.lab.close()
    }
  })
})
