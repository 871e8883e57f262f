import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createLab, type Lab } from '../../../lab/src/index.ts'
import { makePdf, makePng, pdfsig, qpdfCheck } from '../../../sign-core/src/pades/test-kit.ts'
import { type CliCommand, UsageError } from '../cli.ts'
import { extend } from './extend.ts'
import { sign } from './sign.ts'
import { verify } from './verify.ts'

const VALID = 'Signature is Valid.'
let lab: Lab
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'congvan-sign-'))
  lab = await createLab()
  const o = 'Ủy ban nhân dân tỉnh Bến Tre'
  const person = lab.issueCertificate({ kind: 'person', subject: { cn: 'Nguyễn Văn Ơn', o } })
  const seal = lab.issueCertificate({ kind: 'organisation', key: 'rsa2048', subject: { cn: o, o } })
  const past = new Date(Date.now() - 86_400_000)
  const late = lab.issueCertificate({
    kind: 'person',
    subject: { cn: 'Cũ', o },
    notBefore: new Date(0),
    notAfter: past,
  })
  await writeFile(join(folder, 'person.p12'), lab.pkcs12(person, 'mật khẩu'))
  await writeFile(join(folder, 'seal.p12'), lab.pkcs12(seal, 'mật khẩu'))
  await writeFile(join(folder, 'late.p12'), lab.pkcs12(late, 'mật khẩu'))
  await writeFile(join(folder, 'pass'), 'mật khẩu\n')
  await writeFile(join(folder, 'wrong'), 'khác\n')
  await writeFile(join(folder, 'trust.pem'), lab.trustPem())
  await writeFile(join(folder, 'in.pdf'), makePdf({ style: 'table', pages: 2 }))
  await writeFile(join(folder, 'blue.png'), makePng(90, 40, [0, 0, 200]))
  await writeFile(join(folder, 'red.png'), makePng(80, 80, [220, 0, 0]))
})
after(async () => {
  await lab.close()
  await rm(folder, { recursive: true })
})

async function run(command: CliCommand, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => err.push(line),
    cwd: folder,
    env: {},
  }
  return { code: await command.run(args, io), out, err }
}

const key = (name: string) => ['--p12', `${name}.p12`, '--passphrase-file', 'pass']
const file = async (name: string) => new Uint8Array(await readFile(join(folder, name)))

test('person, seal, copy, arrival and extend to B-LTA leave every signature valid, checked without network', async () => {
  const tsa = ['--tsa', lab.tsaUrl]
  const steps: [string, string, string[]][] = [
    ['in.pdf', '1.pdf', ['--as', 'person', '--image', 'blue.png', ...key('person')]],
    ['1.pdf', '2.pdf', ['--as', 'seal', '--image', 'red.png', ...key('seal'), ...tsa]],
    [
      '2.pdf',
      '3.pdf',
      ['--as', 'copy', '--text', 'SAO Y\\nVăn phòng Ủy ban nhân dân tỉnh', ...key('seal'), ...tsa],
    ],
    ['3.pdf', '4.pdf', ['--as', 'arrival', '--text', '0123', ...key('seal'), ...tsa, '--level', 'B-LT']],
  ]
  for (const [from, to, options] of steps) {
    const { code, err, out } = await run(sign, from, '--out', to, ...options)
    assert.deepEqual([code, err], [0, []])
    assert.equal(JSON.parse(out[0]!).file, to)
    const [before, now] = [await file(from), await file(to)]
    assert.equal(Buffer.compare(now.subarray(0, before.length), before), 0)
  }
  assert.deepEqual(pdfsig(await file('4.pdf')).slice(0, 4), [VALID, VALID, VALID, VALID])
  const raised = await run(extend, '4.pdf', '--out', '5.pdf', '--to', 'B-LTA', ...tsa)
  assert.deepEqual([raised.code, raised.err], [0, []])
  assert.equal(qpdfCheck(await file('5.pdf')).code, 0)
  const judged = await run(verify, '5.pdf', '--trust', 'trust.pem', '--offline', '--json')
  assert.equal(judged.code, 0, judged.out.join())
  const { signatures } = JSON.parse(judged.out[0]!)
  assert.deepEqual(
    signatures.map((item: { role: string; level: string }) => [item.role, item.level]),
    [
      ['person', 'PAdES-B-LTA'],
      ['seal', 'PAdES-B-LTA'],
      ['copy', 'PAdES-B-LTA'],
      ['arrival', 'PAdES-B-LTA'],
    ],
  )
})

test('an annex carries the number of the main document, an invisible signature shows nothing', async () => {
  const annex = await run(
    sign,
    'in.pdf',
    '--out',
    'a.pdf',
    '--as',
    'annex',
    '--text',
    '15/QĐ-UBND',
    ...key('seal'),
  )
  const hidden = await run(sign, 'in.pdf', '--out', 'i.pdf', '--as', 'invisible', ...key('person'))
  assert.deepEqual([annex.code, hidden.code], [0, 0])
  assert.deepEqual(JSON.parse(hidden.out[0]!).level, 'PAdES-B-B')
})

test('a time-stamp service that is down costs the level, not the signature: exit 2 and a usable file', async () => {
  const made = await run(
    sign,
    'in.pdf',
    '--out',
    'd.pdf',
    '--as',
    'person',
    ...key('person'),
    '--tsa',
    'http://127.0.0.1:1/',
  )
  assert.equal(made.code, 2)
  assert.match(made.err[0]!, /mới đạt mức B-B/)
  assert.deepEqual(pdfsig(await file('d.pdf')), [VALID])
})

test('an expired certificate, a wrong passphrase and a file that is no PDF are refused, and no file appears', async () => {
  const late = await run(sign, 'in.pdf', '--out', 'x.pdf', '--as', 'person', ...key('late'))
  assert.equal(late.code, 1)
  assert.match(late.err[0]!, /hết hạn/)
  const wrong = await run(
    sign,
    'in.pdf',
    '--out',
    'x.pdf',
    '--as',
    'person',
    '--p12',
    'person.p12',
    '--passphrase-file',
    'wrong',
  )
  assert.equal(wrong.code, 1)
  assert.match(wrong.err[0]!, /Mật khẩu/)
  const text = await run(sign, 'pass', '--out', 'x.pdf', '--as', 'person', ...key('person'))
  assert.equal(text.code, 4)
  const unsigned = await run(extend, 'in.pdf', '--out', 'x.pdf', '--to', 'B-T', '--tsa', lab.tsaUrl)
  assert.equal(unsigned.code, 1)
  await assert.rejects(file('x.pdf'))
})

test('wrong words are usage errors', async () => {
  const bad = [
    ['in.pdf', '--out', 'x.pdf', '--as', 'king', ...key('person')],
    ['in.pdf', '--as', 'person', ...key('person')],
    ['in.pdf', '--out', 'x.pdf', '--as', 'person', ...key('person'), '--level', 'B-T'],
    ['in.pdf', '--out', 'x.pdf', '--as', 'person', ...key('person'), '--rect', '1,2,3'],
    ['in.pdf', '--out', 'x.pdf', '--as', 'person', ...key('person'), '--page', '0'],
  ]
  for (const args of bad) await assert.rejects(run(sign, ...args), UsageError)
  await assert.rejects(
    run(extend, 'in.pdf', '--out', 'x.pdf', '--to', 'B-B', '--tsa', 'http://x'),
    UsageError,
  )
})
