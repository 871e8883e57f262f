// One model for screen, JSON and PDF: a sentence for the file, one line a signature, then the evidence behind it.
// The first lines are a clerk's words; names of levels and algorithms come only in the evidence.
import { vietnamTime } from '../validate/sentences.ts'
import type {
  Check,
  FileVerdict,
  Indication,
  Sentence,
  SignatureReport,
  SignatureRole,
  SubIndication,
  TimestampReport,
  ValidationReport,
} from '../validate/types.ts'

export type Language = 'vi' | 'en'
export type Tone = 'good' | 'bad' | 'open' | 'none'

export interface EvidenceLine {
  readonly ok: boolean | null
  readonly text: string
}

export interface SignatureLine {
  readonly tone: Tone
  readonly role: string
  readonly name: string
  readonly organisation: string | null
  /** Vietnam time, with the words that say whether it is proven or only claimed. */
  readonly time: string
  readonly verdict: string
  /** The whole line, as it is printed. */
  readonly line: string
  readonly evidence: readonly EvidenceLine[]
}

export interface VerdictText {
  readonly tone: Tone
  readonly headline: string
  readonly signatures: readonly SignatureLine[]
}

const pick = (sentence: Sentence, language: Language): string => sentence[language]

const HEADLINES: Record<FileVerdict, Sentence> = {
  valid: {
    vi: 'Văn bản nguyên vẹn, mọi chữ ký đều hợp lệ',
    en: 'The document is intact and every signature is valid',
  },
  invalid: { vi: 'Có chữ ký không hợp lệ', en: 'A signature is not valid' },
  indeterminate: {
    vi: 'Chưa đủ căn cứ để kết luận chữ ký',
    en: 'There is not enough evidence to judge the signatures',
  },
  unsigned: { vi: 'Văn bản không có chữ ký số', en: 'The document carries no digital signature' },
  unreadable: {
    vi: 'Không đọc được tệp, không thể coi là hợp lệ',
    en: 'The file cannot be read, so it is not valid',
  },
}

const ROLES: Record<SignatureRole, Sentence> = {
  person: { vi: 'Người ký', en: 'Signer' },
  seal: { vi: 'Cơ quan, tổ chức', en: 'Organisation' },
  annex: { vi: 'Ký phụ lục', en: 'Annex' },
  copy: { vi: 'Ký bản sao', en: 'Copy' },
  arrival: { vi: 'Số đến', en: 'Arrival' },
  timestamp: { vi: 'Dấu thời gian', en: 'Time stamp' },
  unknown: { vi: 'Chữ ký', en: 'Signature' },
}

const PASSED: Sentence = { vi: 'hợp lệ, nguyên vẹn', en: 'valid, intact' }

