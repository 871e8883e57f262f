import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormatFinding } from '@congvan/contract'
import { sampleContent } from './fixture.ts'
import { withRepair } from './repairs.ts'

const finding = (code: string): FormatFinding => ({
  code,
  vi: '',
  en: '',
  field: 'body',
  severity: 'must',
  repair: null,
})
const repaired = (code: string, body: string) =>
  withRepair(finding(code), sampleContent({ body })).repair?.patch.body

test('a missing end is written after the last words, whatever mark stood there', () => {
  assert.equal(repaired('letters.ending-missing', 'Kính báo cáo.'), 'Kính báo cáo./.')
  assert.equal(repaired('letters.ending-missing', 'Kính báo cáo\n\n'), 'Kính báo cáo./.')
  assert.equal(repaired('letters.ending-party', 'Kính báo cáo./.'), 'Kính báo cáo.')
})

test('articles are numbered one after another, their words stay', () => {
  assert.equal(
    repaired('letters.article-order', 'Điều 1. A\nĐiều 3: B\nĐiều 3. C'),
    'Điều 1. A\nĐiều 2. B\nĐiều 3. C',
  )
})

test('a citation gets its “số”, an ordinary number does not', () => {
  assert.equal(
    repaired('letters.citation-without-so', 'Công văn 8126/UBND-KT; Kế hoạch 5 năm'),
    'Công văn số 8126/UBND-KT; Kế hoạch 5 năm',
  )
})

test('extra spaces go, decimals and “./.” stay', () => {
  assert.equal(repaired('letters.spacing', 'Độ mặn  4 ,5‰ ; hết ./.'), 'Độ mặn 4,5‰; hết ./.')
})

test('a repair that would change nothing is not offered, and the server has the first word', () => {
  assert.equal(withRepair(finding('letters.spacing'), sampleContent({ body: 'Gọn.' })).repair, null)
  const own = { ...finding('letters.spacing'), repair: { vi: 'Sửa', en: 'Fix', patch: { subject: 'x' } } }
  assert.equal(withRepair(own, sampleContent()).repair?.patch.subject, 'x')
})
