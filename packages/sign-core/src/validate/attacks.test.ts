import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decreeStyle } from '../appearance/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1, latin1Bytes } from '../bytes/latin1.ts'
import { reserveFields } from '../pades/index.ts'
import { type Cast, makeCast, makePdf, signOnce, TINOS } from '../pades/test-kit.ts'
import { listSignatures, openPdf } from '../pdf/index.ts'
import type { SignatureReport, ValidationReport } from './index.ts'
import { append, check, craft, streamObject } from './test-kit.ts'

/** Every known way to change what people see without breaking the hash, made here and refused with a sentence. */

const style = decreeStyle(TINOS)
const spot = { x: 300, y: 120, width: 130, height: 57 }
const base = makePdf({ style: 'table', pages: 2 })

let cast: Cast
let signed: Uint8Array
before(async () => {
  cast = await makeCast()
  signed = await signOnce(base, cast.person, { rect: spot, appearance: { lines: ['Nguyễn Văn Ơn'], style } })
})
after(() => cast.lab.close())

async function first(bytes: Uint8Array): Promise<{ report: ValidationReport; signature: SignatureReport }> {
  const report = await check(bytes, cast.lab)
  const signature = report.signatures[0]
  assert.ok(signature, 'the signature must still be reported')
  return { report, signature }
}

async function refused(bytes: Uint8Array, words: RegExp): Promise<SignatureReport> {
  const { report, signature } = await first(bytes)
  assert.equal(report.verdict, 'invalid')
  assert.equal(signature.indication, 'TOTAL-FAILED')
  const said = [
    ...signature.changes.map(({ vi }) => vi),
    ...signature.checks.filter(({ ok }) => ok === false).map(({ vi }) => vi),
  ]
  assert.match(said.join('\n'), words)
  return signature
}

async function fieldRef(bytes: Uint8Array): Promise<{ field: number; value: number }> {
  const [signature] = await listSignatures(await openPdf(bytesSource(bytes)))
  return { field: signature!.fieldRef!.num, value: signature!.ref!.num }
}

const text = (words: string): string => streamObject('', `BT /F1 24 Tf 100 700 Td (${words}) Tj ET`)
const catalogOf = async (bytes: Uint8Array, extra: string): Promise<string> => {
  const catalog = /1 0 obj\n(<<.*?>>)\nendobj(?![\s\S]*\n1 0 obj)/.exec(latin1(bytes))![1]!
  return catalog.replace(/>>$/, `${extra}>>`)
}

describe('an untouched signed file', () => {
  it('is valid, so that every refusal below means something', async () => {
    const { report, signature } = await first(signed)
    assert.equal(signature.changesAfter, 'none')
    assert.equal(report.verdict, 'valid')
  })
  it('stays valid when the hand-written update adds nothing', async () => {
    const { report } = await first(await append(signed, {}))
    assert.equal(report.verdict, 'valid')
  })
})

describe('changed signed bytes', () => {
  it('one byte of the page is altered: the hash fails', async () => {
    const bytes = Uint8Array.from(signed)
    bytes[latin1(bytes).indexOf('Trang 1')]! ^= 1
    const signature = await refused(bytes, /đã bị thay đổi sau khi ký/)
    assert.equal(signature.subIndication, 'HASH_FAILURE')
    assert.equal(signature.integrity, 'broken')
  })
  it('one bit of the signature value is altered', async () => {
    const bytes = Uint8Array.from(signed)
    const [found] = await listSignatures(await openPdf(bytesSource(bytes)))
    const hex = latin1(bytes).slice(found!.contentsRange!.start)
    // The last digits before the padding belong to the signature value.
    const at = found!.contentsRange!.start + hex.search(/0{200}/) - 6
    bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31
    const { signature } = await first(bytes)
    assert.notEqual(signature.indication, 'TOTAL-PASSED')
  })
  it('foreign bytes hide in the padding of the signature', async () => {
    const bytes = Uint8Array.from(signed)
    const [found] = await listSignatures(await openPdf(bytesSource(bytes)))
    bytes[found!.contentsRange!.end - 3] = 0x41
    await refused(bytes, /Không đọc được chữ ký/)
  })
})

