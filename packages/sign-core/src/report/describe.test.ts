import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Cast, makeCast, makePdf, signOnce } from '../pades/test-kit.ts'
import type { ValidationReport } from '../validate/index.ts'
import { check } from '../validate/test-kit.ts'
import { describeVerdict } from './index.ts'

let cast: Cast
let report: ValidationReport
before(async () => {
  cast = await makeCast()
  const one = await signOnce(makePdf({ style: 'table' }), cast.person, { field: 'nguoiKy' }, cast.lab)
  report = await check(await signOnce(one, cast.seal, { field: 'coQuan' }, cast.lab), cast.lab)
})
after(() => cast.lab.close())

describe('the words of a verdict', () => {
  it('one line a signature: role, name, organisation, time, verdict', () => {
    const { headline, tone, signatures } = describeVerdict(report, 'vi')
    assert.equal(headline, 'Văn bản nguyên vẹn, mọi chữ ký đều hợp lệ')
    assert.equal(tone, 'good')
    assert.match(
      signatures[0]!.line,
      /^Người ký – Nguyễn Văn Ơn – Ủy ban nhân dân tỉnh Bến Tre – .*hợp lệ, nguyên vẹn$/,
    )
    assert.match(signatures[1]!.line, /^Cơ quan, tổ chức – Ủy ban nhân dân tỉnh Bến Tre – /)
  })
  it('no technical name before the evidence', () => {
    const { headline, signatures } = describeVerdict(report, 'vi')
    for (const text of [headline, ...signatures.map(({ line }) => line)])
      assert.doesNotMatch(text, /PAdES|SHA|TOTAL|OCSP|CRL|INDETERMINATE/)
  })
  it('a test certificate says so', () => {
    const words = describeVerdict(report, 'vi')
      .signatures[0]!.evidence.map(({ text }) => text)
      .join('\n')
    assert.match(words, /KHÔNG CÓ GIÁ TRỊ PHÁP LÝ/)
  })
  it('every outcome has words in both languages, and only what is intact is called intact', () => {
    const [signature] = report.signatures
    const subs = [
      'HASH_FAILURE',
      'REVOKED',
      'TRY_LATER',
      'NO_CERTIFICATE_CHAIN_FOUND',
      'GENERIC',
      'EXPIRED',
      null,
    ] as const
    for (const subIndication of subs)
      for (const integrity of ['intact', 'broken', 'unknown'] as const) {
        const changed = { ...signature!, indication: 'INDETERMINATE' as const, subIndication, integrity }
        const vi = describeVerdict({ ...report, signatures: [changed] }, 'vi').signatures[0]!.verdict
        const en = describeVerdict({ ...report, signatures: [changed] }, 'en').signatures[0]!.verdict
        assert.ok(vi.length > 5 && en.length > 5)
        if (integrity !== 'intact') assert.doesNotMatch(vi, /nguyên vẹn/)
      }
  })
  it('a file without signatures and an unreadable one have a headline of their own', () => {
    assert.match(
      describeVerdict({ ...report, verdict: 'unsigned', signatures: [] }).headline,
      /không có chữ ký số/,
    )
    assert.match(
      describeVerdict({ ...report, verdict: 'unreadable', signatures: [] }).headline,
      /không thể coi là hợp lệ/,
    )
  })
})
