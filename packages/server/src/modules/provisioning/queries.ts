import type {
  CertificateBoard,
  CertificateRow,
  DutyRow,
  KeyUseRow,
  Page,
  RequestRow,
} from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import { query } from '../../platform/command.ts'
import { isCoordinator, keeper, maskIdentity, maskPhone } from './access.ts'
import { problemsOf } from './checks.ts'
import { openLook } from './look-ticket.ts'
import { actsFrom, REQUEST_KIND_NAMES, REQUEST_STATE_NAMES, STATE_NAMES } from './states.ts'
import { type CertificateLine, findSubscriber, listCertificates, listStaff } from './store/registers.ts'
import * as store from './store/requests.ts'

const PAGE = 100
const text = Type.Optional(Type.String({ maxLength: 200 }))
const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

const rowOf = (row: CertificateLine): CertificateRow => ({
  id: row.id,
  agencyId: row.agency_id,
  agencyName: row.agency_name,
  subscriberId: row.subscriber_id,
  kind: row.kind,
  name: row.name,
  title: row.title,
  email: row.email,
  medium: row.medium,
  serial: row.serial,
  deviceSerial: row.device_serial,
  state: row.state,
  stateName: STATE_NAMES[row.state],
  notBefore: row.not_before,
  notAfter: row.ends_on,
  daysLeft: row.days_left,
  renewed: row.renewed,
  identityMasked: maskIdentity(row.identity_tail),
  phoneMasked: maskPhone(row.phone),
  minutes: row.minutes,
  acts: actsFrom(row.state),
})

export const certificates = query({
  name: 'provisioning.certificates',
  input: object({ q: text, days: text, state: text, kind: text, cursor: text }),
  access: keeper,
  async run({ tx, now }, input): Promise<Page<CertificateRow>> {
    const days = Number(input.days)
    const rows = await listCertificates(tx, isoDay(now), {
      q: input.q?.trim(),
      days: Number.isInteger(days) && days > 0 ? days : undefined,
      state: input.state || undefined,
      kind: input.kind || undefined,
      after: input.cursor,
      limit: PAGE + 1,
    })
    const last = rows[PAGE - 1]
    return {
      rows: rows.slice(0, PAGE).map(rowOf),
      next: rows.length > PAGE && last ? `${last.not_after}|${last.id}` : null,
    }
  },
})

const WHY: Record<string, (row: store.DutyLine) => string> = {
  moved: (row) => `${row.holder} đã chuyển công tác: đề nghị thu hồi chứng thư`,
  left: (row) => `${row.holder} không còn giữ chức vụ nào: đề nghị thu hồi chứng thư`,
  'agency-ended': (row) =>
    `${row.agency_name} đã giải thể hoặc sáp nhập: thu hồi chứng thư của ${row.holder}`,
  renamed: (row) => `${row.holder} đã đổi tên trong danh bạ: đề nghị thay đổi nội dung chứng thư`,
  'agency-renamed': (row) => `${row.holder} đã đổi tên thành ${row.agency_name}: đề nghị thay đổi nội dung`,
}
const dutyOf = (row: store.DutyLine): DutyRow => ({
  agencyName: row.agency_name,
  certificateId: row.certificate_id,
  kind: row.kind,
  holder: row.holder,
  sentence:
    WHY[row.why]?.(row) ??
    (row.kind === 'renew'
      ? `Lập đề nghị gia hạn chứng thư của ${row.holder}, chậm nhất ${printDay(row.due_on)}`
      : `Chứng thư của ${row.holder} hết hạn ${printDay(row.due_on)}: lập đề nghị cấp mới`),
  dueOn: row.due_on,
  reasonCode: row.reason,
})

const requestOf = (row: store.RequestLine, problems: string[]): RequestRow => ({
  id: row.id,
  agencyName: row.agency_name,
  kind: row.kind,
  kindName: REQUEST_KIND_NAMES[row.kind],
  name: row.name,
  title: row.title,
  email: row.email,
  medium: row.medium,
  state: row.state,
  stateName: REQUEST_STATE_NAMES[row.state],
  reason: row.reason,
  note: row.note,
  listId: row.list_id,
  dueOn: row.due_on,
  problems,
})

