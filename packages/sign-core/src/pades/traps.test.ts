// The traps of the signing notes (shared/anchors/signatures.md §7), each by its name. Where a whole file of tests holds
// one, the name here points at it: attacks.test.ts, updates.test.ts, times.test.ts, mutation.test.ts, xades.test.ts.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createLab, type IssuedCertificate, type Lab, toPem } from '../../../lab/src/index.ts'
import { decreeStyle } from '../appearance/index.ts'
import { readNode } from '../asn1/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/index.ts'
import { listSignatures, openPdf, type PdfArray, type PdfDict, type PdfStream } from '../pdf/index.ts'
import { readAnchors, trustOf } from '../trust/index.ts'
import { type ValidationReport, validatePdf } from '../validate/index.ts'
import { labFetch } from '../validate/test-kit.ts'
import { contentsSize, extendTo, type Level } from './index.ts'
import {
  type Cast,
  makeCast,
  makePdf,
  type PdfRecipe,
  pdfsig,
  qpdfCheck,
  qpdfMake,
  signOnce,
  TINOS,
  timestamper,
} from './test-kit.ts'

let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

const spot = { x: 300, y: 120, width: 130, height: 57 }
const raise = async (input: Uint8Array, to: Level, lab: Lab): Promise<Uint8Array> => {
  const options = { fetchTimestamp: timestamper(lab), fetch: labFetch, now: lab.now() }
  return new Uint8Array(Buffer.concat([input, (await extendTo(bytesSource(input), to, options)).tail]))
}
const offline = (file: Uint8Array, lab: Lab): Promise<ValidationReport> =>
  validatePdf(file, { trust: trustOf(readAnchors(Buffer.from(lab.trustPem()), 'test')), now: lab.now() })
const starts = (output: Uint8Array, input: Uint8Array) =>
  assert.equal(Buffer.compare(output.subarray(0, input.length), input), 0, 'begins with the exact input')
const tailOf = (output: Uint8Array, input: Uint8Array) =>
  Buffer.from(output.subarray(input.length)).toString('latin1')
const sound = (output: Uint8Array) => {
  const check = qpdfCheck(output)
  assert.equal(check.code, 0, check.out)
}

