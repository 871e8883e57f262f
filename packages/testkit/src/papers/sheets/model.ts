// A sheet written out by hand as it lies on a clerk's desk: the printed lines and what they mean.
// The second way of making papers: it shares neither words, nor layouts, nor code with compose.ts and html.ts.
import type { PaperTruth } from '../model.ts'

export interface SheetText {
  name: string
  /** Lines of the left column above the number; `b` marks a bold line. */
  left: readonly string[]
  bold: readonly number[]
  right: readonly string[]
  number: string
  about?: readonly string[]
  date: string
  type?: string
  subject?: readonly string[]
  authority?: string
  to?: readonly string[]
  marks?: readonly string[]
  /** Printed over the first sheet: arrival stamp, signature caption, gazette head. */
  over?: readonly string[]
  body: readonly string[]
  recipients: readonly string[]
  signers: readonly { titles: readonly string[]; name: string }[]
  tail?: readonly string[]
  truth: PaperTruth
}

type Given = Omit<SheetText, 'truth' | 'bold' | 'right' | 'body' | 'recipients'> & {
  bold?: readonly number[]
  right?: readonly string[]
  body?: readonly string[]
  recipients?: readonly string[]
  is: Partial<PaperTruth> & Pick<PaperTruth, 'issuer' | 'symbol' | 'typeName' | 'subject' | 'place'>
}

export const NATION = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const

const BODY = [
  'Căn cứ chức năng, nhiệm vụ được giao; xét đề nghị của cơ quan chuyên môn tại Tờ trình số 88/TTr-PTC ngày 02 tháng 3 năm 2019, cơ quan có ý kiến như sau:',
  '1. Các đơn vị rà soát toàn bộ nội dung đã triển khai trong kỳ, đối chiếu với chỉ tiêu được giao tại Quyết định số 1456/QĐ-BTC ngày 20 tháng 6 năm 2018 của Bộ Tài chính, làm rõ nguyên nhân của các nội dung chưa đạt.',
  '2. Bố trí cán bộ theo dõi, đôn đốc và chịu trách nhiệm về tính chính xác của số liệu; kịp thời phản ánh khó khăn, vướng mắc về cơ quan thường trực để được hướng dẫn, giải quyết theo thẩm quyền.',
  '3. Quá trình thực hiện nếu có phát sinh, đề nghị các đơn vị phản hồi bằng văn bản để tổng hợp, báo cáo cấp có thẩm quyền xem xét, quyết định./.',
]
const RECIPIENTS = ['- Như trên;', '- Lãnh đạo cơ quan (b/c);', '- Các phòng chuyên môn;', '- Lưu: VT.']

/** Fills in what most sheets share; the number and day of the truth are given, never parsed. */
export function sheet(given: Given): SheetText {
  const { is, ...rest } = given
  return {
    right: NATION,
    body: BODY,
    recipients: RECIPIENTS,
    ...rest,
    bold: given.bold ?? [given.left.length - 1],
    truth: {
      parentIssuer: null,
      number: null,
      issuedOn: null,
      signer: '',
      signerTitle: '',
      urgency: null,
      secrecyMark: null,
      dueOn: null,
      ...is,
    },
  }
}
