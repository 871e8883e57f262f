import type { Province } from '@congvan/demo'
import type pg from 'pg'
import type { Sealer } from '../platform/sealer.ts'
import { bulk } from './bulk.ts'
import { derivedId } from './derived-id.ts'

const levelCode = (code: number) => `level-${code}`
const at = (day: string, hour = '08:00') => `${day}T${hour}:00+07:00`
const LAST_MINUTE = '23:59'

/** The registers of the year's report: each row as the generator made it, so that its figures can be counted again. */
export async function loadAssets(client: pg.ClientBase, province: Province, sealer: Sealer): Promise<void> {
  const keeper = province.agencies.find((row) => row.code === 'so-ttt')!.id
  await bulk(
    client,
    'provisioning.coordinator',
    province.agencies
      .filter((row) => ['so-ttt', 'tt-cntt-tt'].includes(row.code))
      .map((row) => ({ agency_id: row.id, since: '2016-01-01' })),
  )
  await loadCertificates(client, province, sealer)
  await loadMailboxes(client, province)
  await loadEquipment(client, province)
  await loadNetwork(client, province, keeper)
  await loadClasses(client, province, keeper)
}

/** 000… is no province's code (Circular 59/2021/TT-BCA), so a sample number can be nobody's. */
const sampleIdentity = (id: string): string =>
  `000${Array.from(id.replaceAll('-', '').slice(-9), (digit) => Number.parseInt(digit, 16) % 10).join('')}`

async function loadCertificates(client: pg.ClientBase, province: Province, sealer: Sealer): Promise<void> {
  const { certificates, devices } = province.assets
  const people = new Map(province.people.map((row) => [row.id, row]))
  const agencies = new Map(province.agencies.map((row) => [row.id, row]))
  const positions = new Map(province.positions.map((row) => [row.id, row]))
  const titles = new Map(
    province.appointments
      .filter((row) => row.primary)
      .map((row) => [row.personId, positions.get(row.positionId)?.title ?? null]),
  )
  await bulk(
    client,
    'provisioning.subscriber',
    certificates.map((row) => {
      const person = row.kind === 'person' ? people.get(row.subjectId) : undefined
      const identity = person ? sampleIdentity(person.id) : null
      const sealed = identity ? sealer.seal('identity-number', Buffer.from(identity)) : null
      return {
        agency_id: row.agencyId,
        id: derivedId('subscriber', row.kind, row.subjectId),
        kind: row.kind,
        person_id: person?.id ?? null,
        name: person?.fullName ?? agencies.get(row.subjectId)!.name,
        title: person ? titles.get(person.id) : null,
        email: person ? person.email : `${agencies.get(row.subjectId)!.code}@bentre.gov.vn`,
        phone: person?.phone ?? null,
        identity_sealed: sealed ? `\\x${sealed.toString('hex')}` : null,
        identity_tail: identity?.slice(-3) ?? null,
        managing_agency_id: agencies.get(row.agencyId)!.parentId,
        created_at: at(row.notBefore.slice(0, 10)),
      }
    }),
  )
  await bulk(
    client,
    'provisioning.device',
    devices.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      kind: row.kind,
      serial: row.serial,
      holder_person_id: row.holderPersonId,
      phone: row.kind === 'sim' ? (people.get(row.holderPersonId)?.phone ?? null) : null,
      handed_over_on: row.handedOverOn,
      minutes: row.minutes,
    })),
  )
  const handedOver = new Map(devices.map((row) => [row.id, row.handedOverOn]))
  await bulk(
    client,
    'provisioning.certificate',
    certificates.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      subscriber_id: derivedId('subscriber', row.kind, row.subjectId),
      device_id: row.deviceId,
      serial: row.serial,
      medium: row.medium,
      issuer: 'CA thử nghiệm của tỉnh mẫu',
      subject: null,
      not_before: at(row.notBefore),
      not_after: at(row.notAfter, LAST_MINUTE),
      state: row.state,
      state_since: at(handedOver.get(row.deviceId) ?? row.notBefore),
      in_use_from: handedOver.get(row.deviceId) ?? row.notBefore,
      renewed: false,
    })),
  )
}

const loadMailboxes = (client: pg.ClientBase, province: Province): Promise<void> =>
  bulk(
    client,
    'mail.mailbox',
    province.assets.mailboxes.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      kind: row.kind,
      address: row.address.toLowerCase(),
      person_id: row.personId,
      quota_mb: row.kind === 'agency' ? 4096 : 1024,
      state: 'active',
      state_since: at(row.since),
      since: row.since,
      last_used_on: row.lastUsedOn,
    })),
  )

