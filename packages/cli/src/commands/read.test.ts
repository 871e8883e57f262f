import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { UsageError } from '../cli.ts'
import { READ } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'congvan-read-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const GOOD = `UBND TỈNH BẾN TRE                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                                      Độc lập - Tự do - Hạnh phúc

Số: 45/SNV-CCHC                           Bến Tre, ngày 05 tháng 01 năm 2022
V/v rà soát biên chế

                    Kính gửi: Ủy ban nhân dân các huyện, thành phố.

     Sở Nội vụ đề nghị các đơn vị gửi số liệu.

Nơi nhận:                                            GIÁM ĐỐC
- Như trên;
- Lưu: VT.                                          Trần Văn Ba
`

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const code = await READ.run(args, {
    stdout: (l) => out.push(l),
    stderr: (l) => err.push(l),
    cwd: folder,
    env: process.env,
  })
  return { code, out, err }
}

test('one JSON object a file, one a line; a certain paper ends with 0', async () => {
  writeFileSync(join(folder, 'good.txt'), GOOD)
  const { code, out } = await run('good.txt', '--json')
  assert.equal(code, 0)
  assert.equal(out.length, 1)
  const reading = JSON.parse(out[0]!)
  assert.equal(reading.file, 'good.txt')
  assert.equal(reading.pages, 1)
  assert.equal(reading.fields.number, '45')
  assert.equal(reading.regime, 'nd30')
  assert.deepEqual(Object.keys(reading.evidence.number), ['page', 'rect', 'source'])
})

test('several files end with the worst of their codes, doubts go to stderr', async () => {
  writeFileSync(join(folder, 'draft.txt'), GOOD.replace('Số: 45/', 'Số:       /'))
  writeFileSync(join(folder, 'good.txt'), GOOD)
  const doubt = await run('good.txt', 'draft.txt', '--json')
  assert.equal(doubt.code, 1)
  assert.equal(doubt.out.length, 2)
  assert.match(doubt.err.join('\n'), /draft\.txt: .*chưa có số/)
  assert.equal((await run('good.txt', 'missing.pdf')).code, 4)
})

test('a PDF under a password is unreadable, and the reason is said', async () => {
  const plain = join(folder, 'plain.pdf')
  const locked = join(folder, 'locked.pdf')
  writeFileSync(
    plain,
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n',
  )
  try {
    execFileSync('qpdf', ['--encrypt', 'secret', 'owner', '256', '--', plain, locked], { stdio: 'ignore' })
  } catch (error) {
    // qpdf ends with 3 when it had to mend the hand-written table; the file is there.
    assert.equal((error as { status?: number }).status, 3)
  }
  const { code, err } = await run('locked.pdf', '--ocr', 'never')
  assert.equal(code, 4)
  assert.match(err.join(' '), /mật khẩu/)
})

test('wrong words are a usage error', async () => {
  await assert.rejects(run(), UsageError)
  await assert.rejects(run('good.txt', '--ocr', 'sometimes'), UsageError)
  await assert.rejects(run('good.txt', '--loud'), UsageError)
})
