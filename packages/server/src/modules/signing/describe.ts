import type { SignatureReport } from '@congvan/sign-core/validate'
import { printDay } from '../../kernel/time.ts'

/** One sentence a clerk understands; the standard's names stay one click deeper. */
export function describe(signature: SignatureReport): { vi: string; en: string } {
  const when = signature.provenTime ?? signature.claimedTime
  const at = when ? `, ngày ${printDay(when.slice(0, 10))}` : ''
  const stamp = signature.provenTime ? ', có dấu thời gian' : ''
  if (signature.indication === 'TOTAL-PASSED')
    return { vi: `nguyên vẹn${stamp}${at}`, en: 'intact and valid' }
  if (signature.indication === 'TOTAL-FAILED') {
    const why = signature.changes[0] ?? signature.checks.find((check) => check.ok === false)
    return {
      vi: `không hợp lệ: ${why?.vi ?? 'nội dung đã thay đổi sau khi ký'}`,
      en: `invalid: ${why?.en ?? 'changed after signing'}`,
    }
  }
  const doubt = signature.checks.find((check) => check.ok !== true)
  const intact = signature.integrity === 'intact' ? 'nội dung nguyên vẹn, ' : ''
  return {
    vi: `${intact}chưa kết luận được: ${doubt?.vi ?? 'thiếu bằng chứng'}`,
    en: `cannot be concluded: ${doubt?.en ?? 'evidence is missing'}`,
  }
}