export const requests = query({
  name: 'provisioning.requests',
  input: object({ state: text, listId: text }),
  access: keeper,
  async run({ tx, now, services }, input): Promise<{ rows: RequestRow[] }> {
    const rows = await store.listRequests(tx, {
      state: input.state || undefined,
      listId: input.listId || undefined,
    })
    const problems = await problemsOf(tx, services, isoDay(now), rows)
    return { rows: rows.map((row) => requestOf(row, problems.get(row.id) ?? [])) }
  },
})

interface ConfirmLine {
  id: string
  agency_name: string
  kind: RequestRow['kind']
  name: string
  title: string | null
  email: string | null
  medium: RequestRow['medium']
  reason: string | null
}

export const board = query({
  name: 'provisioning.board',
  input: object({}),
  access: keeper,
  async run({ tx, actor, now }): Promise<CertificateBoard> {
    const today = isoDay(now)
    const agencyId = actor.acting.agencyId
    const force = await store.inForce(tx, today)
    const sum = (pick: (row: (typeof force)[number]) => boolean) =>
      force.filter(pick).reduce((n, row) => n + row.n, 0)
    const windows = await store.endingCounts(tx, today)
    const waiting = await tx.rows<ConfirmLine>('select * from provisioning.requests_to_confirm()')
    const lists = await store.requestLists(tx)
    return {
      coordinator: await isCoordinator(tx),
      today,
      inForce: {
        organisation: sum((row) => row.kind === 'organisation'),
        person: sum((row) => row.kind === 'person'),
        sim: sum((row) => row.kind === 'person' && row.medium === 'SIM'),
      },
      windows: windows as CertificateBoard['windows'],
      duties: (await store.dutiesOn(tx, today)).map(dutyOf),
      toConfirm: waiting.map((row) => ({
        id: row.id,
        agencyName: row.agency_name,
        kind: row.kind,
        kindName: REQUEST_KIND_NAMES[row.kind],
        name: row.name,
        title: row.title,
        email: row.email,
        medium: row.medium,
        state: 'submitted',
        stateName: REQUEST_STATE_NAMES.submitted,
        reason: row.reason,
        note: null,
        listId: null,
        dueOn: null,
        problems: [],
      })),
      lists: lists.map((row) => ({
        id: row.id,
        name: row.name,
        count: row.count,
        sentAt: row.sent_at,
        answered: row.answered,
        late: row.due_on !== null && row.due_on < today && row.answered < row.count,
      })),
      unused: await store.unusedKeys(tx, agencyId, today),
      shared: await store.sharedKeys(tx),
    }
  },
})

export const keyUses = query({
  name: 'provisioning.key-uses',
  input: object({
    holder: Type.Optional(Type.Union([Type.Literal('agency'), Type.Literal('person')])),
    cursor: text,
  }),
  access: keeper,
  async run({ tx, actor }, input): Promise<Page<KeyUseRow>> {
    const rows = await store.keyUses(tx, actor.acting.agencyId, input.holder ?? 'agency', input.cursor)
    return {
      rows: rows.map((row) => ({
        id: row.id,
        at: row.at,
        holder: row.holder,
        personName: row.person,
        document: row.document || null,
        sha256: row.sha256,
      })),
      next: rows.length === 100 ? rows.at(-1)!.at : null,
    }
  },
})

/** People of the acting agency, for a request: no number is in it. */
export const staff = query({
  name: 'provisioning.staff',
  input: object({ q: text }),
  access: keeper,
  async run({ tx, actor, now }, input) {
    const words = (input.q ?? '').trim().toLowerCase()
    const rows = (await listStaff(tx, isoDay(now)))
      .filter((row) => row.agency_id === actor.acting.agencyId && row.full_name.toLowerCase().includes(words))
      .sort((a, b) => a.full_name.localeCompare(b.full_name, 'vi'))
    return { rows: rows.map((row) => ({ personId: row.person_id, name: row.full_name, title: row.title })) }
  },
})

/** Shows what `provisioning.reveal-identity` allowed: the ticket names one subscriber and lives a minute, for the session that asked. */
export const identity = query({
  name: 'provisioning.identity',
  input: object({ ticket: Type.String({ maxLength: 400 }) }),
  access: keeper,
  async run({ tx, actor, services }, { ticket }) {
    const row = await findSubscriber(tx, openLook(services, actor, ticket))
    if (!row) throw new DomainError('not-found', 'provisioning.no-identity')
    return {
      identityNumber: row.identity_sealed
        ? services.sealer.open('identity-number', row.identity_sealed).toString()
        : null,
      phone: row.phone,
    }
  },
})
