// What the authority would send back, found before sending.
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { listStaff, mailboxesOf } from './store/registers.ts'
import type { RequestLine } from './store/requests.ts'

/** Citizen identity card 12 digits (Circular 59/2021/TT-BCA), old identity card 9. */
export const isIdentityNumber = (text: string): boolean => /^(\d{12}|\d{9})$/.test(text)
/** Mobile numbers in Việt Nam since 2018: 10 digits, second 3, 5, 7, 8 or 9. */
export const isMobile = (text: string): boolean => /^0[35789]\d{8}$/.test(text.replace(/[\s.]/g, ''))

/** Request id → sentences; a request without problems has no entry. */
export async function problemsOf(
  tx: Tx,
  services: Services,
  today: string,
  rows: readonly RequestLine[],
): Promise<Map<string, string[]>> {
  const ids = rows.flatMap((row) => row.person_id ?? [])
  const boxes = new Map((await mailboxesOf(tx, ids)).map((row) => [row.person_id, row.address]))
  const staff = ids.length > 0 ? await listStaff(tx, today) : []
  const posts = new Set(staff.map((row) => `${row.person_id}|${row.agency_id}`))
  const found = new Map<string, string[]>()
  for (const row of rows) {
    const problems =
      row.subscriber_kind === 'person' && row.person_id && row.kind !== 'revoke'
        ? ofPerson(services, row, boxes.get(row.person_id), posts.has(`${row.person_id}|${row.agency_id}`))
        : row.subscriber_kind === 'organisation' && !row.email && row.kind === 'new'
          ? ['cơ quan chưa có hộp thư công vụ']
          : []
    if (problems.length > 0) found.set(row.id, problems)
  }
  return found
}

function ofPerson(
  services: Services,
  row: RequestLine,
  address: string | undefined,
  hasPost: boolean,
): string[] {
  const problems: string[] = []
  if (!address) problems.push('chưa có hộp thư công vụ đang hoạt động')
  else if (row.email !== address)
    problems.push(`thư điện tử ghi ${row.email ?? 'trống'}, hộp thư là ${address}`)
  if (!row.identity_sealed) problems.push('chưa có số định danh')
  else if (!isIdentityNumber(services.sealer.open('identity-number', row.identity_sealed).toString()))
    problems.push('số định danh không đủ 12 (hoặc 9) chữ số')
  if (!hasPost) problems.push('không còn giữ chức vụ tại cơ quan')
  if (row.medium === 'SIM' && !(row.phone && isMobile(row.phone)))
    problems.push('số điện thoại di động để cấp SIM chưa đúng')
  return problems
}