const REASONS: Record<SubIndication, Sentence> = {
  FORMAT_FAILURE: { vi: 'không hợp lệ: chữ ký sai cấu trúc', en: 'not valid: malformed signature' },
  HASH_FAILURE: {
    vi: 'không hợp lệ: văn bản đã bị thay đổi sau khi ký',
    en: 'not valid: altered after signing',
  },
  SIG_CRYPTO_FAILURE: {
    vi: 'không hợp lệ: giá trị chữ ký không khớp với chứng thư',
    en: 'not valid: the signature does not match the certificate',
  },
  REVOKED: {
    vi: 'không hợp lệ: chứng thư đã bị thu hồi trước khi ký',
    en: 'not valid: revoked before signing',
  },
  EXPIRED: {
    vi: 'không hợp lệ: ký sau khi chứng thư hết hạn',
    en: 'not valid: signed after the certificate expired',
  },
  NOT_YET_VALID: {
    vi: 'không hợp lệ: ký khi chứng thư chưa có hiệu lực',
    en: 'not valid: signed before the certificate became valid',
  },
  SIG_CONSTRAINTS_FAILURE: {
    vi: 'chưa kết luận: chữ ký thiếu thông tin bắt buộc',
    en: 'open: the signature lacks mandatory information',
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    vi: 'chưa kết luận: chứng thư không được cấp cho việc này',
    en: 'open: the certificate was not issued for this use',
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    vi: 'chưa kết luận: chuỗi chứng thư có lỗi',
    en: 'open: the certificate chain is faulty',
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    vi: 'chưa kết luận: thuật toán quá yếu',
    en: 'open: the algorithm is too weak',
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    vi: 'chưa kết luận: thuật toán nay đã yếu và không chứng minh được đã ký từ trước',
    en: 'open: the algorithm is weak today and an earlier time is not proven',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    vi: 'chưa kết luận: không xác định được chứng thư của người ký',
    en: 'open: the signer’s certificate could not be identified',
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    vi: 'nguyên vẹn, chưa xác định được nơi cấp chứng thư có tin cậy không',
    en: 'intact; whether the issuer is trusted could not be determined',
  },
  REVOKED_NO_POE: {
    vi: 'chưa kết luận: chứng thư đã bị thu hồi, không chứng minh được là ký trước đó',
    en: 'open: revoked, and signing before that is not proven',
  },
  REVOKED_CA_NO_POE: {
    vi: 'chưa kết luận: chứng thư của nơi cấp đã bị thu hồi',
    en: 'open: the issuer’s certificate was revoked',
  },
  OUT_OF_BOUNDS_NO_POE: {
    vi: 'chưa kết luận: chứng thư ngoài thời hạn, không chứng minh được là ký trong thời hạn',
    en: 'open: outside the validity of the certificate, and an earlier time is not proven',
  },
  OUT_OF_BOUNDS_NOT_REVOKED: {
    vi: 'chưa kết luận: chứng thư ngoài thời hạn',
    en: 'open: certificate out of validity',
  },
  TRY_LATER: {
    vi: 'nguyên vẹn, chưa xác định được tình trạng chứng thư tại thời điểm ký',
    en: 'intact; the status of the certificate at signing could not be determined yet',
  },
  NO_POE: { vi: 'chưa kết luận: không chứng minh được thời điểm ký', en: 'open: the time is not proven' },
  SIGNED_DATA_NOT_FOUND: {
    vi: 'chưa kết luận: không tìm thấy nội dung được ký',
    en: 'open: signed data not found',
  },
  TIMESTAMP_ORDER_FAILURE: {
    vi: 'chưa kết luận: các dấu thời gian mâu thuẫn',
    en: 'open: time stamps contradict',
  },
  GENERIC: { vi: 'chưa kết luận: kiểu chữ ký chưa được hỗ trợ', en: 'open: unsupported kind of signature' },
}

const SUSPICIOUS: Sentence = {
  vi: 'không hợp lệ: sau khi ký văn bản bị thay đổi ngoài phần được phép',
  en: 'not valid: changed after signing beyond what is permitted',
}

const TONES: Record<Indication, Tone> = {
  'TOTAL-PASSED': 'good',
  INDETERMINATE: 'open',
  'TOTAL-FAILED': 'bad',
}

function verdictWords(item: SignatureReport | TimestampReport, language: Language): string {
  if (item.indication === 'TOTAL-PASSED') return pick(PASSED, language)
  if (item.changesAfter === 'suspicious' && item.integrity === 'intact') return pick(SUSPICIOUS, language)
  const words = pick(REASONS[item.subIndication ?? 'GENERIC'], language)
  // "Intact" may only be said of what was found intact.
  if (item.integrity === 'intact') return words
  const open = language === 'vi' ? 'chưa kết luận: ' : 'open: '
  return words.replace(/^(nguyên vẹn, |intact; )/, open)
}

function timeWords(report: SignatureReport, language: Language): string {
  if (report.provenTime)
    return language === 'vi'
      ? `${vietnamTime(new Date(report.provenTime))} (có dấu thời gian)`
      : `${report.provenTime} (proven)`
  if (report.claimedTime)
    return language === 'vi'
      ? `${vietnamTime(new Date(report.claimedTime))} (người ký khai)`
      : `${report.claimedTime} (claimed)`
  return language === 'vi' ? 'không rõ thời điểm' : 'time unknown'
}

