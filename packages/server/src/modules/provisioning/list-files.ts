// The list in the authority's form, and its answer as a sheet.
import type { AnswerLine } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { fold } from '../../kernel/text.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import { docxTable } from '../../platform/docx-table.ts'
import type { Services } from '../../platform/services.ts'
import { readTable, writeTable } from '../../platform/sheets.ts'
import { logAccess } from '../identity/index.ts'
import { renderFoundList } from '../letters/index.ts'
import { keeper } from './access.ts'
import { REQUEST_KIND_NAMES } from './states.ts'
import { listRequests, type RequestLine } from './store/requests.ts'

/** Columns that administrators fill for the authority (domain/digital-signatures.md §6.4). */
const HEAD = [
  'STT',
  'Họ và tên / Tên cơ quan',
  'Số CMND/CCCD',
  'Địa chỉ thư điện tử công vụ',
  'Cơ quan, tổ chức công tác',
  'Chức vụ',
  'Số điện thoại di động',
  'Số hiệu chứng thư cũ',
  'SIM PKI',
  'Nội dung đề nghị',
  'Lý do',
]
const WIDTHS = [5, 30, 16, 34, 40, 26, 16, 20, 8, 16, 40]
const CENTRED = ['STT', 'SIM PKI']
const TITLE = 'Danh sách đề nghị về chứng thư chữ ký số'

export type ListForm = 'xlsx' | 'docx' | 'pdf'

/** Exporting identity numbers needs a reason; the export is an audit row with its count and form. */
export async function exportList(
  services: Services,
  actor: Actor,
  listId: string,
  reason: string,
  form: ListForm = 'xlsx',
): Promise<Uint8Array> {
  const refused = keeper(actor)
  if (refused) throw new DomainError('forbidden', refused)
  if (reason.trim().length < 3) throw new DomainError('invalid', 'provisioning.export-reason', {}, 'reason')
  const rows = await services.runner.read(actor, (tx) => listRequests(tx, { listId }))
  if (rows.length === 0) throw new DomainError('not-found', 'provisioning.no-list')
  await services.runner.system((tx) =>
    logAccess(tx, {
      personId: actor.personId,
      agencyId: actor.acting.agencyId,
      what: 'export',
      subjectId: listId,
      detail: { what: 'certificate-list', form, rows: rows.length, reason: reason.trim().slice(0, 300) },
    }),
  )
  const line = (row: RequestLine, i: number): string[] => [
    String(i + 1),
    row.name,
    row.identity_sealed ? services.sealer.open('identity-number', row.identity_sealed).toString() : '',
    row.email ?? '',
    row.agency_name,
    row.title ?? '',
    row.phone ?? '',
    row.old_serial ?? '',
    row.medium === 'SIM' ? 'x' : '',
    REQUEST_KIND_NAMES[row.kind],
    row.reason ?? '',
  ]
  const lines = rows.map(line)
  if (form === 'xlsx') return writeTable('Danh sách', [HEAD, ...lines], 1, WIDTHS)
  const now = services.clock.now()
  const sheet = {
    title: TITLE,
    issuer: actor.acting.agencyName,
    columns: HEAD.map((title, i) => ({
      title,
      width: WIDTHS[i]!,
      align: CENTRED.includes(title) ? ('center' as const) : ('left' as const),
    })),
    rows: lines,
    count: `Danh sách có ${rows.length} đề nghị.`,
    printed: `${actor.name}, ${printDay(isoDay(now))}`,
  }
  if (form === 'docx') return docxTable(sheet)
  const { pdf } = await renderFoundList({
    ...sheet,
    asked: 'Số định danh chỉ dùng để cấp chứng thư; gửi và lưu theo chế độ dữ liệu cá nhân.',
    preparedAt: Math.floor(now.epochMilliseconds / 1000),
  })
  return pdf
}

const COLUMNS: readonly (readonly [keyof AnswerLine, readonly string[], boolean])[] = [
  ['email', ['địa chỉ thư điện tử công vụ', 'thư điện tử', 'email'], true],
  ['result', ['kết quả'], true],
  ['serial', ['số hiệu chứng thư', 'số hiệu chứng thư mới', 'serial'], false],
  ['deviceSerial', ['số thiết bị', 'serial thiết bị'], false],
  ['notBefore', ['hiệu lực từ', 'ngày cấp'], false],
  ['notAfter', ['hiệu lực đến', 'ngày hết hạn'], false],
  ['note', ['ghi chú', 'lý do'], false],
]
const RESULTS: Record<string, AnswerLine['result']> = {
  'da cap': 'issued',
  'da gia han': 'issued',
  'da thu hoi': 'issued',
  'da khoi phuc': 'issued',
  'bo sung': 'returned',
  'yeu cau bo sung': 'returned',
  'tu choi': 'rejected',
}
const isoOf = (text: string): string | null => {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = local ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}` : text
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null
}

/** The answer's rows; rows that cannot be read are named and the others still taken. */
export async function readAnswer(
  bytes: Uint8Array,
): Promise<{ lines: AnswerLine[]; problems: { row: number; problem: string }[] }> {
  const table = await readTable(bytes)
  const head = table?.[0]?.map((title) => fold(title.replace(/\*$/, '').trim())) ?? []
  const at = new Map(
    COLUMNS.map(([key, titles]) => [
      key,
      titles.map((one) => head.indexOf(fold(one))).find((index) => index >= 0) ?? -1,
    ]),
  )
  if (!table || COLUMNS.some(([key, , needed]) => needed && at.get(key) === -1))
    throw new DomainError('invalid', 'provisioning.not-a-sheet', {}, 'file')
  const lines: AnswerLine[] = []
  const problems: { row: number; problem: string }[] = []
  for (const [i, cells] of table.entries()) {
    if (i === 0 || cells.every((cell) => cell === '')) continue
    const cell = (key: keyof AnswerLine) => cells[at.get(key) ?? -1]?.trim() ?? ''
    const row = i + 1
    const result = RESULTS[fold(cell('result'))]
    const days = (['notBefore', 'notAfter'] as const).map(
      (key) => [key, cell(key), isoOf(cell(key))] as const,
    )
    const wrong = days.find(([, text, day]) => text && !day)
    if (!cell('email')) problems.push({ row, problem: 'thiếu địa chỉ thư điện tử' })
    else if (!result) problems.push({ row, problem: `kết quả “${cell('result')}” không hiểu được` })
    else if (wrong) problems.push({ row, problem: `ngày “${wrong[1]}” không đúng dạng ngày/tháng/năm` })
    else
      lines.push({
        row,
        email: cell('email'),
        result,
        ...(cell('serial') ? { serial: cell('serial') } : {}),
        ...(cell('deviceSerial') ? { deviceSerial: cell('deviceSerial') } : {}),
        ...Object.fromEntries(days.flatMap(([key, , day]) => (day ? [[key, day]] : []))),
        ...(cell('note') ? { note: cell('note') } : {}),
      })
  }
  return { lines, problems }
}
