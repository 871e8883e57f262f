import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createLab, type IssuedCertificate, type Lab } from '../../../lab/src/index.ts'
import { defaultScheme } from '../cms/index.ts'
import { labFetch, labTrust, stampOver } from '../validate/test-kit.ts'
import {
  completeAsic,
  completeCades,
  prepareAsic,
  prepareCades,
  readZip,
  validateAsic,
  validateCades,
  writeZip,
  ZipError,
} from './index.ts'

let lab: Lab
let folder: string
let rsa: IssuedCertificate
let ec: IssuedCertificate
before(async () => {
  lab = await createLab()
  folder = mkdtempSync(join(tmpdir(), 'asic-'))
  rsa = lab.issueCertificate({
    kind: 'organisation',
    key: 'rsa2048',
    subject: { cn: 'Sở Nội vụ', o: 'Sở Nội vụ' },
  })
  ec = lab.issueCertificate({ kind: 'person', subject: { cn: 'Hồ Thị Kỷ' } })
})
after(async () => {
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const content = Buffer.from('Danh sách cán bộ, công chức\n')
const options = () => ({ trust: labTrust(lab), fetch: labFetch })

async function detached(who: IssuedCertificate, stamped = false): Promise<Uint8Array> {
  const scheme = defaultScheme(who.certificate)
  const prepared = await prepareCades(content, {
    certificate: who.certificate,
    chain: who.chain,
    scheme,
    time: new Date(),
  })
  const value = sign(scheme.hash, prepared.toBeSigned, who.privateKey!)
  return completeCades(prepared, value, stamped ? (data) => stampOver(lab, data) : undefined)
}

describe('CAdES beside a file', () => {
  for (const [title, who] of [
    ['RSA', () => rsa],
    ['ECDSA', () => ec],
  ] as const)
    it(`${title}: openssl verifies it as CAdES, and so do we`, async () => {
      const cms = await detached(who())
      const at = (name: string): string => join(folder, name)
      writeFileSync(at('c'), content)
      writeFileSync(at('s'), cms)
      writeFileSync(at('root.pem'), lab.trustPem())
      const args = [
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        at('s'),
        '-content',
        at('c'),
        '-CAfile',
        at('root.pem'),
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ]
      execFileSync('openssl', args, { stdio: 'pipe' })
      const report = await validateCades(cms, content, options())
      assert.equal(report.indication, 'TOTAL-PASSED', JSON.stringify(report.checks))
      assert.equal(report.level, 'CAdES-B-B')
      assert.ok(report.claimedTime)
    })
  it('B-T proves the time', async () => {
    const report = await validateCades(await detached(ec, true), content, options())
    assert.equal(report.level, 'CAdES-B-T')
    assert.ok(report.provenTime)
  })
  it('another content is broken, another file unreadable', async () => {
    const cms = await detached(rsa)
    assert.equal((await validateCades(cms, Buffer.from('khác'), options())).subIndication, 'HASH_FAILURE')
    assert.equal(
      (await validateCades(Buffer.from('khác'), content, options())).subIndication,
      'FORMAT_FAILURE',
    )
  })
})

const files = [
  { name: 'Tờ trình.pdf', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 một') },
  { name: 'phu-luc/bieu.xlsx', mimeType: 'application/octet-stream', bytes: Buffer.from('hai') },
]

async function container(): Promise<Uint8Array> {
  const scheme = defaultScheme(rsa.certificate)
  const prepared = await prepareAsic(files, {
    certificate: rsa.certificate,
    chain: rsa.chain,
    scheme,
    time: new Date(),
  })
  return completeAsic(prepared, sign(scheme.hash, prepared.toBeSigned, rsa.privateKey!))
}

describe('ASiC-E', () => {
  it('covers every file, and unzip can open it', async () => {
    const zip = await container()
    const report = await validateAsic(zip, options())
    assert.equal(report.signatures[0]!.indication, 'TOTAL-PASSED')
    assert.deepEqual(
      report.signatures[0]!.files,
      files.map(({ name }) => name),
    )
    assert.deepEqual(report.uncovered, [])
    assert.equal(Buffer.from(zip.subarray(38, 38 + 31)).toString(), 'application/vnd.etsi.asic-e+zip')
    writeFileSync(join(folder, 'a.zip'), zip)
    const python = spawnSync(
      'python3',
      [
        '-c',
        `import zipfile; z=zipfile.ZipFile('${join(folder, 'a.zip')}'); assert z.testzip() is None; print(len(z.namelist()))`,
      ],
      { encoding: 'utf8' },
    )
    if (python.status !== null) assert.equal(python.stdout.trim(), '5', python.stderr)
  })
  it('a file altered in the container is found', async () => {
    const entries = readZip(await container()).map((entry) =>
      entry.name.endsWith('xlsx') ? { ...entry, bytes: Buffer.from('ba') } : entry,
    )
    const report = await validateAsic(writeZip(entries), options())
    assert.equal(report.signatures[0]!.indication, 'TOTAL-FAILED')
    assert.equal(report.uncovered.length, 2)
  })
  it('a file slipped in is named as not covered', async () => {
    const entries = [...readZip(await container()), { name: 'them.pdf', bytes: Buffer.from('x') }]
    assert.deepEqual((await validateAsic(writeZip(entries), options())).uncovered, ['them.pdf'])
  })
  it('a manifest altered fails', async () => {
    const entries = readZip(await container()).map((entry) =>
      entry.name.includes('Manifest')
        ? {
            ...entry,
            bytes: Buffer.from(
              Buffer.from(entry.bytes).toString().replace('application/pdf', 'application/pdx'),
            ),
          }
        : entry,
    )
    assert.equal(
      (await validateAsic(writeZip(entries), options())).signatures[0]!.subIndication,
      'HASH_FAILURE',
    )
  })
  it('a manifest whose file names are no percent-encoding is judged broken, by its check, and never thrown', async () => {
    const prepared = await prepareAsic(files, {
      certificate: rsa.certificate,
      chain: rsa.chain,
      scheme: defaultScheme(rsa.certificate),
      time: new Date(),
    })
    const manifest = prepared.manifest.replace(
      /URI="[^"]+" MimeType="application\/pdf"/,
      'URI="%E0%A4%A.pdf"',
    )
    assert.notEqual(manifest, prepared.manifest)
    const cades = await prepareCades(Buffer.from(manifest), {
      certificate: rsa.certificate,
      chain: rsa.chain,
      scheme: defaultScheme(rsa.certificate),
      time: new Date(),
    })
    const signature = sign(defaultScheme(rsa.certificate).hash, cades.toBeSigned, rsa.privateKey!)
    const [judged] = (
      await validateAsic(
        await completeAsic({ ...prepared, manifest, cades, toBeSigned: cades.toBeSigned }, signature),
        options(),
      )
    ).signatures
    assert.deepEqual(
      [judged!.indication, judged!.subIndication, judged!.integrity, judged!.files],
      ['TOTAL-FAILED', 'HASH_FAILURE', 'broken', []],
    )
    assert.ok(judged!.checks.some((check) => check.id === 'data-objects' && !check.ok))
  })
  it('names twice, names that leave the container, and damage are refused', async () => {
    const one = { name: 'a', bytes: Buffer.from('1') }
    assert.throws(() => readZip(writeZip([one, one])), ZipError)
    assert.throws(() => readZip(writeZip([one, { name: 'A', bytes: one.bytes }])), ZipError)
    assert.throws(() => readZip(writeZip([{ name: '../a', bytes: one.bytes }])), ZipError)
    const zip = await container()
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(zip)
        damaged[at]! ^= flip
        try {
          readZip(damaged)
        } catch (error) {
          assert.ok(error instanceof ZipError, String(error))
        }
      }),
      { numRuns: 300 },
    )
  })
})
