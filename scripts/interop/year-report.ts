// The year-end report over figures made up for the stranger's eyes: statements, tables, charts and footnotes all appear.
import type { IndicatorFigure } from '../../packages/contract/src/index.ts'
import { renderReport } from '../../packages/server/src/modules/letters/index.ts'
import { composeYearReport } from '../../packages/server/src/modules/programmes/year-report.ts'

const figure = (
  code: string,
  name: string,
  numerator: number,
  denominator: number | null,
): [string, IndicatorFigure] => [
  code,
  {
    code,
    name,
    nameEn: name,
    unit: denominator === null ? 'count' : 'percent',
    kind: 'period',
    direction: 'up',
    lists: ['report'],
    numerator,
    denominator,
    target: null,
    before: null,
    months: [],
    reported: null,
    sourceDocument: null,
  },
]

export async function yearReport(): Promise<Uint8Array> {
  const report = composeYearReport(
    {
      year: 2021,
      on: '2021-12-31',
      figures: new Map([
        figure('HT01-T', 'Máy tính, cấp tỉnh và huyện', 3860, 3860),
        figure('HT01-X', 'Máy tính, cấp xã', 2465, 3140),
        figure('TD01-T', 'Hộp thư, cấp tỉnh và huyện', 3860, 3860),
        figure('TD01-X', 'Hộp thư, cấp xã', 3033, 3140),
        figure('CKS01', 'Chứng thư tổ chức', 381, null),
        figure('CKS02', 'Chứng thư cá nhân', 710, null),
        figure('CKS03', 'SIM ký số', 138, null),
        figure('VB01', 'Văn bản điện tử', 1746, 1800),
        figure('0804-den', 'Văn bản đến', 9639, null),
      ]),
      targets: [
        {
          code: 'CT01',
          name: 'Hộ gia đình có Internet cáp quang',
          unit: '%',
          planned: 60,
          reached: 63,
          met: true,
          exceeded: true,
          numerator: null,
          denominator: null,
        },
      ],
      next: [{ name: 'Chuyển đổi số toàn diện', programme: 'Kế hoạch năm 2022' }],
      classes: 12,
      trained: 480,
      incidents: { post: 1, telecom: 4, hours: 57.5, open: 0, cut: 0 },
      points: 177,
      press: 5,
      announcements: 31,
      coordinator: null,
    },
    1_640_908_800,
  )
  return (await renderReport(report)).pdf
}
