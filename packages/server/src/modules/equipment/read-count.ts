// A counting sheet → machines; each wrong row is named with its row, column and reason, the good ones go in.
import type { CountedMachine, CountReport } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { fold } from '../../kernel/text.ts'
import { isoDay } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { readTable } from '../../platform/sheets.ts'
import { keeper } from './access.ts'
import { addresses, agencyCodes, compareMachines, coordinates, listStaff } from './store/machines.ts'

const COLUMNS = {
  assetCode: 'Mã tài sản',
  kind: 'Loại thiết bị',
  agency: 'Mã cơ quan',
  user: 'Người dùng',
  model: 'Kiểu máy',
  boughtIn: 'Năm mua',
  warranty: 'Bảo hành đến',
  state: 'Tình trạng',
  network: 'Mạng nội bộ',
  broadband: 'Băng rộng',
} as const
type Column = keyof typeof COLUMNS
const NEEDED: readonly Column[] = ['assetCode', 'kind', 'agency']

const KINDS: Record<string, CountedMachine['kind']> = {
  'may tinh de ban': 'desktop',
  'may de ban': 'desktop',
  'may tinh xach tay': 'laptop',
  'may xach tay': 'laptop',
  'may tinh bang': 'tablet',
  'may quet': 'scanner',
  'may in': 'printer',
  khac: 'other',
}
const STATES: Record<string, CountedMachine['state']> = {
  '': 'in-use',
  'dang dung': 'in-use',
  'du phong': 'spare',
  hong: 'broken',
  'thanh ly': 'disposed',
}
const YES: Record<string, boolean> = { '': false, khong: false, '0': false, co: true, x: true, '1': true }

interface Known {
  own: string | null
  codes: Map<string, string>
  byAddress: Map<string, string>
  /** agency|folded name → people of that name there. */
  byName: Map<string, string[]>
  posts: Set<string>
}
type Wrong = CountReport['wrong'][number]

/** Reads the sheet, and counts it in unless this is the trial. Throws only when the file as a whole cannot be read. */
export async function importCount(
  services: Services,
  actor: Actor,
  bytes: Uint8Array,
  dryRun: boolean,
): Promise<CountReport> {
  const refused = keeper(actor)
  if (refused) throw new DomainError('forbidden', refused)
  const table = await readTable(bytes)
  const head = (table?.[0] ?? []).map((title) => fold(title.replace(/\*$/, '').trim()))
  const at = new Map(
    (Object.keys(COLUMNS) as Column[]).map((key) => [key, head.indexOf(fold(COLUMNS[key]))] as const),
  )
  const missing = NEEDED.find((key) => at.get(key) === -1)
  if (!table || missing)
    throw new DomainError(
      'invalid',
      'equipment.not-a-sheet',
      { column: COLUMNS[missing ?? 'assetCode'] },
      'file',
    )
  const known = await services.runner.read(actor, async (tx): Promise<Known> => {
    const staff = await listStaff(tx, isoDay(services.clock.now()))
    const byName = new Map<string, string[]>()
    for (const row of staff) {
      const key = `${row.agency_id}|${fold(row.full_name)}`
      byName.set(key, [...(byName.get(key) ?? []), row.person_id])
    }
    return {
      own: (await coordinates(tx)) ? null : actor.acting.agencyId,
      codes: new Map((await agencyCodes(tx)).map((row) => [row.code, row.id])),
      byAddress: new Map((await addresses(tx)).map((row) => [row.address, row.person_id])),
      byName,
      posts: new Set(staff.map((row) => `${row.person_id}|${row.agency_id}`)),
    }
  })
  const wrong: Wrong[] = []
  const machines: CountedMachine[] = []
  const seen = new Map<string, number>()
  for (const [i, cells] of table.entries()) {
    if (i === 0 || cells.every((cell) => cell === '')) continue
    const found = machineOf((key) => cells[at.get(key) ?? -1]?.trim() ?? '', known)
    if ('reason' in found) {
      wrong.push({ row: i + 1, ...found })
      continue
    }
    const name = `${found.agencyId}|${found.assetCode}`
    const before = seen.get(name)
    if (before) wrong.push({ row: i + 1, column: COLUMNS.assetCode, reason: `trùng với dòng ${before}` })
    else {
      seen.set(name, i + 1)
      machines.push(found)
    }
  }
  const today = isoDay(services.clock.now())
  const counted =
    machines.length === 0
      ? { added: 0, changed: 0, same: 0 }
      : dryRun
        ? await services.runner.read(actor, (tx) => compareMachines(tx, machines, today))
        : ((await services.runner.commandByName('equipment.count', actor, newId(), {
            by: 'import',
            machines,
          })) as Pick<CountReport, 'added' | 'changed' | 'same'>)
  return { good: machines.length, wrong, ...counted, dryRun }
}

