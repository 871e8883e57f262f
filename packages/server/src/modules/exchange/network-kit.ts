// Several installations in one process for tests: the same people in each, other codes, one way between them.
import { Province } from '../../../../testkit/src/province.ts'
import { idFrom } from './ids.ts'
import { addEntries, addPeer, openLoopback, ownCard, putPeer, receive } from './index.ts'

export interface Seat {
  key: string
  agency: 'tỉnh' | 'xã'
  code: string
  name: string
}
export const CENTRE: Seat = {
  key: 'centre',
  agency: 'tỉnh',
  code: '000.00.00.G22',
  name: 'Văn phòng Chính phủ',
}
export const PROVINCE: Seat = {
  key: 'province',
  agency: 'tỉnh',
  code: '000.00.00.H07',
  name: 'Ủy ban nhân dân tỉnh Bến Tre',
}
export const COMMUNE: Seat = {
  key: 'commune',
  agency: 'xã',
  code: '000.20.31.H07',
  name: 'Ủy ban nhân dân xã Thạnh Phong',
}

export const organisationOf = (seat: Seat) => idFrom('agency', seat.code.toLowerCase())

export async function openSeat(seat: Seat): Promise<Province> {
  const province = await Province.start()
  await province.rows(
    `update organisations.agency_name set identifier_code = $2, name = $3, short_name = $3 where agency_id = $1`,
    [province.agency(seat.agency), seat.code, seat.name],
  )
  return province
}

/** What stands between: may lose, double or hold back what passes. */
export type Wire = (
  from: Seat,
  to: Seat,
  packet: Uint8Array,
  arrive: () => ReturnType<typeof receive>,
) => ReturnType<typeof receive>

export async function connect(
  seats: [Seat, Province][],
  wire: Wire = (_from, _to, _packet, arrive) => arrive(),
): Promise<() => void> {
  const closers: (() => void)[] = []
  const run = Math.random().toString(36).slice(2)
  for (const [seat, province] of seats) {
    const end = (from: string, packet: Uint8Array) =>
      wire(seats.find(([other]) => other.key === from)![0], seat, packet, () =>
        receive(province.services, from, packet),
      )
    closers.push(openLoopback(`loopback:${run}-${seat.key}`, end))
    for (const [other] of seats.filter(([row]) => row.key !== seat.key))
      await province.runner.system(async (tx) => {
        const address = `loopback:${run}-${other.key}/${seat.key}`
        await putPeer(
          tx,
          { id: other.key, name: other.name, kind: 'loopback', address, settings: {} },
          '2021-12-20T00:00:00Z',
        )
        await addEntries(tx, other.key, [{ code: other.code, name: other.name }], '2021-01-01')
      })
  }
  return () => {
    for (const close of closers) close()
  }
}

/** Two installations that know each other over the native door; addresses may lead through something that breaks. */
export async function introduceTo(
  host: Province,
  guest: Province,
  on: { addressOfHost?: string; addressOfGuest?: string } = {},
): Promise<void> {
  await addPeer(guest.services, await ownCard(host.services, on.addressOfHost ?? (await host.http())))
  await addPeer(host.services, await ownCard(guest.services, on.addressOfGuest ?? (await guest.http())))
}

export const lineTo = (...seats: Seat[]) => ({
  addressees: seats.map((seat) => seat.name),
  recipients: [
    { text: '- Như trên;', agencyIds: seats.map(organisationOf), channel: 'local' as const },
    { text: '- Lưu: VT, KT.', agencyIds: [], channel: 'none' as const },
  ],
})

export const arrivalsOf = (province: Province) =>
  province.rows<{ id: string; state: string; subject: string; number: string; symbol: string }>(
    `select d.id, d.state, d.subject, d.number, d.symbol from documents.document d join exchange.arrival a on a.agency_id = d.agency_id and a.document_id = d.id order by d.created_at`,
  )

/** I1, I2 (nothing lost without a word), I3, I4 of the issue, read past all walls. */
export async function broken(province: Province): Promise<string[]> {
  const problems: string[] = []
  const { appendWaiting, audit } = await import('../evidence/index.ts')
  await appendWaiting(province.services)
  const one = async (name: string, sql: string) => {
    const [row] = await province.rows<{ n: number }>(sql)
    if (row!.n !== 0) problems.push(`${name}: ${row!.n}`)
  }
  await one(
    'I1 two arrivals of one document',
    `select count(*)::int as n from (select 1 from exchange.arrival group by agency_id, lower(sender_code), wire_id having count(*) > 1) x`,
  )
  await one(
    'I1 arrival without its document',
    `select count(*)::int as n from exchange.arrival a left join documents.document d on d.agency_id = a.agency_id and d.id = a.document_id where d.id is null`,
  )
  await one(
    'I3 events without leaf',
    `select count(*)::int as n from platform.event e left join evidence.leaf l on l.event_id = e.id
     where evidence.kind_of(e.name) is not null and e.subject_id is not null and l.event_id is null`,
  )
  await one(
    'I5 gaps',
    `select coalesce(sum(c.last_number - x.n), 0)::int as n from registers.counter c
     join lateral (select count(distinct e.number)::int as n from registers.entry e where e.agency_id = c.agency_id and e.series_id = c.series_id and e.period = c.period) x on true`,
  )
  problems.push(...(await audit(province.services)).problems.map((text) => `I4 ${text}`))
  return problems
}
