import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Cast, makeCast, makePdf, signOnce } from '../../../sign-core/src/pades/test-kit.ts'
import { UsageError } from '../cli.ts'
import { verify } from './verify.ts'

let cast: Cast
let folder: string
before(async () => {
  cast = await makeCast()
  folder = mkdtempSync(join(tmpdir(), 'verify-'))
  const base = makePdf({ style: 'table' })
  const signed = await signOnce(base, cast.person, {}, cast.lab)
  const broken = Uint8Array.from(signed)
  broken[600]! ^= 1
  for (const [name, bytes] of Object.entries({ base, signed, broken, text: Buffer.from('chữ') }))
    writeFileSync(join(folder, `${name}.pdf`), bytes)
  writeFileSync(join(folder, 'goc.pem'), cast.lab.trustPem())
})
after(async () => {
  await cast.lab.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => err.push(line),
    cwd: folder,
    env: {},
  }
  return { code: await verify.run(args, io), out, err }
}

describe('congvan verify', () => {
  it('0: valid with the anchor, and one JSON object a line with the agreed keys', async () => {
    const { code, out } = await run('signed.pdf', '--trust', '.', '--json')
    assert.equal(code, 0)
    assert.equal(out.length, 1)
    const said = JSON.parse(out[0]!)
    assert.equal(said.file, 'signed.pdf')
    assert.equal(said.verdict, 'valid')
    const [signature] = said.signatures
    for (const key of [
      'field',
      'role',
      'subFilter',
      'signer',
      'certificate',
      'level',
      'indication',
      'subIndication',
      'integrity',
      'coversWholeRevision',
      'changesAfter',
      'changes',
      'claimedTime',
      'provenTime',
      'checks',
    ])
      assert.ok(key in signature, key)
    assert.deepEqual(
      Object.keys(signature.signer).filter((key) => ['cn', 'o', 'email', 'serialNumber'].includes(key))
        .length,
      4,
    )
    assert.equal(signature.level, 'PAdES-B-T')
  })
  it('2: without an anchor the chain stays open and the content is said to be intact', async () => {
    const { code, out } = await run('signed.pdf', '--json', '--offline')
    assert.equal(code, 2)
    const [signature] = JSON.parse(out[0]!).signatures
    assert.equal(signature.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND')
    assert.equal(signature.integrity, 'intact')
  })
  it('offline asks nobody', async () => {
    const before = JSON.stringify(cast.lab.requests)
    const { code } = await run('signed.pdf', '--trust', 'goc.pem', '--offline')
    assert.equal(code, 2)
    assert.equal(JSON.stringify(cast.lab.requests), before)
  })
  it('1, 3 and 4: broken, unsigned, unreadable; a missing file is unreadable and named on stderr', async () => {
    assert.equal((await run('broken.pdf', '--trust', '.')).code, 1)
    assert.equal((await run('base.pdf')).code, 3)
    assert.equal((await run('text.pdf')).code, 4)
    const missing = await run('khong-co.pdf', '--json')
    assert.equal(missing.code, 4)
    assert.match(missing.err.join(), /khong-co\.pdf/)
    assert.equal(JSON.parse(missing.out[0]!).verdict, 'unreadable')
  })
  it('several files: the worst in the order 1, 4, 2, 3, 0', async () => {
    assert.equal((await run('base.pdf', 'text.pdf', 'broken.pdf', '--trust', '.')).code, 1)
    assert.equal((await run('base.pdf', 'text.pdf', '--trust', '.')).code, 4)
    assert.equal((await run('base.pdf', 'signed.pdf', '--offline', '--trust', '.')).code, 2)
    assert.equal((await run('base.pdf', 'signed.pdf', '--trust', '.')).code, 3)
  })
  it('people read Vietnamese first, English when they ask', async () => {
    const vi = (await run('signed.pdf', '--trust', '.')).out.join('\n')
    assert.match(vi, /Văn bản nguyên vẹn, mọi chữ ký đều hợp lệ/)
    assert.match(
      vi,
      /Người ký – Nguyễn Văn Ơn – Ủy ban nhân dân tỉnh Bến Tre – .* \+07:00 \(có dấu thời gian\) – hợp lệ/,
    )
    assert.match(
      (await run('broken.pdf', '--lang', 'en', '--trust', '.')).out.join('\n'),
      /altered after signing/,
    )
  })
  it('judges as of another time', async () => {
    const { out } = await run('signed.pdf', '--trust', '.', '--at', '2000-01-01T00:00:00Z', '--json')
    assert.notEqual(JSON.parse(out[0]!).verdict, 'valid')
  })
  it('--report writes a PDF that others can read, in the same words', async () => {
    const { code } = await run('signed.pdf', 'broken.pdf', '--trust', '.', '--report', 'ket-qua.pdf')
    assert.equal(code, 1)
    const path = join(folder, 'ket-qua.pdf')
    assert.equal(spawnSync('qpdf', ['--check', path]).status, 0)
    const text = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout
    assert.match(text, /Kết quả kiểm tra chữ ký số/)
    assert.match(text, /Văn bản nguyên vẹn, mọi chữ ký đều hợp lệ/)
    assert.match(text, /đã bị thay đổi sau khi ký/)
  })
  it('wrong words are a usage error', async () => {
    for (const args of [
      [],
      ['--lang', 'fr', 'x'],
      ['--at', 'hôm qua', 'x'],
      ['--what', 'x'],
      ['x', '--trust', '/khong/co'],
    ])
      await assert.rejects(run(...args), UsageError)
  })
})
