import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { toPem } from '../../../lab/src/index.ts'
import { annexLines, decreeStyle, sealRect } from '../appearance/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError, signWithKey } from '../cms/index.ts'
import { listFields, listSignatures, openPdf, PdfError, type PdfString, textOf } from '../pdf/index.ts'
import { completeSignature, completeWithCms, fromBase64, prepareSignature, reserveFields } from './index.ts'
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

describe('the CMS of a signature', () => {
  it('is CAdES to openssl, without signing-time, with signing-certificate-v2', async () => {
    const output = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    const [signature] = await listSignatures(await openPdf(bytesSource(output)))
    const [a, b, c, d] = signature!.byteRange as [number, number, number, number]
    const dir = mkdtempSync(join(tmpdir(), 'cms-'))
    try {
      writeFileSync(join(dir, 's.der'), signature!.contents)
      writeFileSync(join(dir, 'data'), Buffer.concat([output.subarray(a, a + b), output.subarray(c, c + d)]))
      writeFileSync(join(dir, 'ca.pem'), cast.person.chain.map((raw) => toPem(raw)).join(''))
      const verified = spawnSync(
        'openssl',
        [
          'cms',
          '-verify',
          '-cades',
          '-binary',
          '-inform',
          'DER',
          '-in',
          's.der',
          '-content',
          'data',
          '-CAfile',
          'ca.pem',
          '-purpose',
          'any',
          '-out',
          '/dev/null',
        ],
        { cwd: dir, encoding: 'utf8' },
      )
      assert.equal(verified.status, 0, verified.stderr)
      const print = spawnSync(
        'openssl',
        ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', 's.der', '-noout'],
        { cwd: dir, encoding: 'utf8' },
      ).stdout
      assert.doesNotMatch(print, /signingTime/)
      assert.match(print, /signingCertificateV2/)
      assert.match(print, /timeStampToken/i)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
  it('RSA-PSS and ECDSA values, also as r‖s from a token, are valid to strangers', async () => {
    const input = makePdf({ style: 'table' })
    assert.deepEqual(pdfsig(await signOnce(input, cast.seal)), [VALID])
    const pss = await signOnce(input, cast.person, { scheme: { kind: 'rsa-pss', hash: 'sha384' } })
    assert.deepEqual(pdfsig(pss), [VALID])
    const { sign } = await import('node:crypto')
    const source = bytesSource(input)
    const state = await prepareSignature(source, { certificate: cast.seal.certificate, time: new Date() })
    const plain = sign('sha256', Buffer.from(state.toBeSigned!, 'base64'), {
      key: cast.seal.privateKey!,
      dsaEncoding: 'ieee-p1363',
    })
    const done = await completeSignature(state, new Uint8Array(plain))
    assert.deepEqual(pdfsig(Buffer.concat([input, done.tail])), [VALID])
  })
  it('a value made by another key is refused before it reaches the file', async () => {
    const state = await prepareSignature(bytesSource(makePdf({ style: 'table' })), {
      certificate: cast.seal.certificate,
      time: new Date(),
    })
    await assert.rejects(completeSignature(state, latin1Bytes('x'.repeat(64))), code('bad-signature-value'))
  })
  it('a CMS built by the device itself is taken when it fits, and refused for another document or signer', async () => {
    const input = makePdf({ style: 'table' })
    const who = cast.person
    const options = { certificate: who.certificate, chain: who.chain, time: new Date() }
    const state = await prepareSignature(bytesSource(input), options)
    const value = await signWithKey(who.privateKey!, state.scheme!, fromBase64(state.toBeSigned!))
    const { cms } = await completeSignature(state, value)
    assert.deepEqual(pdfsig(Buffer.concat([input, completeWithCms(state, cms).tail])), [VALID])
    const other = await prepareSignature(bytesSource(makePdf({ style: 'stream' })), options)
    assert.throws(() => completeWithCms(other, cms), code('bad-signature-value'))
    const { certificate } = cast.seal
    const foreign = await prepareSignature(bytesSource(input), { certificate, time: new Date() })
    assert.throws(() => completeWithCms(foreign, cms), code('bad-signature-value'))
    assert.throws(() => completeWithCms(state, latin1Bytes('<html>')), code('bad-signature-value'))
  })
  it('an outage of the time-stamp service costs a level, never the signature', async () => {
    const input = makePdf({ style: 'table' })
    const who = cast.person
    const state = await prepareSignature(bytesSource(input), {
      certificate: who.certificate,
      chain: who.chain,
      time: new Date(),
    })
    const value = await signWithKey(who.privateKey!, state.scheme!, Buffer.from(state.toBeSigned!, 'base64'))
    const done = await completeSignature(state, value, {
      fetchTimestamp: () => Promise.reject(new Error('down')),
    })
    assert.equal(done.level, 'B-B')
    assert.ok(code('timestamp-failed')(done.timestampError))
    assert.deepEqual(pdfsig(Buffer.concat([input, done.tail])), [VALID])
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

describe('very large files', () => {
  /** A scan of a given size that exists only as a function: nothing of it can be held in memory by mistake. */
  function virtual(size: number) {
    const small = makePdf({ style: 'table' })
    const text = Buffer.from(small).toString('latin1')
    const xrefAt = text.indexOf('xref\n')
    const head = Buffer.from(`${text.slice(0, xrefAt)}6 0 obj\n<</Length ${size}>>\nstream\n`, 'latin1')
    const middle = head.length + size
    const endstream = '\nendstream\nendobj\n'
    const table = text
      .slice(xrefAt, text.indexOf('trailer'))
      .replace('0 6', '0 7')
      .concat(`${String(xrefAt).padStart(10, '0')} 00000 n \n`)
    const trailer = text
      .slice(text.indexOf('trailer'), text.indexOf('startxref'))
      .replace('/Size 6', '/Size 7')
    const tail = Buffer.from(
      `${endstream}${table}${trailer}startxref\n${middle + endstream.length}\n%%EOF\n`,
      'latin1',
    )
    const total = middle + tail.length
    const counts = { largest: 0 }
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const end = Math.min(total, offset + length)
      counts.largest = Math.max(counts.largest, end - offset)
      const out = new Uint8Array(Math.max(0, end - offset))
      if (offset < head.length) out.set(head.subarray(offset, Math.min(end, head.length)))
      if (end > middle)
        out.set(tail.subarray(Math.max(0, offset - middle), end - middle), Math.max(0, middle - offset))
      return out
    }
    return { source: { size: total, read }, counts }
  }

  it('a scan of any size (1 GB when soaking) is signed without ever holding more than 1 MB of it', async () => {
    const size = process.env.SOAK ? 1 << 30 : 100 << 20
    const { source, counts } = virtual(size)
    const state = await prepareSignature(source, {
      certificate: cast.seal.certificate,
      time: new Date(),
      rect: spot,
    })
    assert.ok(counts.largest <= 1 << 20, `read ${counts.largest} bytes at once`)
    assert.ok(state.contents.start > size)
    assert.ok(state.tail.length < 200_000)
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256')
    for (let at = 0; at < source.size; at += 1 << 20) hash.update(await source.read(at, 1 << 20))
    assert.equal(state.inputSha256, hash.digest('hex'))
  })
  it('a file too long for ten digits is refused with a typed error', async () => {
    const { source } = virtual(10_000_000_000)
    const attempt = prepareSignature(source, { certificate: cast.seal.certificate, time: new Date() })
    await assert.rejects(attempt, (error) => error instanceof PdfError && error.code === 'limit')
  })
})
