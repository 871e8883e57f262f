// What may happen to a file after a signature, and the words for it. Whatever is not in PERMITTED is refused.
import type { Sentence } from '../types.ts'

export type ChangeKind =
  | 'validation-data'
  | 'metadata'
  | 'new-timestamp'
  | 'new-signature'
  | 'new-empty-signature-field'
  | 'signature-filled'
  | 'field-filled'
  | 'annotation'
  | 'field-altered'
  | 'signature-removed'
  | 'signature-replaced'
  | 'signature-appearance'
  | 'overlay'
  | 'new-form-field'
  | 'field-removed'
  | 'form'
  | 'page-content'
  | 'page-resources'
  | 'page-added-or-removed'
  | 'page-geometry'
  | 'page'
  | 'layers'
  | 'actions'
  | 'structure'
  | 'catalog'
  | 'trailer'
  | 'stray-object'
  | 'outside-reference'
  | 'order'
  | 'trailing-bytes'
  | 'unreadable'

export interface Change {
  readonly kind: ChangeKind
  /** From this revision (0-based) to the next. */
  readonly step: number
  /** Field concerned, page number (from 1), object number: whatever names the place. */
  readonly field?: string
  readonly page?: number
  readonly object?: number
  /** Of the page, 0–1: a stamp is small, a cover is large. */
  readonly area?: number
}

/**
 * The DocMDP level (ISO 32000-1, table 254) from which a change is permitted; absent: never. Annotations are never:
 * level 3 would permit them, and that is how certified text gets covered (the "evil annotation" attack).
 */
export const PERMITTED: Partial<Record<ChangeKind, 1 | 2>> = {
  'validation-data': 1,
  metadata: 1,
  'new-timestamp': 1,
  'new-signature': 2,
  'new-empty-signature-field': 2,
  'signature-filled': 2,
  'field-filled': 2,
}

const WORDS: Record<ChangeKind, readonly [string, string]> = {
  'validation-data': [
    'Bổ sung bằng chứng kiểm tra chữ ký (chứng thư, tình trạng thu hồi)',
    'Validation data added',
  ],
  metadata: ['Thông tin mô tả của tệp được cập nhật', 'File metadata updated'],
  'new-timestamp': ['Bổ sung dấu thời gian cho toàn văn bản', 'Document time stamp added'],
  'new-signature': ['Bổ sung chữ ký', 'Signature added'],
  'new-empty-signature-field': ['Bổ sung ô ký trống', 'Empty signature field added'],
  'signature-filled': ['Đã ký vào ô ký có sẵn', 'A prepared signature field was signed'],
  'field-filled': ['Đã điền vào ô có sẵn', 'A prepared form field was filled'],
  annotation: ['Chú thích bị thêm hoặc sửa', 'Annotation added or changed'],
  'field-altered': [
    'Giá trị đã có trong ô bị sửa sau khi ký',
    'A value already in a form field was changed after signing',
  ],
  'signature-removed': ['Một chữ ký có từ trước đã bị gỡ bỏ', 'An earlier signature was removed'],
  'signature-replaced': [
    'Một chữ ký có từ trước đã bị thay bằng chữ ký khác',
    'An earlier signature was replaced',
  ],
  'signature-appearance': [
    'Hình của một chữ ký đã có bị thay đổi',
    'The appearance of an existing signature was changed',
  ],
  overlay: ['Có hình chèn thêm che lên nội dung trang', 'Something was laid over the page content'],
  'new-form-field': ['Chèn thêm ô nhập liệu lên trang', 'A form field was added over the page'],
  'field-removed': ['Một ô của biểu mẫu bị gỡ bỏ', 'A form field was removed'],
  form: ['Cấu hình biểu mẫu bị thay đổi', 'The form was reconfigured'],
  'page-content': ['Nội dung trang bị thay thế', 'Page content was replaced'],
  'page-resources': [
    'Phông chữ hoặc hình ảnh của trang bị thay thế',
    'Fonts or images of a page were replaced',
  ],
  'page-added-or-removed': ['Trang bị thêm, bớt hoặc đổi thứ tự', 'Pages were added, removed or reordered'],
  'page-geometry': ['Khổ hoặc hướng trang bị thay đổi', 'Page size or rotation was changed'],
  page: ['Thuộc tính của trang bị thay đổi', 'A page property was changed'],
  layers: ['Lớp nội dung bị bật, tắt hoặc thêm vào', 'Content layers were switched or added'],
  actions: ['Chèn hành động tự chạy vào tệp', 'An automatic action was added'],
  structure: ['Cấu trúc nội dung của văn bản bị thay đổi', 'The document structure was changed'],
  catalog: ['Mục gốc của tệp bị thay đổi', 'The document catalog was changed'],
  trailer: ['Gốc của tệp bị trỏ sang nơi khác', 'The file root was pointed elsewhere'],
  'stray-object': [
    'Có đối tượng giấu trong phần nối thêm của tệp',
    'Objects are hidden in the appended part of the file',
  ],
  'outside-reference': [
    'Bản đã ký trỏ tới nội dung nằm ngoài phạm vi ký',
    'The signed revision points to content outside what was signed',
  ],
  order: ['Các phiên bản của tệp chồng chéo nhau', 'The revisions of the file overlap'],
  'trailing-bytes': [
    'Có dữ liệu lạ sau phần kết thúc của tệp',
    'There are foreign bytes after the end of the file',
  ],
  unreadable: ['Phần thêm vào sau khi ký không đọc được', 'What was added after signing cannot be read'],
}

/** Why a change that may be permitted is refused here. */
export type Refusal = 'never' | 'locked' | 'certified' | 'stranger' | 'broken' | 'large' | 'picture'

const REFUSALS: Record<Exclude<Refusal, 'never'>, readonly [string, string]> = {
  locked: ['ô này đã bị khóa khi ký', 'the field was locked by a signature'],
  certified: ['người ký trước đã khóa văn bản', 'the certifying signer forbade it'],
  stranger: [
    'người ký sau không thuộc nơi cấp tin cậy mà lại đặt hình lên trang',
    'the later signer is not trusted, yet puts a picture on the page',
  ],
  broken: ['chữ ký thêm vào không hợp lệ', 'the added signature is not valid'],
  large: ['hình che hơn một phần tư trang', 'the picture covers more than a quarter of the page'],
  picture: ['ô chưa ký mà đã có hình che lên trang', 'the field is not signed, yet shows a picture'],
}

export function describeRefused(change: Change, refusal: Refusal): Sentence {
  const said = describeChange(change)
  if (refusal === 'never') return said
  const [vi, en] = REFUSALS[refusal]
  return { vi: `${said.vi}: ${vi}`, en: `${said.en}: ${en}` }
}

export function describeChange(change: Change): Sentence {
  const [vi, en] = WORDS[change.kind]
  const whereVi: string[] = []
  const whereEn: string[] = []
  if (change.field) {
    whereVi.push(`ô “${change.field}”`)
    whereEn.push(`field “${change.field}”`)
  }
  if (change.page !== undefined) {
    whereVi.push(`trang ${change.page}`)
    whereEn.push(`page ${change.page}`)
  }
  return {
    vi: whereVi.length ? `${vi} (${whereVi.join(', ')})` : vi,
    en: whereEn.length ? `${en} (${whereEn.join(', ')})` : en,
  }
}