describe('traps of the append-only layer', () => {
  const builds: [string, PdfRecipe][] = [
    ['table', { style: 'table' }],
    ['stream', { style: 'stream' }],
    ['hybrid', { style: 'hybrid' }],
  ]
  for (const [title, recipe] of builds)
    it(`trap: prefix rule and the flavour of the last section – ${title}`, async () => {
      const input = makePdf(recipe)
      const output = await signOnce(input, cast.seal)
      starts(output, input)
      sound(output)
      const tail = tailOf(output, input)
      assert.equal(/\nxref\n/.test(tail), recipe.style !== 'stream')
      assert.equal(/\/Type\s*\/XRef/.test(tail), recipe.style === 'stream')
      assert.doesNotMatch(tail, /\/ObjStm/, 'no object of an update hides in an object stream')
      const sizes = [...tail.matchAll(/\/Size (\d+)/g)].map((match) => Number(match[1]))
      const numbers = [...tail.matchAll(/(?:^|[\r\n])(\d+) 0 obj/g)].map((match) => Number(match[1]))
      assert.ok(sizes.at(-1)! > Math.max(...numbers), 'Size is the highest number plus one')
    })

  it('trap: an object stream base and a linearized base are appended to, never rewritten', async () => {
    for (const option of ['--object-streams=generate', '--linearize']) {
      const input = qpdfMake(makePdf({ style: 'table', pages: 3 }), option)
      const output = await signOnce(input, cast.seal)
      starts(output, input)
      assert.deepEqual(pdfsig(output), ['Signature is Valid.'], option)
    }
  })

  it('trap: generation 65536 of careless scanners is read while unsigned', async () => {
    const plain = Buffer.from(makePdf({ style: 'table' })).toString('latin1')
    const scan = latin1Bytes(plain.replace('0000000000 65535 f ', '0000000000 65536 f '))
    const output = await signOnce(scan, cast.seal)
    starts(output, scan)
    assert.equal((await offline(output, cast.lab)).signatures[0]?.integrity, 'intact')
  })

  it('trap: missing final line end, startxref off by some bytes, junk before the header', async () => {
    const wrong: Partial<PdfRecipe>[] = [
      { finalEol: '' },
      { wrongBy: 3 },
      { wrongBy: -6 },
      { junk: '\r\n\x00abc' },
    ]
    for (const fault of wrong) {
      const input = makePdf({ style: 'table', ...fault })
      const output = await signOnce(input, cast.seal)
      starts(output, input)
      assert.equal(
        (await offline(output, cast.lab)).signatures[0]?.integrity,
        'intact',
        JSON.stringify(fault),
      )
    }
  })

  it('trap: the placeholder is known by its place, not found by searching for its text', async () => {
    const decoy = '%/Contents<0000000000000000>/ByteRange[0 0000000000 0000000000 0000000000]'
    const input = Buffer.concat([makePdf({ style: 'table' }), latin1Bytes(`${decoy}\n`)])
    const output = await signOnce(input, cast.seal, { reason: decoy })
    const [signature] = await listSignatures(await openPdf(bytesSource(output)))
    const [a, b, c, d] = signature!.byteRange!
    assert.deepEqual([a, c! + d!], [0, output.length])
    assert.match(
      Buffer.from(output.subarray(b, c)).toString('latin1'),
      /^<[0-9a-f]+>$/i,
      'the hole is exactly <…>',
    )
    assert.match(tailOf(output, input), /\/ByteRange\s*\[0 \d+ {0,9}\d* *\d+/)
    assert.deepEqual(pdfsig(output), ['Signature is Valid.'])
  })

  it('trap: room for two RSA chains and a time stamp, and a value that does not fit is a typed error', async () => {
    assert.ok(contentsSize([cast.person.certificate]) >= 16_384)
    await assert.rejects(
      signOnce(makePdf({ style: 'table' }), cast.person, { contentsSize: 1024 }, cast.lab),
      (error) => error instanceof SignError,
    )
  })
})

describe('traps of the form', () => {
  it('trap: an AcroForm that stands already keeps /DA, /DR and its fields; indirect Fields and Annots are rewritten in place', async () => {
    const plain = Buffer.from(makePdf({ style: 'table' })).toString('latin1')
    const extra = [
      '20 0 obj\n<</Fields 21 0 R/DA(/Helv 9 Tf)/DR<</Font<</Helv 3 0 R>>>>>>\nendobj\n',
      '21 0 obj\n[22 0 R]\nendobj\n',
      '22 0 obj\n<</FT/Tx/T(SoVanBan)/Type/Annot/Subtype/Widget/Rect[10 10 60 30]/P 4 0 R/F 4>>\nendobj\n',
      '23 0 obj\n[22 0 R]\nendobj\n',
    ].join('')
    const raw = plain
      .slice(0, plain.indexOf('xref\n'))
      .replace('/Type/Catalog/Pages 2 0 R', '/Type/Catalog/Pages 2 0 R/AcroForm 20 0 R')
      .replace('/Type/Page/Parent 2 0 R', '/Type/Page/Annots 23 0 R/Parent 2 0 R')
    const input = qpdfMake(
      latin1Bytes(`${raw}${extra}trailer\n<</Size 24/Root 1 0 R>>\n%%EOF\n`),
      '--warning-exit-0',
    )
    const output = await signOnce(input, cast.seal, {
      rect: spot,
      appearance: { lines: ['A'], style: decreeStyle(TINOS) },
    })
    starts(output, input)
    sound(output)
    const reader = await openPdf(bytesSource(output))
    const form = (await reader.resolve((await reader.catalog()).get('AcroForm'))) as PdfDict
    assert.ok(form.get('DA') && form.get('DR'))
    assert.equal(form.get('SigFlags'), 3)
    const fields = (await reader.resolve(form.get('Fields'))) as PdfArray
    assert.equal(fields.items.length, 2)
    assert.match(tailOf(output, input), /\/F 132/)
  })

  it('trap: field names stay unique when the same name is asked for twice', async () => {
    const one = await signOnce(makePdf({ style: 'table' }), cast.person)
    const two = await signOnce(one, cast.seal)
    const names = (await listSignatures(await openPdf(bytesSource(two)))).map(({ field }) => field)
    assert.equal(new Set(names).size, 2)
  })

  it('trap: after a certification that forbids changes only evidence and time stamps follow', async () => {
    const closed = await signOnce(makePdf({ style: 'table' }), cast.person, { certify: 1 }, cast.lab)
    await assert.rejects(signOnce(closed, cast.seal), (error) => error instanceof SignError)
    const kept = await raise(closed, 'B-LTA', cast.lab)
    assert.deepEqual(
      (await offline(kept, cast.lab)).signatures.map(({ level }) => level),
      ['PAdES-B-LTA'],
    )
  })

  it('trap: fonts are subsets with a tag of their own, ToUnicode, and composed letters', async () => {
    const style = decreeStyle(TINOS)
    const decomposed = 'Ủy ban nhân dân tỉnh Bến Tre'.normalize('NFD')
    const output = await signOnce(makePdf({ style: 'table' }), cast.seal, {
      rect: spot,
      appearance: { lines: [decomposed], style },
    })
    const tail = tailOf(output, makePdf({ style: 'table' }))
    assert.match(tail, /\/BaseFont\s*\/[A-Z]{6}\+/)
    assert.match(tail, /\/ToUnicode/)
    const dir = mkdtempSync(join(tmpdir(), 'trap-'))
    try {
      writeFileSync(join(dir, 'a.pdf'), output)
      const { stdout } = spawnSync('pdftotext', [join(dir, 'a.pdf'), '-'], { encoding: 'utf8' })
      assert.ok(stdout.replace(/\s+/g, ' ').includes('Ủy ban nhân dân'), stdout)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  it('trap: Contents of a signature is never encrypted, also not of the first when a second follows', async () => {
    const input = qpdfMake(makePdf({ style: 'table' }), '--encrypt', 'u', 'o', '256', '--')
    const one = await signOnce(input, cast.person, { password: 'u' }, cast.lab)
    const two = await signOnce(one, cast.seal, { password: 'u' }, cast.lab)
    starts(two, one)
    assert.deepEqual(pdfsig(two, 'u'), ['Signature is Valid.', 'Signature is Valid.'])
  })
})

describe('traps of evidence', () => {
  it('trap: the store is merged, nothing twice, and no VRI', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    const twice = await raise(await raise(signed, 'B-LT', cast.lab), 'B-LTA', cast.lab)
    const reader = await openPdf(bytesSource(twice))
    const store = (await reader.resolve((await reader.catalog()).get('DSS'))) as PdfDict
    assert.equal(store.get('VRI'), undefined)
    for (const key of ['Certs', 'OCSPs']) {
      const list = (await reader.resolve(store.get(key))) as PdfArray
      const seen = new Set<string>()
      for (const item of list.items) {
        const stream = (await reader.resolve(item)) as PdfStream
        seen.add(Buffer.from(await reader.decode(stream)).toString('base64'))
      }
      assert.equal(seen.size, list.items.length, key)
    }
  })

  it('trap: OCSP asks with SHA-1 identifiers, carries its responder, and openssl accepts the answer kept in the file', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    const { evidence } = await extendTo(bytesSource(signed), 'B-LT', {
      fetchTimestamp: timestamper(cast.lab),
      fetch: labFetch,
    })
    const dir = mkdtempSync(join(tmpdir(), 'trap-'))
    try {
      const issuer = cast.person.authority
      writeFileSync(join(dir, 'issuer.pem'), toPem(issuer.certificate))
      writeFileSync(join(dir, 'root.pem'), cast.lab.trustPem())
      writeFileSync(join(dir, 'who.pem'), toPem(cast.person.certificate))
      const judged = evidence!.ocsps.map((raw) => {
        writeFileSync(join(dir, 'answer.der'), raw)
        const args = [
          'ocsp',
          '-respin',
          'answer.der',
          '-issuer',
          'issuer.pem',
          '-cert',
          'who.pem',
          '-CAfile',
          'root.pem',
          '-no_nonce',
        ]
        const run = spawnSync('openssl', args, { cwd: dir, encoding: 'utf8' })
        return `${run.stdout}${run.stderr}`
      })
      assert.ok(
        judged.some((out) => /Response verify OK/.test(out) && /who\.pem: good/.test(out)),
        judged.join('\n'),
      )
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  it('trap: a time-stamp reply is checked – wrong nonce, wrong imprint, refused, garbage leave the signature at B-B', async () => {
    for (const fault of ['wrong-nonce', 'wrong-imprint', 'refused', 'garbage'] as const) {
      cast.lab.faults.on.tsa.add(fault)
      await assert.rejects(signOnce(makePdf({ style: 'table' }), cast.seal, {}, cast.lab), SignError, fault)
      cast.lab.faults.on.tsa.delete(fault)
    }
  })

  it('trap: unreadable is never valid', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    for (const cut of [signed.length - 30, signed.length - 3000, 20])
      assert.notEqual((await offline(signed.subarray(0, cut), cast.lab)).verdict, 'valid')
  })
})

/** Strangers' judgement at every level and for every kind of key, with every responder stopped for LT and LTA. */
describe('every level by strangers, the responders stopped', () => {
  const keys: [string, () => { request: object; own?: ReturnType<typeof generateKeyPairSync> }][] = [
    ['RSA 2048', () => ({ request: { key: 'rsa2048' } })],
    ['P-256', () => ({ request: { key: 'p256' } })],
    ['P-384', () => ({ request: {}, own: generateKeyPairSync('ec', { namedCurve: 'secp384r1' }) as never })],
  ]
  for (const [title, make] of keys)
    it(`B-B, B-T, B-LT, B-LTA with ${title}`, async () => {
      const lab = await createLab()
      const { request, own } = make()
      const pair = own as { publicKey: never; privateKey: never } | undefined
      const issued = lab.issueCertificate({
        kind: 'person',
        subject: { cn: 'Lê Thị Thử', o: 'Sở Thông tin và Truyền thông' },
        ...request,
        ...(pair ? { publicKey: pair.publicKey } : {}),
      })
      const who = (pair ? { ...issued, privateKey: pair.privateKey } : issued) as IssuedCertificate
      const base = makePdf({ style: 'table' })
      const levels: [Level, Uint8Array][] = [
        ['B-B', await signOnce(base, who)],
        ['B-T', await signOnce(base, who, {}, lab)],
      ]
      levels.push(['B-LT', await raise(levels[1]![1], 'B-LT', lab)])
      levels.push(['B-LTA', await raise(levels[1]![1], 'B-LTA', lab)])
      await lab.close()
      for (const [level, file] of levels) {
        sound(file)
        const report = await offline(file, lab)
        assert.equal(report.signatures[0]?.level, `PAdES-${level}`)
        assert.equal(report.signatures[0]?.integrity, 'intact')
        if (level === 'B-LT' || level === 'B-LTA') assert.equal(report.verdict, 'valid', level)
        assert.equal(pdfsig(file)[0], 'Signature is Valid.', `${title} ${level}`)
        await opensslAgrees(file, who, lab)
      }
    })
})

/** Signature by `openssl cms -cades`, document time stamps by `openssl ts`. */
async function opensslAgrees(file: Uint8Array, who: IssuedCertificate, lab: Lab): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'trap-'))
  const run = (...args: string[]) => spawnSync('openssl', args, { cwd: dir, encoding: 'utf8' })
  try {
    writeFileSync(join(dir, 'ca.pem'), [...who.chain, ...lab.tsa.chain].map((raw) => toPem(raw)).join(''))
    for (const { type, contents, byteRange } of await listSignatures(await openPdf(bytesSource(file)))) {
      const [a, b, c, d] = byteRange as [number, number, number, number]
      writeFileSync(join(dir, 'value'), readNode(contents).raw)
      writeFileSync(join(dir, 'data'), Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)]))
      const judged =
        type === 'DocTimeStamp'
          ? run('ts', '-verify', '-in', 'value', '-token_in', '-data', 'data', '-CAfile', 'ca.pem')
          : run(
              'cms',
              '-verify',
              '-cades',
              '-binary',
              '-inform',
              'DER',
              '-in',
              'value',
              '-content',
              'data',
              '-CAfile',
              'ca.pem',
              '-purpose',
              'any',
              '-out',
              '/dev/null',
            )
      assert.equal(judged.status, 0, judged.stderr)
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