describe('incremental replacement', () => {
  it('page content', async () => {
    await refused(await append(signed, { 5: text('Khac') }), /Nội dung trang bị thay thế \(trang 1\)/)
  })
  it('the content of another page', async () => {
    await refused(await append(signed, { 7: text('Khac') }), /Nội dung trang bị thay thế \(trang 2\)/)
  })
  it('a font', async () => {
    await refused(await append(signed, { 3: '<</Type/Font/Subtype/Type1/BaseFont/Courier>>' }), /Phông chữ/)
  })
  it('content named in the store of evidence at the same time', async () => {
    const update = { 5: text('Khac'), 1: await catalogOf(signed, '/DSS<</Certs[5 0 R]>>') }
    await refused(await append(signed, update), /Nội dung trang bị thay thế/)
  })
  it('a page property', async () => {
    const page = /4 0 obj\n(<<.*>>)\nendobj/.exec(latin1(signed))![1]!
    await refused(
      await append(signed, { 4: page.replace('/Rotate 0', '/Rotate 180') }),
      /Khổ hoặc hướng trang|chèn/,
    )
  })
  it('the page tree: a page added', async () => {
    const tree = '<</Type/Pages/Kids[4 0 R 6 0 R 90 0 R]/Count 3/MediaBox[0 0 595 842]>>'
    const page = '<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 5 0 R>>'
    await refused(await append(signed, { 2: tree, 90: page }), /Trang bị thêm, bớt/)
  })
  it('the page tree: pages swapped', async () => {
    const tree = '<</Type/Pages/Kids[6 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>'
    await refused(await append(signed, { 2: tree }), /Trang bị thêm, bớt hoặc đổi thứ tự/)
  })
  it('the catalog points to other pages', async () => {
    const pages = '<</Type/Pages/Kids[91 0 R]/Count 1/MediaBox[0 0 595 842]>>'
    const page = '<</Type/Page/Parent 90 0 R/Resources<<>>/Contents 5 0 R>>'
    const catalog = (await catalogOf(signed, '')).replace('/Pages 2 0 R', '/Pages 90 0 R')
    await refused(await append(signed, { 1: catalog, 90: pages, 91: page }), /Trang bị thêm, bớt/)
  })
  it('the trailer points to another catalog', async () => {
    const update = { 92: await catalogOf(signed, '') }
    await refused(await append(signed, update, { root: '92 0 R' }), /Gốc của tệp bị trỏ sang nơi khác/)
  })
})

describe('shadow content', () => {
  it('a layer is switched off or added', async () => {
    const layers = await catalogOf(signed, '/OCProperties<</OCGs[]/D<</OFF[]>>>>')
    await refused(await append(signed, { 1: layers }), /Lớp nội dung bị bật, tắt/)
  })
  it('an automatic action is added', async () => {
    const action = await catalogOf(signed, '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>')
    await refused(await append(signed, { 1: action }), /hành động tự chạy/)
  })
  it('the signed revision lists an object that only later bytes supply', async () => {
    // The signed table says where object 60 will stand: nothing is there yet, and nothing in the hash will change.
    const prepared = await append(base, { 60: text('Khac') }, { offsets: { 60: 90_000 } })
    const later = await signOnce(prepared, cast.person)
    const grown = new Uint8Array(90_000 + 200).fill(32)
    grown.set(later)
    grown.set(latin1Bytes(`60 0 obj\n${text('Khac')}\nendobj\n`), 90_000)
    await refused(grown, /ngoài phạm vi ký/)
  })
  it('objects stand in the appended part without being listed', async () => {
    const bytes = await append(signed, {}, { stray: `5 0 obj\n${text('Khac')}\nendobj\n` })
    await refused(bytes, /giấu trong phần nối thêm/)
  })
  it('incremental saving attack: objects after the end, without a table', async () => {
    const tail = latin1Bytes(`5 0 obj\n${text('Khac')}\nendobj\n`)
    await refused(Uint8Array.from([...signed, ...tail]), /dữ liệu lạ sau phần kết thúc/)
  })
  it('the table chain leaves the signed revision out', async () => {
    const reader = await openPdf(bytesSource(signed))
    const bytes = await append(
      signed,
      { 1: await catalogOf(signed, '') },
      { prev: reader.revisions[0]!.startxref },
    )
    const report = await check(bytes, cast.lab)
    assert.notEqual(report.verdict, 'valid')
  })
})

