// The sentences of the checks, Vietnamese first. One table, so that a clerk meets the same words everywhere.

import { OID } from '../asn1/index.ts'
import type { RevocationStatus } from '../revocation/index.ts'
import { attributeOf, type Certificate, nameText, type PathProblem, type PathVerdict } from '../x509/index.ts'
import type { Sentence } from './types.ts'

const SENTENCES = {
  'no-path': [
    'Chưa xác định được nơi cấp chứng thư: không có chứng thư gốc tin cậy nào dẫn tới chứng thư này',
    'No trusted root leads to this certificate',
  ],
  'integrity-ok': ['Nội dung đã ký còn nguyên vẹn', 'The signed content is intact'],
  'integrity-broken': ['Văn bản đã bị thay đổi sau khi ký', 'The document was altered after signing'],
  'signature-broken': [
    'Giá trị chữ ký không khớp với chứng thư của người ký',
    'The signature value does not match the signer’s certificate',
  ],
  'format-ok': ['Chữ ký đúng cấu trúc', 'The signature is well-formed'],
  unreadable: [
    'Không đọc được chữ ký, không thể coi là hợp lệ',
    'The signature cannot be read, so it is not valid',
  ],
  'unsupported-format': [
    'Kiểu chữ ký này chưa được hỗ trợ kiểm tra',
    'This kind of signature cannot be checked yet',
  ],
  'unsupported-algorithm': ['Thuật toán ký không được hỗ trợ', 'The signature algorithm is not supported'],
  'no-certificate': ['Không tìm thấy chứng thư của người ký', 'The signer’s certificate was not found'],
  'certificate-bound': [
    'Chữ ký nêu đúng chứng thư đã dùng để ký',
    'The signature names the certificate it was made with',
  ],
  'certificate-not-bound': [
    'Chứng thư kèm theo không phải chứng thư mà chữ ký nêu (có thể đã bị thay)',
    'The certificate is not the one the signature names; it may have been swapped',
  ],
  'certificate-unnamed': [
    'Chữ ký không nêu chứng thư đã dùng (kiểu chữ ký cũ)',
    'The signature does not name its certificate (older format)',
  ],
  'byte-range-missing': [
    'Chữ ký không nêu phạm vi nội dung được ký',
    'The signature does not say which bytes it covers',
  ],
  'byte-range-gap': [
    'Phạm vi ký chừa ra phần nội dung không được bảo vệ',
    'The signed range leaves out bytes that are not the signature itself',
  ],
  'byte-range-end': [
    'Phạm vi ký không kết thúc ở cuối một phiên bản của tệp',
    'The signed range does not end where a revision of the file ends',
  ],
  'byte-range-ok': [
    'Chữ ký bao trùm toàn bộ tệp tại thời điểm ký',
    'The signature covers the whole file as it was when signed',
  ],
  'contents-duplicated': [
    'Vùng chữ ký có khóa bị ghi hai lần, các phần mềm sẽ đọc khác nhau',
    'A key of the signature dictionary is written twice; programs would read it differently',
  ],
  'contents-not-here': [
    'Giá trị chữ ký không nằm đúng chỗ chừa ra trong phạm vi ký',
    'The signature value is not inside the hole of the signed range',
  ],
  'wrong-type': ['Đối tượng chữ ký khai sai loại', 'The signature object states a wrong type'],
  'algorithm-ok': ['Thuật toán đủ mạnh vào thời điểm ký', 'The algorithms were strong enough at the time'],
  'algorithm-weak': [
    'Thuật toán đã quá yếu vào thời điểm chứng minh được của chữ ký',
    'The algorithm was already too weak at the proven time of the signature',
  ],
  'timestamp-ok': ['Thời điểm ký được dấu thời gian chứng minh', 'A time stamp proves the time of signing'],
  'timestamp-none': [
    'Không có dấu thời gian: thời điểm ký chỉ do người ký khai',
    'No time stamp: the time of signing is only claimed by the signer',
  ],
  'timestamp-bad': [
    'Dấu thời gian không dùng được để chứng minh thời điểm ký',
    'The time stamp cannot be used to prove the time of signing',
  ],
  'timestamp-broken': [
    'Dấu thời gian không thuộc về chữ ký này hoặc đã bị sửa',
    'The time stamp does not belong to this signature or was altered',
  ],
  'timestamp-order': ['Các dấu thời gian mâu thuẫn nhau về thứ tự', 'The time stamps contradict each other'],
  'changes-none': ['Không có thay đổi nào sau khi ký', 'Nothing was changed after signing'],
  'changes-allowed': [
    'Sau khi ký chỉ có những bổ sung được phép',
    'Only permitted additions were made after signing',
  ],
  'changes-suspicious': [
    'Sau khi ký văn bản đã bị thay đổi ngoài những gì được phép',
    'After signing the document was changed beyond what is permitted',
  ],
  'filled-unsigned': [
    'Có ô được điền sau chữ ký cuối cùng: nội dung điền chưa được ai ký',
    'A field was filled after the last signature: nobody signed what it says',
  ],
  'changes-unknown': [
    'Chưa xác định được những thay đổi sau khi ký',
    'What was changed after signing could not be determined',
  ],
  'hidden-layers': [
    'Bản được ký có lớp nội dung đang ẩn: người ký có thể đã không thấy hết nội dung',
    'The signed revision has hidden layers: the signer may not have seen everything',
  ],
  'active-content': [
    'Bản được ký có mã tự chạy: nội dung hiển thị có thể khác nhau giữa các lần mở',
    'The signed revision runs scripts: it may not look the same every time',
  ],
  'not-a-pdf': ['Tệp không phải là PDF đọc được', 'The file is not a readable PDF'],
  'damaged-pdf': [
    'Cấu trúc tệp PDF bị hỏng nên không thể kiểm tra chữ ký',
    'The structure of the PDF is damaged, so signatures cannot be checked',
  ],
  'encrypted-pdf': ['Tệp PDF có mật khẩu, không mở được', 'The PDF is protected by a password'],
} as const