function machineOf(
  cell: (key: Column) => string,
  known: Known,
): CountedMachine | { column: string; reason: string } {
  const no = (key: Column, reason: string) => ({ column: COLUMNS[key], reason })
  const assetCode = cell('assetCode')
  if (!assetCode || assetCode.length > 60) return no('assetCode', 'trống hoặc dài hơn 60 ký tự')
  const kind = KINDS[fold(cell('kind'))]
  if (!kind) return no('kind', `“${cell('kind')}” không có trong danh mục`)
  const agencyId = known.codes.get(cell('agency'))
  if (!agencyId) return no('agency', `không có cơ quan mã “${cell('agency')}”`)
  if (known.own && agencyId !== known.own) return no('agency', 'không phải cơ quan của người kiểm đếm')
  const user = personOf(cell('user'), agencyId, known)
  if (typeof user === 'object' && user) return no('user', user.reason)
  const boughtIn = cell('boughtIn') === '' ? null : Number(cell('boughtIn'))
  if (boughtIn !== null && !(Number.isInteger(boughtIn) && boughtIn >= 1990 && boughtIn <= 2100))
    return no('boughtIn', `“${cell('boughtIn')}” không phải năm`)
  const warranty = cell('warranty') === '' ? null : dayOf(cell('warranty'))
  if (warranty === undefined) return no('warranty', `“${cell('warranty')}” không phải ngày`)
  const state = STATES[fold(cell('state'))]
  if (!state) return no('state', `“${cell('state')}” không có trong danh mục`)
  const network = YES[fold(cell('network'))]
  if (network === undefined) return no('network', 'ghi “có” hoặc “không”')
  const broadband = YES[fold(cell('broadband'))]
  if (broadband === undefined) return no('broadband', 'ghi “có” hoặc “không”')
  return {
    agencyId,
    assetCode,
    kind,
    personId: user,
    model: cell('model').slice(0, 200) || null,
    boughtIn,
    warrantyUntil: warranty,
    state,
    internalNetwork: network,
    broadband,
  }
}

/** By mailbox, else by a name that only one person of the agency bears. */
function personOf(text: string, agencyId: string, known: Known): string | null | { reason: string } {
  if (text === '') return null
  if (text.includes('@')) {
    const id = known.byAddress.get(text.toLowerCase())
    if (!id) return { reason: `không có hộp thư ${text}` }
    return known.posts.has(`${id}|${agencyId}`) ? id : { reason: `${text} không thuộc cơ quan này` }
  }
  const ids = known.byName.get(`${agencyId}|${fold(text)}`) ?? []
  if (ids.length === 1) return ids[0]!
  return {
    reason:
      ids.length === 0
        ? `không có ai tên ${text} trong cơ quan`
        : `có ${ids.length} người tên ${text}: ghi hộp thư`,
  }
}

/** `31/12/2024` or `2024-12-31` → ISO day; undefined when it is no day of the calendar. */
function dayOf(text: string): string | undefined {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = local ? `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}` : text
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day
}