describe('what the signer may not have seen', () => {
  it('hidden layers and scripts of the signed revision are named', async () => {
    const layers = '/OCProperties<</OCGs[60 0 R]/D<</OFF[60 0 R]>>>>/OpenAction<</S/JavaScript/JS(x)>>'
    const prepared = await append(base, {
      1: `<</Type/Catalog/Pages 2 0 R${layers}>>`,
      60: '<</Type/OCG/Name(An)>>',
    })
    const { report, signature } = await first(await signOnce(prepared, cast.person))
    assert.equal(report.verdict, 'valid')
    const ids = signature.checks.filter(({ ok }) => ok === null).map(({ id }) => id)
    assert.ok(ids.includes('hidden-layers') && ids.includes('active-content'))
  })
  it('evil annotation: a certification that permits annotations does not let them cover text', async () => {
    const certified = await signOnce(base, cast.person, { certify: 3 })
    const page = /\n4 0 obj\n(<<.*>>)\nendobj(?![\s\S]*\n4 0 obj)/.exec(latin1(certified))![1]!
    const stamp = '<</Type/Annot/Subtype/FreeText/Rect[90 690 400 740]/Contents(Khac)>>'
    const update = { 4: page.replace(/\/Annots ?\[/, '/Annots[95 0 R '), 95: stamp }
    await refused(await append(certified, update), /Chú thích bị thêm/)
  })
})

describe('overlays', () => {
  const stamp = '<</Type/Annot/Subtype/FreeText/Rect[90 690 400 740]/DA(/Helv 24 Tf)/Contents(Khac)>>'
  const addTo = (page: string, annotation: string): string =>
    page.includes('/Annots')
      ? page.replace(/\/Annots ?\[/, `/Annots[${annotation} `)
      : page.replace(/>>$/, `/Annots[${annotation}]>>`)
  const pageOne = (): string => /\n4 0 obj\n(<<.*>>)\nendobj(?![\s\S]*\n4 0 obj)/.exec(latin1(signed))![1]!

  it('an annotation over the text', async () => {
    await refused(await append(signed, { 4: addTo(pageOne(), '95 0 R'), 95: stamp }), /Chú thích bị thêm/)
  })
  it('a text field over the text', async () => {
    const { field } = await fieldRef(signed)
    const catalog = (await catalogOf(signed, '')).replace(
      /\/AcroForm \d+ 0 R/,
      `/AcroForm<</SigFlags 3/Fields[${field} 0 R 96 0 R]>>`,
    )
    const widget = '<</Type/Annot/Subtype/Widget/FT/Tx/T(che)/V(Khac)/Rect[90 690 400 740]/F 4>>'
    await refused(
      await append(signed, { 1: catalog, 4: addTo(pageOne(), '96 0 R'), 96: widget }),
      /Chèn thêm ô nhập liệu/,
    )
  })
  it('an empty signature field with a picture', async () => {
    const { field } = await fieldRef(signed)
    const catalog = (await catalogOf(signed, '')).replace(
      /\/AcroForm \d+ 0 R/,
      `/AcroForm<</SigFlags 3/Fields[${field} 0 R 96 0 R]>>`,
    )
    const widget = '<</Type/Annot/Subtype/Widget/FT/Sig/T(che)/Rect[90 690 400 740]/F 4/AP<</N 97 0 R>>>>'
    const look = streamObject('/Type/XObject/Subtype/Form/BBox[0 0 310 50]', '0 0 310 50 re f')
    await refused(
      await append(signed, { 1: catalog, 4: addTo(pageOne(), '96 0 R'), 96: widget, 97: look }),
      /ô chưa ký mà đã có hình/,
    )
  })
  it('sneaky signature: a stranger signs with a picture that covers the text', async () => {
    const stranger = await makeCast()
    try {
      const bytes = await signOnce(signed, stranger.person, {
        rect: { x: 90, y: 690, width: 300, height: 50 },
        appearance: { lines: ['Khác'], style },
      })
      await refused(bytes, /người ký sau không thuộc nơi cấp tin cậy/)
    } finally {
      await stranger.lab.close()
    }
  })
  it('a trusted signature as large as the page', async () => {
    const rect = { x: 0, y: 0, width: 595, height: 842 }
    await refused(
      await signOnce(signed, cast.seal, { rect, appearance: { lines: ['Khác'], style } }),
      /Bổ sung chữ ký/,
    )
  })
})

describe('permission taken too far', () => {
  it('a later DocMDP of a stranger does not permit annotations over an approval', async () => {
    const crafted = await craft(base, cast.person)
    const page =
      '<</Type/Page/Parent 2 0 R/Rotate 0/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R/Annots[95 0 R]>>'
    const stamp = '<</Type/Annot/Subtype/FreeText/Rect[90 690 400 740]/Contents(Khac)>>'
    const noted = await append(crafted, { 4: page, 95: stamp })
    const reference = '/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</P 3/V/1.2>>>>]'
    const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached ${reference} @BR@ @CONTENTS@>>`
    const again = await craft(noted, cast.seal, { dict, fields: '60 0 R' })
    await refused(again, /Chú thích bị thêm/)
  })
  it('a prepared field as large as the page is filled', async () => {
    const field = {
      name: 'che',
      kind: 'text' as const,
      page: 0,
      rect: { x: 10, y: 10, width: 570, height: 800 },
      style,
    }
    const prepared = concatBytes([base, (await reserveFields(bytesSource(base), [field])).tail])
    const one = await signOnce(prepared, cast.person)
    const two = await signOnce(one, cast.seal, { fill: { che: 'Nội dung khác' }, fillStyle: style })
    await refused(two, /hơn một phần tư trang/)
  })
  it('a stranger signs the field that was prepared for the office', async () => {
    const field = { name: 'coQuan', kind: 'signature' as const, page: 0, rect: spot }
    const prepared = concatBytes([base, (await reserveFields(bytesSource(base), [field])).tail])
    const one = await signOnce(prepared, cast.person, { field: 'nguoiKy' })
    const stranger = await makeCast()
    try {
      const two = await signOnce(one, stranger.seal, {
        field: 'coQuan',
        appearance: { lines: ['Dấu'], style },
      })
      await refused(two, /không thuộc nơi cấp tin cậy/)
    } finally {
      await stranger.lab.close()
    }
  })
})

describe('signatures touched', () => {
  const widgetOf = async (change: (dict: string) => string): Promise<Uint8Array> => {
    const { field } = await fieldRef(signed)
    const dict = new RegExp(`\\n${field} 0 obj\\n(<<[\\s\\S]*?>>)\\nendobj`).exec(latin1(signed))![1]!
    return append(signed, { [field]: change(dict) })
  }
  it('the signature is removed', async () => {
    await refused(await widgetOf((dict) => dict.replace(/\/V \d+ 0 R/, '')), /đã bị gỡ bỏ/)
  })
  it('the field is removed from the form', async () => {
    const catalog = (await catalogOf(signed, '')).replace(/\/AcroForm \d+ 0 R/, '/AcroForm<</Fields[]>>')
    await refused(await append(signed, { 1: catalog }), /bị gỡ bỏ/)
  })
  it('its picture is moved over the text', async () => {
    await refused(
      await widgetOf((dict) => dict.replace(/\/Rect ?\[[^\]]*\]/, '/Rect[90 690 400 740]')),
      /che lên nội dung/,
    )
  })
  it('its picture is replaced', async () => {
    await refused(
      await widgetOf((dict) => dict.replace(/\/AP<<\/N \d+ 0 R>>|\/AP ?<<[^>]*>>/, '/AP<</N 5 0 R>>')),
      /Hình của một chữ ký/,
    )
  })
})

describe('signature wrapping and forgery of the dictionary', () => {
  it('the crafted file is valid when nothing is wrong with it', async () => {
    assert.equal((await first(await craft(base, cast.person))).report.verdict, 'valid')
  })
  it('the hole is larger than the value (signature wrapping)', async () => {
    const bytes = await craft(base, cast.person, {
      range: (hole, resume, size) => [0, hole, resume + 2, size - resume - 2],
    })
    await refused(bytes, /chừa ra phần nội dung không được bảo vệ/)
  })
  it('the hole begins before the value', async () => {
    const bytes = await craft(base, cast.person, {
      range: (hole, resume, size) => [0, hole - 10, resume, size - resume],
    })
    await refused(bytes, /chừa ra phần nội dung không được bảo vệ/)
  })
  it('the range ends before the end of the file', async () => {
    const bytes = await craft(base, cast.person, {
      range: (hole, resume, size) => [0, hole, resume, size - resume - 40],
    })
    await refused(bytes, /không kết thúc ở cuối một phiên bản/)
  })
  it('the range does not begin at the first byte', async () => {
    const bytes = await craft(base, cast.person, {
      range: (hole, resume, size) => [10, hole - 10, resume, size - resume],
    })
    const { report } = await first(bytes)
    assert.equal(report.verdict, 'invalid')
  })
  for (const range of [
    '',
    '/ByteRange null',
    '/ByteRange []',
    '/ByteRange [0 -1 5 5]',
    '/ByteRange [0 0 0 0]',
  ])
    it(`universal forgery: ${range || 'no ByteRange'}`, async () => {
      const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached ${range} @CONTENTS@>>`
      const { report } = await first(await craft(base, cast.person, { dict }))
      assert.equal(report.verdict, 'invalid')
    })
  for (const contents of ['/Contents null', '/Contents <>', '/Contents <00>', ''])
    it(`universal forgery: ${contents || 'no Contents'}`, async () => {
      const dict = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached @BR@ ${contents} /Extra<<@CONTENTS@>>>>`
      const { report } = await first(await craft(base, cast.person, { dict }))
      assert.equal(report.verdict, 'invalid')
    })
  it('Contents is written twice', async () => {
    const dict =
      '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached @BR@ /Contents <30> @CONTENTS@>>'
    await refused(await craft(base, cast.person, { dict }), /ghi hai lần/)
  })
  it('the object is of a wrong type', async () => {
    const dict = '<</Type/Annot/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached @BR@ @CONTENTS@>>'
    await refused(await craft(base, cast.person, { dict }), /khai sai loại/)
  })
  it('an unknown kind of signature is never valid', async () => {
    const dict = '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/Strange @BR@ @CONTENTS@>>'
    const { report } = await first(await craft(base, cast.person, { dict }))
    assert.equal(report.verdict, 'indeterminate')
  })
  it('the certificate inside the value is altered', async () => {
    const swap = (cms: Uint8Array): Uint8Array => {
      const bytes = Buffer.from(cms)
      const at = bytes.indexOf(Buffer.from(cast.person.certificate))
      assert.ok(at > 0)
      bytes[at + 40]! ^= 1
      return bytes
    }
    const { signature } = await first(await craft(base, cast.person, { cms: swap }))
    assert.notEqual(signature.indication, 'TOTAL-PASSED')
  })
})

describe('files that cannot be read', () => {
  it('a damaged table makes a signed file unreadable, never valid', async () => {
    const bytes = Uint8Array.from(signed)
    const at = latin1(bytes).lastIndexOf('startxref')
    bytes.set(latin1Bytes('startxref\n7'), at)
    assert.equal((await check(bytes, cast.lab)).verdict, 'unreadable')
  })
  it('a file that is no PDF is unreadable', async () => {
    assert.equal((await check(latin1Bytes('<html>'), cast.lab)).verdict, 'unreadable')
  })
  it('a file without signatures is unsigned', async () => {
    assert.equal((await check(base, cast.lab)).verdict, 'unsigned')
  })
})
