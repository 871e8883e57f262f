// The sixteen statements of the year, in the order of the conference, each with its live figure and footnote.
import { type IndicatorFigure, printCount, printFigure } from '@congvan/contract'
import { printDay } from '../../kernel/time.ts'
import type { YearFacts } from './facts.ts'
import { summaryOf } from './judge-target.ts'

export interface Statement {
  order: number
  /** Text around the figure; the footnote hangs on it. */
  before: string
  figure: string
  after: string
  /** Definition, count and day, or null where the sentence counts nothing. */
  footnote: string | null
}

export function statementsOf(facts: YearFacts): Statement[] {
  const day = printDay(facts.on)
  const of = (code: string): IndicatorFigure | undefined => facts.figures.get(code)
  const said = (code: string): string => {
    const row = of(code)
    return row ? printFigure(row.unit, row) : 'chưa có số liệu'
  }
  const note = (code: string, what: string): string => {
    const row = of(code)
    return row ? `${what}; ${printFigure(row.unit, row, 2)}; ngày ${day}.` : `${what}; ngày ${day}.`
  }
  const line = (order: number, before: string, code: string, after: string, what: string): Statement => ({
    order,
    before,
    figure: said(code),
    after,
    footnote: note(code, what),
  })
  const targets = summaryOf(
    facts.targets.map((row) => ({
      planned: row.planned,
      reached: row.reached,
      higher_is_better: row.met === null || (row.reached ?? 0) >= row.planned === row.met,
    })),
  )
  const { incidents } = facts
  const rank = of('DV01-hang')
  return [
    {
      order: 1,
      before: `${targets.word} chương trình, kế hoạch và chỉ tiêu do Ủy ban nhân dân tỉnh giao đều đạt và vượt: `,
      figure: `${printCount(targets.met)}/${printCount(targets.total)} chỉ tiêu đạt, trong đó ${printCount(targets.exceeded)} chỉ tiêu vượt`,
      after: '.',
      footnote: `Chỉ tiêu có kết quả không thấp hơn mức giao ÷ chỉ tiêu được giao trong năm ${facts.year}; ngày ${day}.`,
    },
    line(
      2,
      'Cán bộ, công chức cấp tỉnh, cấp huyện có máy tính nối mạng nội bộ và Internet băng rộng phục vụ công việc đạt ',
      'HT01-T',
      '.',
      'Máy tính đang dùng, có mạng nội bộ và băng rộng ÷ người đang giữ chức vụ',
    ),
    line(3, 'Tỷ lệ này ở cấp xã đạt ', 'HT01-X', '.', 'Cùng cách tính, cấp xã'),
    line(
      4,
      'Cán bộ, công chức cấp tỉnh, cấp huyện, thành phố có hộp thư điện tử công vụ đạt ',
      'TD01-T',
      '.',
      'Hộp thư công vụ đang hoạt động ÷ người đang giữ chức vụ',
    ),
    line(5, 'Tỷ lệ này ở cấp xã đạt ', 'TD01-X', '.', 'Cùng cách tính, cấp xã'),
    line(
      6,
      'Chứng thư chữ ký số chuyên dùng đã cấp cho ',
      'CKS01',
      ' tổ chức.',
      'Tổ chức có chứng thư đang hiệu lực',
    ),
    line(
      7,
      'Chứng thư chữ ký số chuyên dùng đã cấp cho ',
      'CKS02',
      ' cá nhân.',
      'Người có chứng thư đang hiệu lực',
    ),
    line(
      8,
      'Đã cấp ',
      'CKS03',
      ' SIM ký số (SIM PKI) cho cá nhân để ký trên thiết bị di động.',
      'Chứng thư cá nhân đang hiệu lực đặt trên SIM',
    ),
    line(
      9,
      'Cơ quan nhà nước từ tỉnh đến xã đã được cấp chữ ký số và hướng dẫn ký số trên văn bản điện tử: ',
      'CKS05',
      `; ${printCount(facts.classes)} lớp hướng dẫn, ${printCount(facts.trained)} lượt người dự.`,
      'Cơ quan có chứng thư tổ chức và có người dự lớp ÷ cơ quan nhà nước',
    ),
    line(
      10,
      'Hệ thống quản lý văn bản và điều hành dùng chung tiếp nhận, phát hành văn bản của sở, ban, ngành, đoàn thể, huyện, thành phố, xã, kể cả khối Đảng: ',
      'ND01',
      ' cơ quan, đơn vị đang dùng.',
      'Cơ quan có văn bản vào sổ trong kỳ ÷ cơ quan trong danh bạ',
    ),
    line(
      11,
      'Gửi, nhận văn bản điện tử đã liên thông từ Trung ương đến xã: ',
      'VB04',
      ' cấp.',
      'Cấp có cơ quan vừa gửi vừa nhận văn bản điện tử',
    ),
    line(
      12,
      'Văn bản trao đổi giữa các cơ quan hành chính nhà nước dưới dạng điện tử đạt ',
      'VB01',
      `; tính theo lượt văn bản – nơi nhận là ${said('VB01b')}.`,
      'Tính theo văn bản, kể cả bản giấy ở mẫu số, không gồm văn bản mật, cơ quan Đảng, đoàn thể',
    ),
    line(
      13,
      'Dịch vụ công trực tuyến đủ điều kiện đã đưa lên mức độ 4 đạt ',
      'DV01',
      rank?.sourceDocument
        ? `; tỉnh là một trong ${printCount(rank.numerator)} tỉnh, thành phố đạt kết quả này.`
        : '.',
      `Thủ tục ở mức độ 4 ÷ thủ tục đủ điều kiện${rank?.sourceDocument ? `; thứ hạng: ${rank.sourceDocument}` : ''}`,
    ),
    {
      order: 14,
      before:
        'Mạng lưới bưu chính, viễn thông được duy trì để chuyển thư, hàng hóa, nông sản, thực phẩm; thông tin phục vụ chỉ đạo của Đảng, chính quyền các cấp ',
      figure: incidents.cut === 0 ? 'không bị gián đoạn' : `bị gián đoạn ${printCount(incidents.cut)} lần`,
      after: `; ${printCount(incidents.post + incidents.telecom)} sự cố trên địa bàn, ${incidents.open === 0 ? 'đều đã khắc phục' : `còn ${printCount(incidents.open)} sự cố chưa khắc phục`}.`,
      footnote: `Sổ sự cố: ${printCount(incidents.post)} bưu chính, ${printCount(incidents.telecom)} viễn thông, tổng ${printCount(incidents.hours)} giờ; ${printCount(facts.points)} điểm phục vụ đang hoạt động; ngày ${day}.`,
    },
    {
      order: 15,
      before:
        'Báo chí được thông tin đầy đủ, kịp thời về chủ trương, chính sách, pháp luật và sự kiện chính: ',
      figure: `${printCount(facts.announcements)} thông báo`,
      after: ` đã phát hành, ${printCount(facts.press)} cơ quan báo chí trong danh mục.`,
      footnote: `Thông báo đã phát hành trong năm; danh mục cơ quan báo chí; ngày ${day}.`,
    },
    {
      order: 16,
      before: `Phương hướng năm ${facts.year + 1}: `,
      figure: facts.next.length
        ? facts.next.map((row) => row.name).join('; ')
        : 'chưa có kế hoạch được giao trong hệ thống',
      after: '.',
      footnote: facts.next.length
        ? `${[...new Set(facts.next.flatMap((row) => row.programme ?? []))].join('; ')}.`
        : null,
    },
  ]
}
