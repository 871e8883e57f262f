// Two of the six outputs a system must give (Appendix VI): danh mục hồ sơ, and mục lục văn bản trong hồ sơ.
import type { DossierList, DossierView } from '@congvan/contract'
import { isoDay, printDay, ZONE } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { writeTable } from '../../platform/sheets.ts'
import { logAccess } from '../identity/index.ts'
import { type FoundList, renderFoundList } from '../letters/index.ts'

type Table = Pick<FoundList, 'columns'> & { title: string; asked: string; rows: string[][]; count: string }

const column = (title: string, width: number, align: 'left' | 'center' = 'left') => ({ title, width, align })
const retention = (years: number | null) => (years === null ? 'Vĩnh viễn' : `${years} năm`)

function planTable(list: DossierList): Table {
  return {
    title: `Danh mục hồ sơ năm ${list.year}`,
    asked: list.plan ? `Ban hành theo ${list.plan.basis}` : 'Chưa ban hành',
    columns: [
      column('Số và ký hiệu\nhồ sơ', 1.2),
      column('Tên đề mục', 2),
      column('Tiêu đề hồ sơ', 4),
      column('Thời hạn\nbảo quản', 1, 'center'),
      column('Người lập hồ sơ', 1.7),
      column('Ghi chú', 1.4),
    ],
    rows: list.rows.map((row) => [
      row.symbol,
      row.heading,
      row.title,
      retention(row.retentionYears),
      row.responsible,
      [row.planned ? '' : 'ngoài danh mục', row.note].filter(Boolean).join('; '),
    ]),
    count: `${list.rows.length} hồ sơ.`,
  }
}

function insideTable({ card, items, pages }: DossierView): Table {
  return {
    title: 'Mục lục văn bản, tài liệu trong hồ sơ',
    asked: `Hồ sơ ${card.symbol}: ${card.title} (${retention(card.retentionYears).toLowerCase()})`,
    columns: [
      column('STT', 0.5, 'center'),
      column('Số, ký hiệu\nvăn bản', 1.4),
      column('Ngày tháng năm\nvăn bản', 1.1, 'center'),
      column('Tên loại và trích yếu nội dung', 4.2),
      column('Tác giả văn bản', 2),
      column('Tờ số/\nTrang số', 0.9, 'center'),
      column('Ghi chú', 1.2),
    ],
    rows: items.map((item) => [
      String(item.ordinal),
      item.numberSymbol ?? '',
      printDay(item.issuedOn),
      item.typeAndSubject,
      item.author,
      item.pages ?? '',
      item.note,
    ]),
    count: `${items.length} văn bản, ${pages} trang.`,
  }
}

async function tableOf(services: Services, actor: Actor, of: Wanted): Promise<Table> {
  const table =
    'dossierId' in of
      ? insideTable((await services.runner.queryByName('dossiers.get', actor, of)) as DossierView)
      : planTable((await services.runner.queryByName('dossiers.list', actor, of)) as DossierList)
  await services.runner.system((tx) =>
    logAccess(tx, {
      personId: actor.personId,
      agencyId: actor.acting.agencyId,
      what: 'export',
      detail: { ...of },
    }),
  )
  return table
}

/** One dossier, or the plan of a year. */
export type Wanted = { dossierId: string } | { year: string }

export async function printDossiers(services: Services, actor: Actor, of: Wanted): Promise<Uint8Array> {
  const table = await tableOf(services, actor, of)
  const now = services.clock.now()
  const time = now.toZonedDateTimeISO(ZONE).toPlainTime().toString().slice(0, 5)
  const sheet = await renderFoundList({
    ...table,
    issuer: actor.acting.agencyName,
    printed: `${actor.name}, ${printDay(isoDay(now))} ${time}`,
    preparedAt: Math.floor(now.epochMilliseconds / 1000),
  })
  return sheet.pdf
}

export async function exportDossiers(services: Services, actor: Actor, of: Wanted): Promise<Uint8Array> {
  const table = await tableOf(services, actor, of)
  return writeTable(
    'Hồ sơ',
    [table.columns.map((one) => one.title.replace('\n', ' ')), ...table.rows],
    1,
    table.columns.map((one) => Math.round(one.width * 14)),
  )
}
