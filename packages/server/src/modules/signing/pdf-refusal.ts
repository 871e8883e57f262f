// Why a PDF or a key is not taken, in the person's words: the codes of sign-core are for engineers.
import { SignError, type SignErrorCode } from '@congvan/sign-core'
import { PdfError, type PdfErrorCode } from '@congvan/sign-core/pdf'
import { DomainError, type ErrorKind } from '../../kernel/domain-error.ts'

type Words = readonly [vi: string, en: string]
const BROKEN: Words = [
  'cấu trúc tệp bị hỏng. Xuất lại PDF từ bản gốc rồi thử lại.',
  'its structure is damaged. Export it again.',
]

const OF_PDF: Record<PdfErrorCode, Words> = {
  'not-a-pdf': ['đây không phải tệp PDF.', 'it is no PDF.'],
  syntax: BROKEN,
  damaged: BROKEN,
  filter: BROKEN,
  'not-found': BROKEN,
  limit: ['tệp quá phức tạp để đọc an toàn. In lại ra PDF rồi thử lại.', 'it is too complex to read safely.'],
  encrypted: [
    'tệp cần mật khẩu mới mở được. Lưu lại không đặt mật khẩu.',
    'it needs a password. Save it without.',
  ],
  'unsupported-encryption': [
    'tệp mã hóa theo cách chưa đọc được. Lưu lại không mã hóa.',
    'its encryption is not supported. Save it without.',
  ],
  permission: ['quyền đặt trong tệp không cho phép.', 'the permissions set in the file do not allow it.'],
}

const OF_SIGNING: Partial<Record<SignErrorCode, Words>> = {
  'certificate-expired': ['chứng thư đã hết hạn.', 'the certificate has expired.'],
  'certificate-not-yet-valid': ['chứng thư chưa có hiệu lực.', 'the certificate is not yet valid.'],
  'certificate-wrong-usage': ['chứng thư này không dùng để ký.', 'the certificate is not for signing.'],
  'key-mismatch': ['khóa không thuộc chứng thư này.', 'the key does not belong to the certificate.'],
  'key-unsupported': ['loại khóa này chưa được hỗ trợ.', 'this kind of key is not supported.'],
  'wrong-passphrase': ['mật khẩu của tệp khóa không đúng.', 'the passphrase is wrong.'],
  'bad-key-file': ['tệp khóa không đọc được.', 'the key file cannot be read.'],
  'too-large': ['tệp quá lớn để ký.', 'it is too large to sign.'],
  'field-not-found': ['không có chỗ ký trong tệp.', 'there is no such signature field.'],
  'field-already-signed': ['chỗ ký này đã có chữ ký.', 'the field is signed already.'],
  'field-locked': ['một chữ ký trước đó đã khóa chỗ này.', 'an earlier signature locks this place.'],
  'changes-forbidden': ['chữ ký trước đó cấm mọi thay đổi.', 'an earlier signature forbids every change.'],
  'damaged-signed': [
    'tệp đã có chữ ký nhưng cấu trúc bị hỏng; sửa tệp sẽ làm hỏng chữ ký.',
    'it is signed and damaged; a repair would break the signature.',
  ],
  'encrypted-forbidden': [
    'quyền đặt trong tệp không cho ký. Lưu lại không mã hóa.',
    'its permissions forbid signing. Save it without.',
  ],
  'stale-state': [
    'tệp đã đổi sau khi chuẩn bị ký. Ký lại từ đầu.',
    'it changed after it was prepared. Sign again.',
  ],
  'bad-image': ['ảnh chữ ký hoặc con dấu không đọc được.', 'the picture cannot be read.'],
  'already-signed': ['tệp đã được ký.', 'it is signed already.'],
}

const wordsOf = (error: unknown): Words =>
  (error instanceof PdfError ? OF_PDF[error.code] : undefined) ??
  (error instanceof SignError ? OF_SIGNING[error.code] : undefined) ??
  BROKEN

/** The refusal to throw, with its reason in both languages. */
export function pdfRefusal(kind: ErrorKind, error: unknown, field?: string): DomainError {
  const [why, whyEn] = wordsOf(error)
  return new DomainError(kind, 'signing.pdf-refused', { why, whyEn }, field)
}
