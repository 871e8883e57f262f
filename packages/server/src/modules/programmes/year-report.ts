// Báo cáo tổng kết năm: sixteen statements, tables and charts over live figures, Decree 30 layout, PDF/A-2b.
import { printCount, printFigure, shareOf } from '@congvan/contract'
import { printDay } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { renderReport } from '../letters/index.ts'
import { type YearFacts, yearFacts } from './facts.ts'
import { type Statement, statementsOf } from './statements.ts'

type Report = Parameters<typeof renderReport>[0]
type Block = Report['opening'][number]

/** Headings of the report with the statements they gather, in their order. */
export const SECTIONS: readonly { title: string; orders: readonly number[] }[] = [
  { title: 'KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH, KẾ HOẠCH, CHỈ TIÊU', orders: [1] },
  { title: 'HẠ TẦNG VÀ THƯ ĐIỆN TỬ CÔNG VỤ', orders: [2, 3, 4, 5] },
  { title: 'CHỮ KÝ SỐ CHUYÊN DÙNG', orders: [6, 7, 8, 9] },
  { title: 'QUẢN LÝ VĂN BẢN VÀ DỊCH VỤ CÔNG', orders: [10, 11, 12, 13] },
  { title: 'BƯU CHÍNH, VIỄN THÔNG VÀ BÁO CHÍ', orders: [14, 15] },
  { title: 'PHƯƠNG HƯỚNG', orders: [16] },
]

const paragraph = ({ before, figure, after, footnote }: Statement): Block => ({
  kind: 'paragraph',
  text: [
    { text: before },
    { text: figure, bold: true, ...(footnote ? { note: footnote } : {}) },
    { text: after },
  ],
})

function exhibitsOf(facts: YearFacts, title: string): Block[] {
  const figures = (codes: string[]) => codes.flatMap((code) => facts.figures.get(code) ?? [])
  if (title === SECTIONS[0]!.title && facts.targets.length)
    return [
      {
        kind: 'table',
        caption: `Kết quả các chỉ tiêu năm ${facts.year}`,
        columns: [
          { title: 'Chỉ tiêu', width: 5 },
          { title: 'Giao', align: 'right' },
          { title: 'Đạt', align: 'right' },
          { title: 'Đánh giá', align: 'center' },
        ],
        rows: facts.targets.map((row) => [
          row.name,
          `${printCount(row.planned)} ${row.unit}`,
          row.reached === null ? 'chưa báo cáo' : `${printCount(Number(row.reached.toFixed(1)))} ${row.unit}`,
          row.exceeded ? 'Vượt' : row.met ? 'Đạt' : 'Chưa đạt',
        ]),
      },
    ]
  if (title === SECTIONS[1]!.title)
    return [
      {
        kind: 'chart',
        title: 'Cán bộ, công chức có máy tính nối mạng và có hộp thư công vụ',
        series: ['Tỷ lệ'],
        unit: '%',
        bars: figures(['HT01-T', 'HT01-X', 'TD01-T', 'TD01-X']).map((row) => ({
          label: `${row.code.startsWith('HT') ? 'Máy tính' : 'Hộp thư'}, ${row.code.endsWith('X') ? 'cấp xã' : 'cấp tỉnh, huyện'}`,
          values: [Number((shareOf(row) ?? 0).toFixed(1))],
        })),
      },
    ]
  if (title === SECTIONS[3]!.title)
    return [
      {
        kind: 'table',
        caption: 'Gửi, nhận và giải quyết văn bản',
        columns: [
          { title: 'Chỉ tiêu', width: 3 },
          { title: 'Kết quả', width: 2, align: 'right' },
        ],
        rows: figures(['0804-den', '0804-di', 'VB01', 'VB01b', 'VB03', 'VB05', 'VB06', 'VB07']).map((row) => [
          row.name,
          printFigure(row.unit, row, 2),
        ]),
      },
    ]
  return []
}

const subjectOf = (facts: YearFacts) =>
  `Tổng kết công tác thông tin và truyền thông năm ${facts.year}, phương hướng năm ${facts.year + 1}`

export function composeYearReport(facts: YearFacts, preparedAt: number): Report {
  const statements = statementsOf(facts)
  const home = facts.coordinator
  return {
    regime: 'nd30',
    issuer: {
      ...(home?.parent ? { parentName: home.parent.toUpperCase() } : {}),
      name: (home?.paper ?? 'Cơ quan đầu mối').toUpperCase(),
      ...(home ? { nameInText: home.name } : {}),
    },
    number: null,
    symbol: `BC-${home?.abbreviation ?? ''}`,
    place: home?.place ?? '',
    date: null,
    year: Number(facts.on.slice(0, 4)),
    subject: subjectOf(facts),
    addressees: [],
    opening: [
      {
        kind: 'paragraph',
        text: `${home?.name ?? 'Cơ quan đầu mối'} báo cáo kết quả công tác năm ${facts.year}; số liệu tính từ hồ sơ trong hệ thống đến ngày ${printDay(facts.on)}.`,
      },
    ],
    sections: SECTIONS.map(({ title, orders }) => ({
      title: title === 'PHƯƠNG HƯỚNG' ? `PHƯƠNG HƯỚNG NĂM ${facts.year + 1}` : title,
      body: [
        ...statements.filter((row) => orders.includes(row.order)).map(paragraph),
        ...exhibitsOf(facts, title),
      ],
    })),
    closing: [{ kind: 'paragraph', text: `Trên đây là báo cáo tổng kết năm ${facts.year}./.` }],
    signatureBlock: null,
    recipients: ['- Ủy ban nhân dân tỉnh;', '- Lưu: VT.'],
    preparedAt,
  }
}

/** The same report as lines of a draft's body: "# " heads a section, each statement keeps its footnote in brackets. */
export function composeDraftBody(facts: YearFacts): { subject: string; body: string } {
  const statements = statementsOf(facts)
  const lines = SECTIONS.flatMap(({ title, orders }, i) => [
    `# ${['I', 'II', 'III', 'IV', 'V', 'VI'][i]}. ${title}${title === 'PHƯƠNG HƯỚNG' ? ` NĂM ${facts.year + 1}` : ''}`,
    ...statements
      .filter((row) => orders.includes(row.order))
      .map(
        (row) =>
          `${row.before}${row.figure}${row.after}${row.footnote ? ` (${row.footnote.replace(/\.$/, '')})` : ''}`,
      ),
  ])
  return {
    subject: subjectOf(facts),
    body: [...lines, `Trên đây là báo cáo tổng kết năm ${facts.year}./.`].join('\n'),
  }
}

export async function renderYearReport(services: Services, year: number): Promise<Uint8Array> {
  const facts = await yearFacts(services, year)
  const report = composeYearReport(facts, Math.floor(services.clock.now().epochMilliseconds / 1000))
  return (await renderReport(report)).pdf
}
