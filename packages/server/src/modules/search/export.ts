// What was found, taken along: a sheet or a print. Each leaves its line in the access log before the bytes leave.
import type { SearchAnswer, SearchParams } from '@congvan/contract'
import { Compile } from 'typebox/compile'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay, ZONE } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { STATE_WORDS } from '../documents/index.ts'
import { logAccess } from '../identity/index.ts'
import { renderFoundList } from '../letters/index.ts'
import { askedWords, runSearch, SearchInput } from './find.ts'

const MOST = 2000
const COLUMNS = [
  { title: 'STT', width: 0.5, align: 'center' },
  { title: 'Số, ký hiệu', width: 1.6, align: 'left' },
  { title: 'Ngày\nvăn bản', width: 1, align: 'center' },
  { title: 'Tên loại và trích yếu', width: 4.2, align: 'left' },
  { title: 'Cơ quan ban hành', width: 2, align: 'left' },
  { title: 'Số đến', width: 0.7, align: 'center' },
  { title: 'Trạng thái', width: 1.2, align: 'left' },
  { title: 'Đang ở', width: 1.4, align: 'left' },
] as const

const check = Compile(SearchInput)

async function found(
  services: Services,
  actor: Actor,
  input: SearchParams,
  how: 'xlsx' | 'pdf',
): Promise<{ answer: SearchAnswer; rows: string[][]; count: string }> {
  if (!check.Check(input)) throw new DomainError('invalid', 'platform.invalid-input', { where: 'yêu cầu' })
  const { cursor: _cursor, typing: _typing, ...asked } = input
  const now = services.clock.now()
  const answer = await services.runner.read(actor, (tx) =>
    runSearch({ tx, actor, now, services }, asked, MOST),
  )
  await services.runner.system((tx) =>
    logAccess(tx, {
      personId: actor.personId,
      agencyId: actor.acting.agencyId,
      what: 'export',
      detail: { search: askedWords(asked), how, rows: answer.rows.length },
    }),
  )
  const rows = answer.rows.map(({ card }, i) => [
    String(i + 1),
    card.numberSymbol ?? '',
    printDay(card.issuedOn),
    `${card.typeName} ${card.subject}`,
    card.issuerName,
    card.arrivalNumber === null ? '' : String(card.arrivalNumber),
    STATE_WORDS[card.state][0],
    card.holder ?? '',
  ])
  const count =
    answer.total > rows.length
      ? `${rows.length} văn bản đầu tiên trong ${answer.total} văn bản tìm được. Thu hẹp để xuất phần còn lại.`
      : `${rows.length} văn bản.`
  return { answer, rows, count }
}

/** Text cells only, so that no cell can be a formula. */
export async function exportSearch(
  services: Services,
  actor: Actor,
  input: SearchParams,
): Promise<Uint8Array> {
  const { rows, count } = await found(services, actor, input, 'xlsx')
  const { default: writeSheet } = await import('write-excel-file/node')
  const cell = (value: string, bold = false) => ({
    value,
    type: String,
    ...(bold ? { fontWeight: 'bold' as const } : {}),
  })
  const data = [
    [cell(askedWords(input), true)],
    COLUMNS.map((column) => cell(column.title.replace('\n', ' '), true)),
    ...rows.map((row) => row.map((text) => cell(text))),
    [cell(count)],
  ]
  return (await writeSheet(data, { sheet: 'Tìm kiếm' }).toBuffer()) as Uint8Array
}

export async function printSearch(
  services: Services,
  actor: Actor,
  input: SearchParams,
): Promise<Uint8Array> {
  const { rows, count } = await found(services, actor, input, 'pdf')
  const now = services.clock.now()
  const time = now.toZonedDateTimeISO(ZONE).toPlainTime().toString().slice(0, 5)
  const sheet = await renderFoundList({
    issuer: actor.acting.agencyName,
    asked: askedWords(input),
    columns: COLUMNS,
    rows,
    count,
    printed: `${actor.name}, ${printDay(isoDay(now))} ${time}`,
    preparedAt: Math.floor(now.epochMilliseconds / 1000),
  })
  return sheet.pdf
}
