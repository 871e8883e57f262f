// What we say about a packet: an error refuses it (the raw bytes go to quarantine), a warning does not.

export interface Warning {
  code: WarningCode
  vi: string
}

export type ErrorCode = keyof typeof ERRORS
export type WarningCode = keyof typeof WARNINGS

const ERRORS = {
  empty: ['Gói tin rỗng', 'the packet is empty'],
  'not-xml': ['Tệp không phải gói tin XML', 'not an XML packet'],
  malformed: ['Gói tin XML viết sai cú pháp', 'the XML is not well-formed'],
  truncated: ['Gói tin bị cắt giữa chừng', 'the packet ends before its last element is closed'],
  dtd: ['Gói tin có khai báo DOCTYPE, không được phép', 'a DOCTYPE is not allowed'],
  entity: [
    'Gói tin dùng thực thể XML không được phép',
    'entities other than the five of XML are not allowed',
  ],
  encoding: ['Bảng mã của gói tin không đọc được', 'the character encoding cannot be read'],
  'too-big': ['Gói tin vượt dung lượng cho phép', 'the packet is over the size limit'],
  'too-complex': [
    'Gói tin có quá nhiều thành phần hoặc lồng quá sâu',
    'too many or too deeply nested elements',
  ],
  'too-many-parts': ['Gói tin có quá nhiều tệp kèm hoặc nơi nhận', 'too many attachments or recipients'],
  'not-edxml': ['XML không phải gói tin edXML', 'the XML is not an edXML packet'],
  'no-header': ['Gói tin không có MessageHeader', 'the packet has no MessageHeader'],
  'two-meanings': [
    'Một thành phần xuất hiện hai lần với hai nội dung',
    'one element appears twice with different content',
  ],
  'no-sender': ['Gói tin không có mã định danh bên gửi', 'the sender code is missing'],
  'no-document-id': ['Gói tin không có mã định danh văn bản', 'the document identifier is missing'],
  'unknown-business': ['Loại nghiệp vụ của gói tin không có trong quy chuẩn', 'unknown business type'],
  'no-status': ['Gói tin trạng thái không có mã trạng thái', 'the status packet has no status code'],
} as const satisfies Record<string, readonly [string, string]>