async function loadEquipment(client: pg.ClientBase, province: Province): Promise<void> {
  const counters = new Map<string, number>()
  const next = (agencyId: string): string => {
    counters.set(agencyId, (counters.get(agencyId) ?? 0) + 1)
    return `MT-${String(counters.get(agencyId)).padStart(3, '0')}`
  }
  await bulk(
    client,
    'equipment.workstation',
    province.assets.workstations.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      asset_code: next(row.agencyId),
      kind: /xách tay/.test(row.model) ? 'laptop' : 'desktop',
      person_id: row.personId,
      model: row.model,
      bought_in: row.boughtIn,
      warranty_until: `${row.boughtIn + 3}-12-31`,
      state: 'in-use',
      internal_network: row.internalNetwork,
      broadband: row.broadband,
      since: `${row.boughtIn}-01-01`,
      counted_by: 'import',
    })),
  )
  const networked = new Set(
    province.assets.workstations.filter((row) => row.internalNetwork).map((row) => row.agencyId),
  )
  await bulk(
    client,
    'equipment.line',
    province.agencies
      .filter((row) => networked.has(row.id))
      .flatMap((row) =>
        (['state-network', 'broadband'] as const).map((kind) => ({
          agency_id: row.id,
          id: derivedId('line', kind, row.id),
          kind,
          provider: kind === 'state-network' ? 'Mạng TSLCD cấp II' : 'Băng rộng cáp quang',
          speed_mbps: row.levelCode === 3 ? 20 : 100,
          state: 'up',
          since: '2019-01-01',
        })),
      ),
  )
}

/** Schematic of the province's three isles, from the north-west to the sea: column and row by the place's name. */
const CELLS: Record<string, readonly [number, number]> = {
  'Châu Thành': [2, 1],
  'Bình Đại': [4, 1],
  'Bến Tre': [2, 2],
  'Giồng Trôm': [3, 2],
  'Ba Tri': [4, 2],
  'Chợ Lách': [1, 3],
  'Mỏ Cày Bắc': [2, 3],
  'Mỏ Cày Nam': [3, 3],
  'Thạnh Phú': [4, 3],
}

/** Places of the network as the plan of the sector lists them: one for each body of government that holds a territory. */
async function loadNetwork(client: pg.ClientBase, province: Province, keeper: string): Promise<void> {
  const governed = province.agencies.filter((row) => row.code.startsWith('ubnd-'))
  const place = (row: (typeof governed)[number]) => row.shortName.replace(/^UBND /, '')
  const point = (row: (typeof governed)[number], kind: string, name: string, code: string) => ({
    agency_id: keeper,
    id: derivedId('service-point', kind, row.id),
    code,
    name,
    kind,
    territory_agency_id: row.id,
    address: row.seatPlace,
    state: 'working',
    state_since: '2021-01-01T00:00:00+07:00',
  })
  await bulk(
    client,
    'equipment.service_point',
    governed.flatMap((row, i) => {
      const number = String(i + 1).padStart(3, '0')
      return row.levelCode === 3
        ? [point(row, 'post-culture', `Điểm bưu điện - văn hóa ${place(row)}`, `BD-${number}`)]
        : [
            point(row, 'post', `Bưu điện ${place(row)}`, `BD-${number}`),
            point(row, 'telecom', `Trung tâm viễn thông ${place(row)}`, `VT-${number}`),
          ]
    }),
  )
  await bulk(
    client,
    'equipment.map_cell',
    governed.flatMap((row) => {
      const cell = row.levelCode === 2 && Object.entries(CELLS).find(([name]) => row.name.endsWith(name))?.[1]
      return cell ? [{ place_id: row.id, grid_column: cell[0], grid_row: cell[1] }] : []
    }),
  )
  const byPlace = (text: string) =>
    governed.find(
      (row) =>
        row.levelCode === 2 &&
        row.name.toLowerCase().endsWith(text.replace(/^(huyện|thành phố) /, '').toLowerCase()),
    )?.id ?? null
  await bulk(
    client,
    'equipment.incident',
    province.assets.incidents.map((row) => ({
      agency_id: keeper,
      id: derivedId('incident', row.code),
      code: row.code,
      kind: row.kind === 'bưu chính' ? 'post' : 'telecom',
      began_at: row.from,
      ended_at: row.to,
      place: row.place,
      territory_agency_id: byPlace(row.place),
      cause: row.cause,
      repaired: row.repaired,
    })),
  )
  await bulk(
    client,
    'equipment.press_agency',
    province.assets.pressAgencies.map((row) => ({
      agency_id: keeper,
      id: derivedId('press', row.code),
      code: row.code,
      name: row.name,
      licence: row.licence,
      kind: row.kind,
      contact: row.contact,
      since: '2016-01-01',
    })),
  )
}

async function loadClasses(client: pg.ClientBase, province: Province, keeper: string): Promise<void> {
  const { trainingClasses, procedures } = province.assets
  await bulk(
    client,
    'equipment.training_class',
    trainingClasses.map((row) => ({
      agency_id: row.organiserAgencyId || keeper,
      id: row.id,
      title: row.title,
      topic: 'signing',
      held_on: row.heldOn,
      place: row.place,
    })),
  )
  await bulk(
    client,
    'equipment.training_participant',
    trainingClasses.flatMap((row) =>
      row.participants.map((participant) => ({
        agency_id: row.organiserAgencyId || keeper,
        class_id: row.id,
        person_id: participant.personId,
        from_agency_id: participant.agencyId,
      })),
    ),
  )
  await bulk(
    client,
    'equipment.procedure',
    procedures.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      code: row.code,
      name: row.name,
      field: row.field,
      level_code: levelCode(row.levelCode),
      eligible: row.eligible,
      level: row.level,
      level4_since: row.level4Since,
      since: '2020-01-01',
    })),
  )
}