export type SentenceId = keyof typeof SENTENCES

export function say(id: SentenceId): Sentence {
  const [vi, en] = SENTENCES[id]
  return { vi, en }
}

const PATH: Record<PathProblem, readonly [string, string]> = {
  expired: ['Chứng thư đã hết hạn vào thời điểm kiểm tra', 'The certificate had expired'],
  'not-yet-valid': ['Chứng thư chưa có hiệu lực vào thời điểm ký', 'The certificate was not yet valid'],
  'bad-signature': ['Chứng thư không do nơi cấp nêu tên ký', 'The certificate is not signed by its issuer'],
  'not-a-ca': ['Nơi cấp không có quyền cấp chứng thư', 'The issuer is not a certification authority'],
  'path-length': ['Chuỗi chứng thư dài hơn mức cho phép', 'The chain is longer than permitted'],
  'key-usage': ['Chứng thư không dùng để ký số', 'The certificate is not for signing'],
  'extended-key-usage': [
    'Chứng thư được cấp cho mục đích khác',
    'The certificate was issued for another purpose',
  ],
  'name-constraints': [
    'Tên trong chứng thư nằm ngoài phạm vi nơi cấp được phép',
    'The name lies outside what the issuer may certify',
  ],
  policies: ['Chính sách chứng thư không được chấp nhận', 'The certificate policies are not acceptable'],
  'unknown-critical': [
    'Chứng thư có ràng buộc bắt buộc mà phần mềm không hiểu',
    'The certificate has a critical extension that is not understood',
  ],
  'weak-algorithm': [
    'Chứng thư ký bằng thuật toán quá yếu',
    'The certificate is signed with a weak algorithm',
  ],
  malformed: ['Chứng thư có phần mở rộng không đọc được', 'The certificate has an unreadable extension'],
}

/** Time in Vietnam, as officials write it. */
export function vietnamTime(date: Date): string {
  const local = new Date(date.getTime() + 7 * 3_600_000).toISOString()
  const [year, month, day] = local.slice(0, 10).split('-')
  return `${day}/${month}/${year} ${local.slice(11, 19)} +07:00`
}

const commonName = (certificate: Certificate): string =>
  attributeOf(certificate.subject, OID.cn) ?? nameText(certificate.subject)

export function pathSentence(verdict: PathVerdict, at: Date): Sentence {
  if (verdict.ok || !verdict.problem)
    return {
      vi: `Chứng thư do nơi cấp tin cậy cấp và còn hiệu lực lúc ${vietnamTime(at)}`,
      en: `The certificate leads to a trusted root and was valid at ${at.toISOString()}`,
    }
  const [vi, en] = PATH[verdict.problem]
  const who = verdict.at ? ` (${commonName(verdict.at)})` : ''
  return { vi: `${vi}${who}`, en: `${en}${who}` }
}

const UNKNOWN = {
  none: ['không có câu trả lời về tình trạng thu hồi', 'no revocation information'],
  stale: ['thông tin thu hồi đã cũ', 'the revocation information is too old'],
  future: ['thông tin thu hồi mang giờ ở tương lai', 'the revocation information is dated in the future'],
  'not-known': ['nơi cấp không biết chứng thư này', 'the responder does not know the certificate'],
} as const

export function revocationSentence(
  certificate: Certificate,
  status: RevocationStatus,
  late: boolean,
): Sentence {
  const who = commonName(certificate)
  const source = status.source === 'crl' ? 'CRL' : 'OCSP'
  if (status.state === 'good')
    return status.source === 'no-check'
      ? { vi: `Chứng thư ${who} không cần tra thu hồi`, en: `${who}: no revocation check required` }
      : { vi: `Chứng thư ${who} không bị thu hồi (${source})`, en: `${who} is not revoked (${source})` }
  if (status.state === 'revoked') {
    const at = status.revokedAt ? vietnamTime(status.revokedAt) : '?'
    const iso = status.revokedAt?.toISOString() ?? '?'
    return late
      ? {
          vi: `Chứng thư ${who} bị thu hồi lúc ${at}, sau khi ký`,
          en: `${who} was revoked at ${iso}, after signing`,
        }
      : {
          vi: `Chứng thư ${who} đã bị thu hồi lúc ${at}, không chứng minh được là đã ký trước đó`,
          en: `${who} was revoked at ${iso}; signing before that is not proven`,
        }
  }
  if (status.state === 'on-hold') return { vi: `Chứng thư ${who} đang bị tạm dừng`, en: `${who} is on hold` }
  const [vi, en] = UNKNOWN[status.why ?? 'none']
  return {
    vi: `Chưa xác định được tình trạng chứng thư ${who}: ${vi}`,
    en: `The status of ${who} could not be determined: ${en}`,
  }
}
