// A bundle of roots is made, examined and refused from the keyboard; what is missing is said, not invented.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createLab, type Lab } from '../../../lab/src/index.ts'
import { main } from '../main.ts'

let work: string
let lab: Lab
before(async () => {
  work = mkdtempSync(join(tmpdir(), 'congvan-trust-'))
  lab = await createLab({ port: false })
  mkdirSync(join(work, 'goc/cong-vu'), { recursive: true })
  mkdirSync(join(work, 'goc/cong-cong'))
  writeFileSync(join(work, 'goc/cong-vu/a.cer'), lab.root.certificate)
  writeFileSync(join(work, 'goc/cong-cong/b.der'), lab.authorities.congCong.certificate)
  for (const who of ['publisher', 'stranger']) {
    const pair = generateKeyPairSync('ed25519')
    writeFileSync(join(work, `${who}.pem`), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(work, `${who}.pub`), pair.publicKey.export({ type: 'spki', format: 'pem' }))
  }
})
after(async () => {
  await lab.close()
  rmSync(work, { recursive: true, force: true })
})

async function congvan(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const io = {
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void err.push(line),
    cwd: work,
    env: {},
  }
  return { code: await main(['trust', ...args], io), out, err: err.join('\n') }
}
const make = (version: string, out: string, key = 'publisher.pem') =>
  congvan('export', '--from', 'goc', '--version', version, '--key', key, '--out', out)

test('a bundle is made once, examined by its publisher’s key, and says what it holds', async () => {
  const made = await make('3', 'goi.json')
  assert.equal(made.code, 0, made.err)
  assert.equal((await make('3', 'goi.json')).code, 64, 'nothing is written over')
  const { code, out, err } = await congvan('verify', 'goi.json', '--publisher', 'publisher.pub', '--json')
  assert.equal(code, 0, err)
  assert.deepEqual(
    out.map((line) => JSON.parse(line).purpose),
    ['cong-vu', 'cong-cong'],
  )
  assert.equal(JSON.parse(out[0]!).sha256, createHash('sha256').update(lab.root.certificate).digest('hex'))
})

test('a stranger’s, an altered and an older bundle are refused with exit code 1', async () => {
  await make('4', 'la.json', 'stranger.pem')
  const check = (file: string, ...more: string[]) =>
    congvan('verify', file, '--publisher', 'publisher.pub', ...more)
  assert.equal((await check('la.json')).code, 1)
  assert.equal((await check('goi.json', '--current', '9')).code, 1)
  const text = readFileSync(join(work, 'goi.json'), 'utf8')
  const payload = JSON.parse(text).payload as string
  const other = Buffer.from(payload, 'base64').toString().replace('"cong-cong"', '"cong-vu"')
  writeFileSync(join(work, 'sua.json'), text.replace(payload, Buffer.from(other).toString('base64')))
  assert.equal((await check('sua.json')).code, 1)
})

test('Vietnam’s roots are named places: empty ones say so and how they are filled', async () => {
  const { out } = await congvan('list')
  const text = out.join('\n')
  assert.match(text, /\[trống\] Gốc chứng thực chuyên dùng công vụ – Ban Cơ yếu Chính phủ/)
  assert.match(text, /\[trống\] Gốc chứng thực điện tử quốc gia – NEAC/)
  assert.match(text, /trust import TỆP\.cer --purpose cong-vu --sha256/)
})

test('a root is imported only with the fingerprint that its authority printed', async () => {
  const args = ['import', 'goc/cong-vu/a.cer', '--purpose', 'cong-vu', '--note', 'văn bản số 1', '--as', 'x']
  assert.equal((await congvan(...args)).code, 64)
  const wrong = await congvan(...args, '--sha256', 'AA:BB')
  assert.equal(wrong.code, 64)
  assert.match(wrong.err, /khác với vân tay đã nhập\. Không nạp/)
})