/** `true`: the reader had to repair something; `false`: it only noticed something. */
const WARNINGS = {
  'junk-before-xml': [true, 'Có ký tự thừa trước phần XML, đã bỏ qua'],
  'bytes-after-xml': [true, 'Có ký tự thừa sau phần XML, đã bỏ qua'],
  'encoding-converted': [true, 'Gói tin không dùng UTF-8, đã chuyển bảng mã'],
  'encoding-mislabelled': [true, 'Bảng mã khai báo không đúng với nội dung, đã đọc theo UTF-8'],
  'text-damaged': [true, 'Có ký tự bị hỏng do chuyển bảng mã'],
  'control-characters': [true, 'Có ký tự điều khiển không được phép, đã bỏ'],
  'bare-ampersand': [true, 'Dấu & đứng một mình trong chữ, đã đọc là dấu &'],
  'text-not-nfc': [true, 'Chữ tiếng Việt không ở dạng Unicode dựng sẵn, đã chuẩn hóa'],
  'too-many-marks': [true, 'Quá nhiều dấu chồng lên một chữ, đã bớt'],
  'undeclared-prefix': [true, 'Tiền tố không gian tên chưa khai báo, đã bỏ qua tiền tố'],
  'unknown-namespace': [true, 'Không gian tên khác quy chuẩn, đã đọc theo tên thành phần'],
  'old-form': [false, 'Gói tin theo mẫu cũ trước năm 2016'],
  'name-spelling': [true, 'Tên thành phần viết khác quy chuẩn, đã nhận theo tên gần đúng'],
  'element-misplaced': [true, 'Thành phần đặt sai chỗ, đã đọc được'],
  'element-unknown': [false, 'Thành phần ngoài quy chuẩn, giữ lại nhưng không dùng'],
  'element-repeated': [true, 'Thành phần lặp lại cùng nội dung, đã lấy một'],
  'null-text': [true, 'Giá trị giữ chỗ (null, N/A), coi như không có'],
  'date-invalid': [true, 'Ngày không có thật, đã bỏ'],
  'date-format': [true, 'Ngày viết khác mẫu yyyy/MM/dd, đã hiểu được'],
  'time-invalid': [true, 'Thời điểm không đọc được, đã bỏ'],
  'time-format': [true, 'Thời điểm viết khác mẫu yyyy/MM/dd HH:mm:ss, đã hiểu được'],
  'document-id-built': [true, 'Thiếu mã định danh văn bản, đã ghép từ mã bên gửi, ngày, số và ký hiệu'],
  'document-id-form': [false, 'Mã định danh văn bản không theo dạng mã,ngày,số/ký hiệu'],
  'organ-code-form': [false, 'Mã định danh cơ quan không theo mẫu'],
  'organ-name-doubtful': [false, 'Tên cơ quan thiếu hoặc chỉ là mã, cần lấy theo danh bạ'],
  'recipient-missing': [false, 'Gói tin không nêu bên nhận'],
  'recipient-repeated': [true, 'Bên nhận lặp lại, đã lấy một'],
  'number-form': [false, 'Số văn bản không phải là số hoặc quá dài'],
  'type-doubtful': [false, 'Nhóm loại văn bản không có trong quy chuẩn, lấy theo tên loại'],
  'field-missing': [false, 'Thiếu thành phần bắt buộc'],
  'field-too-long': [false, 'Giá trị dài hơn mức quy định'],
  'value-unknown': [true, 'Giá trị không có trong quy chuẩn, đã lấy giá trị mặc định'],
  'business-missing': [false, 'Không nêu loại nghiệp vụ, coi là văn bản mới'],
  'business-target-ignored': [true, 'Văn bản mới nhưng có nêu mã văn bản bị tác động, đã bỏ qua'],
  'target-missing': [false, 'Không nêu rõ văn bản bị tác động, cần văn thư xác định'],
  'reason-missing': [false, 'Thiếu lý do bắt buộc'],
  'status-padded': [true, 'Mã trạng thái thiếu số 0 hoặc viết bằng chữ, đã sửa'],
  'status-unknown': [false, 'Mã trạng thái không có trong quy chuẩn, chỉ lưu để biết'],
  'response-empty': [true, 'ResponseFor rỗng, coi như không có'],
  'signature-not-checked': [
    false,
    'Có chữ ký XML trên gói tin; giá trị pháp lý lấy theo chữ ký trong tệp kèm',
  ],
  'attachment-missing': [false, 'Danh mục nêu tệp nhưng gói tin không có nội dung tệp'],
  'attachment-unlisted': [true, 'Có nội dung tệp không nêu trong danh mục, vẫn nhận'],
  'attachment-by-order': [true, 'Mã tệp không khớp danh mục, đã ghép theo thứ tự'],
  'attachment-empty': [false, 'Tệp rỗng, không có nội dung'],
  'attachment-not-base64': [false, 'Nội dung tệp không phải base64'],
  'attachment-damaged': [false, 'Nội dung tệp bị hỏng'],
  'attachment-type-wrong': [true, 'Kiểu tệp khai báo không đúng với nội dung, lấy theo nội dung'],
  'attachment-extension': [true, 'Đuôi tệp bên trong khác với tên tệp'],
  'attachment-name': [true, 'Tên tệp không an toàn hoặc thiếu, đã đặt lại'],
  'attachment-bomb': [false, 'Tệp nén phình quá mức cho phép, không mở'],
  'attachment-too-big': [false, 'Tệp vượt dung lượng cho phép, không nhận'],
  'base64-variant': [true, 'Base64 viết khác chuẩn, đã hiểu được'],
  'many-warnings': [false, 'Còn nhiều cảnh báo khác, không kể hết'],
} as const satisfies Record<string, readonly [boolean, string]>

export interface ReadError {
  code: ErrorCode
  vi: string
  en: string
  line?: number
}

export class EdxmlError extends Error {
  readonly code: ErrorCode
  readonly detail: string
  line: number | undefined

  constructor(code: ErrorCode, detail = '', line?: number) {
    super(`${ERRORS[code][1]}${detail ? `: ${detail}` : ''}`)
    this.code = code
    this.detail = detail
    this.line = line
  }

  toReadError(): ReadError {
    const more = this.detail ? ` (${this.detail})` : ''
    const error: ReadError = {
      code: this.code,
      vi: ERRORS[this.code][0] + more,
      en: ERRORS[this.code][1] + more,
    }
    if (this.line !== undefined) error.line = this.line
    return error
  }
}

const MOST_WARNINGS = 200

export class Warnings {
  readonly list: Warning[] = []
  private readonly seen = new Set<string>()

  add(code: WarningCode, detail = ''): void {
    const vi = WARNINGS[code][1] + (detail ? `: ${shorten(detail)}` : '')
    if (this.seen.has(code + vi)) return
    if (this.list.length >= MOST_WARNINGS) return
    this.seen.add(code + vi)
    this.list.push(
      this.list.length === MOST_WARNINGS - 1
        ? { code: 'many-warnings', vi: WARNINGS['many-warnings'][1] }
        : { code, vi },
    )
  }

  get repaired(): boolean {
    return this.list.some((warning) => WARNINGS[warning.code][0])
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
