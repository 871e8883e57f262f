// The board to take along: a sheet with numerator and denominator apart, and a page for people who read on paper.
import { type IndicatorFigure, isBehind, printCount, printFigure } from '@congvan/contract'
import writeSheet from 'write-excel-file/node'
import { printDay } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { periodOf, readFigures } from '../indicators/index.ts'
import { renderReport } from '../letters/index.ts'
import { findAgency } from '../organisations/index.ts'

const judged = (row: IndicatorFigure): string => {
  const behind = isBehind(row)
  return behind === null ? '' : behind ? 'Chưa đạt' : 'Đạt'
}

async function read(services: Services, actor: Actor, from?: string, to?: string) {
  const period = periodOf(services.clock.now(), from, to)
  return services.runner.read(actor, async (tx) => ({
    period,
    agency: (await findAgency(tx, actor.acting.agencyId))!,
    figures: (await readFigures(tx, period, null)).figures.filter(
      (row) => row.kind !== 'entered' || row.sourceDocument,
    ),
  }))
}

const HEAD = ['Mã', 'Chỉ tiêu', 'Tử số', 'Mẫu số', 'Kết quả', 'Mức giao', 'Đánh giá', 'Từ ngày', 'Đến ngày']

export async function exportBoard(
  services: Services,
  actor: Actor,
  from?: string,
  to?: string,
): Promise<Uint8Array> {
  const { period, figures } = await read(services, actor, from, to)
  const text = (value: string, bold = false) => ({
    value,
    type: String,
    ...(bold ? { fontWeight: 'bold' as const } : {}),
  })
  const number = (value: number | null) => (value === null ? text('') : { value, type: Number })
  const rows = figures.map((row) => [
    text(row.code),
    text(row.name),
    number(row.numerator),
    number(row.denominator),
    text(printFigure(row.unit, row, 2)),
    number(row.target?.value ?? null),
    text(judged(row)),
    text(printDay(period.from)),
    text(printDay(period.to)),
  ])
  return (await writeSheet([HEAD.map((value) => text(value, true)), ...rows], {
    sheet: 'Chỉ tiêu',
  }).toBuffer()) as Uint8Array
}

export async function printBoard(
  services: Services,
  actor: Actor,
  from?: string,
  to?: string,
): Promise<Uint8Array> {
  const { period, agency, figures } = await read(services, actor, from, to)
  const table = (list: string, title: string) => ({
    title,
    body: [
      {
        kind: 'table' as const,
        columns: [
          { title: 'Chỉ tiêu', width: 4 },
          { title: 'Kết quả', width: 2.4, align: 'right' as const },
          { title: 'Mức giao', width: 1, align: 'right' as const },
          { title: 'Đánh giá', width: 1, align: 'center' as const },
        ],
        rows: figures
          .filter((row) => row.lists.includes(list))
          .map((row) => [
            row.name,
            printFigure(row.unit, row, 2),
            row.target ? printCount(row.target.value) : '',
            judged(row),
          ]),
      },
    ],
  })
  const { pdf } = await renderReport({
    regime: 'nd30',
    issuer: {
      ...(agency.parent_name_on_paper ? { parentName: agency.parent_name_on_paper.toUpperCase() } : {}),
      name: agency.name_on_paper.toUpperCase(),
    },
    number: null,
    symbol: `BC-${agency.abbreviation}`,
    place: agency.place_name,
    date: null,
    year: Number(period.to.slice(0, 4)),
    subject: `Số liệu điều hành từ ngày ${printDay(period.from)} đến ngày ${printDay(period.to)}`,
    addressees: [],
    opening: [],
    sections: [
      table('board', 'CHỈ TIÊU'),
      table('decision-28', 'GỬI, NHẬN VĂN BẢN ĐIỆN TỬ'),
      table('returns', 'THỐNG KÊ VĂN THƯ, LƯU TRỮ'),
    ],
    closing: [],
    signatureBlock: null,
    recipients: [],
    preparedAt: Math.floor(services.clock.now().epochMilliseconds / 1000),
  })
  return pdf
}