const evidenceOf = (checks: readonly Check[], language: Language): EvidenceLine[] =>
  checks.map((check) => ({ ok: check.ok, text: pick(check, language) }))

const changeLines = (changes: SignatureReport['changes'], language: Language): EvidenceLine[] =>
  changes.map((change) => ({ ok: change.permitted, text: pick(change, language) }))

function details(report: SignatureReport, language: Language): EvidenceLine[] {
  const vi = language === 'vi'
  const lines: EvidenceLine[] = []
  const add = (text: string): void => {
    lines.push({ ok: null, text })
  }
  lines.push(...changeLines(report.changes, language))
  if (report.trust === 'test')
    add(vi ? 'CHỨNG THƯ THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ' : 'TEST CERTIFICATE – WITHOUT LEGAL VALUE')
  if (report.certificate) {
    const { issuer, serial, notBefore, notAfter } = report.certificate
    add(`${vi ? 'Nơi cấp' : 'Issuer'}: ${issuer}`)
    add(`${vi ? 'Số chứng thư' : 'Serial'}: ${serial}`)
    const day = (iso: string): string => vietnamTime(new Date(iso)).slice(0, 10)
    add(`${vi ? 'Hiệu lực' : 'Valid'}: ${day(notBefore)} – ${day(notAfter)}`)
  }
  for (const stamp of report.timestamps)
    add(
      `${vi ? 'Dấu thời gian do' : 'Time stamp by'} ${stamp.authority?.cn ?? '?'}: ${vietnamTime(new Date(stamp.time))}`,
    )
  if (report.level)
    add(`${vi ? 'Mức' : 'Level'}: ${report.level}${report.algorithm ? `, ${report.algorithm}` : ''}`)
  add(`${report.indication}${report.subIndication ? ` / ${report.subIndication}` : ''}`)
  return lines
}

function signatureLine(report: SignatureReport, language: Language): SignatureLine {
  const role = pick(ROLES[report.role], language)
  const name = report.signer?.cn ?? report.field
  const organisation = report.signer?.o && report.signer.o !== name ? report.signer.o : null
  const time = timeWords(report, language)
  const verdict = verdictWords(report, language)
  return {
    tone: TONES[report.indication],
    role,
    name,
    organisation,
    time,
    verdict,
    line: [role, name, organisation, time, verdict].filter((part) => part !== null).join(' – '),
    evidence: [...evidenceOf(report.checks, language), ...details(report, language)],
  }
}

function stampLine(report: TimestampReport, language: Language): SignatureLine {
  const role = pick(ROLES.timestamp, language)
  const name = report.authority?.cn ?? report.field ?? '?'
  const time = report.time
    ? vietnamTime(new Date(report.time))
    : language === 'vi'
      ? 'không rõ thời điểm'
      : 'time unknown'
  const verdict = verdictWords(report, language)
  return {
    tone: TONES[report.indication],
    role,
    name,
    organisation: null,
    time,
    verdict,
    line: [role, name, time, verdict].join(' – '),
    evidence: [
      ...evidenceOf(report.checks, language),
      ...changeLines(report.changes ?? [], language),
      { ok: null, text: `${report.indication}${report.subIndication ? ` / ${report.subIndication}` : ''}` },
    ],
  }
}

const FILE_TONES: Record<FileVerdict, Tone> = {
  valid: 'good',
  invalid: 'bad',
  indeterminate: 'open',
  unsigned: 'none',
  unreadable: 'bad',
}

export function describeVerdict(report: ValidationReport, language: Language = 'vi'): VerdictText {
  const headline = pick(HEADLINES[report.verdict], language)
  return {
    tone: FILE_TONES[report.verdict],
    headline: report.problem ? `${headline} (${pick(report.problem, language)})` : headline,
    signatures: [
      ...report.signatures.map((item) => signatureLine(item, language)),
      ...report.timestamps.map((item) => stampLine(item, language)),
    ],
  }
}
