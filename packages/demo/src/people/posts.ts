import { idSequence, type Random, randomFor } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Appointment, Mandate, Person, Position, Unit } from '../types.ts'
import { communeExtras, officersPerAgency } from './headcount.ts'
import { NAMED } from './named.ts'
import { drawName, type Gender, mailName } from './names.ts'
import { type Seat, seatsOf, unitsOf } from './seats.ts'

export interface Staff {
  readonly units: Unit[]
  readonly positions: Position[]
  readonly people: Person[]
  readonly appointments: Appointment[]
  readonly mandates: Mandate[]
  /** "agency-code|seat-key" → ids, for the other parts of the generator. */
  readonly seats: ReadonlyMap<string, SeatIds>
}

export interface SeatIds {
  readonly agencyId: string
  readonly positionId: string
  readonly personId: string
  readonly unit: string | null
  readonly role: Position['role']
  readonly shared: boolean
}

/** The term of People's Committees and Party committees that was running in December 2021. */
const TERM_START = '2021-07-01'
const POSTS_FROM = '2020-06-01'

const officers = (plan: AgencyPlan, count: number): Seat[] => {
  const units = unitsOf(plan).map(({ abbreviation }) => abbreviation)
  const held = plan.agency.kind === 'state' && plan.family === 'force' ? 'Cán bộ' : 'Chuyên viên'
  const random = randomFor(`officers:${plan.agency.code}`)
  const perUnit = new Map<string | null, number>()
  return Array.from({ length: count }, (_, i) => {
    const unit = units.length === 0 ? null : (units[i % units.length] as string)
    const n = (perUnit.get(unit) ?? 0) + 1
    perUnit.set(unit, n)
    const title = held === 'Chuyên viên' && random.chance(0.14) ? 'Chuyên viên chính' : held
    return { key: `officer:${unit ?? 'chung'}:${n}`, unit, title, role: 'officer', form: null, block: [] }
  })
}

const allSeats = (plans: readonly AgencyPlan[]): Map<string, Seat[]> => {
  const communes = plans
    .filter(({ family }) => family === 'communeCommittee')
    .map(({ place }) => place as string)
  const extras = communeExtras(communes)
  const seats = new Map(
    plans.map((plan) => [plan.agency.code, seatsOf(plan, extras.get(plan.place ?? '') ?? 0)]),
  )
  const counts = officersPerAgency(plans, seats)
  for (const plan of plans)
    seats.get(plan.agency.code)?.push(...officers(plan, counts.get(plan.agency.code) ?? 0))
  return seats
}

const birthYear = (random: Random, role: Position['role']): number => {
  if (role === 'leader') return random.int(1963, 1976)
  if (role === 'deputy' || role === 'office-chief') return random.int(1966, 1981)
  if (role === 'unit-head') return random.int(1968, 1985)
  return random.int(1972, 1997)
}

const WOMEN: Readonly<Partial<Record<Position['role'], number>>> = { leader: 0.2, deputy: 0.3, clerk: 0.85 }

const genderOf = (random: Random, seat: Seat): Gender => {
  if (/Phụ nữ/.test(seat.title)) return 'nữ'
  if (/Quân sự|Cựu chiến binh/.test(seat.title)) return 'nam'
  return random.chance(WOMEN[seat.role] ?? 0.42) ? 'nữ' : 'nam'
}

/** Addresses carry the commune, since communes share names and people do too. */
const mailOf = (plan: AgencyPlan, name: string, taken: Set<string>): string => {
  const tail =
    plan.agency.levelCode === 3
      ? `.${(plan.place ?? '').replace(/^(xa|phuong|thi-tran)-/, '').replaceAll('-', '')}`
      : ''
  for (let n = 1; ; n++) {
    const address = `${mailName(name)}${n === 1 ? '' : n}${tail}@bentre.gov.vn`
    if (taken.has(address)) continue
    taken.add(address)
    return address
  }
}

const phoneOf = (index: number): string => {
  const digits = `0900${String(index).padStart(6, '0')}`
  return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`
}

const mandatesOf = (
  plan: AgencyPlan,
  seat: Seat,
  positionId: string,
  nextId: (key: string) => string,
): Mandate[] => {
  if (!seat.form) return []
  const party = plan.agency.layoutRegime === 'party'
  const basis = party ? 'Quy chế làm việc của cấp ủy' : `Quy chế làm việc của ${plan.agency.shortName}`
  const make = (form: Mandate['form'], blockLines: readonly string[], types: readonly string[]): Mandate => ({
    id: nextId(`${plan.agency.code}|${seat.key}|${form}`),
    agencyId: plan.agency.id,
    positionId,
    form,
    blockLines,
    types,
    basis,
    validFrom: TERM_START,
    validTo: null,
  })
  const main = make(seat.form, seat.block, seat.form === 'TL' ? ['', 'CV', 'TB', 'GM'] : ['*'])
  // Besides the collective, a chairman decides in his own competence (Law on local government): QĐ and CĐ without TM.
  const chairman = ['committee', 'districtCommittee', 'communeCommittee'].includes(plan.family)
  return chairman && seat.key === 'head'
    ? [main, make('HEAD', ['CHỦ TỊCH'], ['QĐ', 'CĐ', 'CT', 'TB'])]
    : [main]
}

type Seats = ReadonlyMap<string, readonly Seat[]>

/** Everybody in post: one person for each seat that is not held by the holder of another. */
const buildPeople = (
  plans: readonly AgencyPlan[],
  seats: Seats,
): { people: Person[]; holders: Map<string, string> } => {
  const nextId = idSequence('person')
  const mails = new Set<string>()
  const people: Person[] = []
  const holders = new Map<string, string>()
  for (const plan of plans) {
    for (const seat of seats.get(plan.agency.code) ?? []) {
      if (seat.sameAs) continue
      const key = `${plan.agency.code}|${seat.key}`
      const random = randomFor(key)
      const named = NAMED[key]
      const gender = named?.gender ?? genderOf(random, seat)
      const fullName = named?.name ?? drawName(random, gender)
      const id = nextId(key)
      holders.set(key, id)
      people.push({
        id,
        fullName,
        gender,
        birthYear: named?.birthYear ?? birthYear(random, seat.role),
        phone: phoneOf(people.length + 1),
        email: mailOf(plan, fullName, mails),
      })
    }
  }
  return { people, holders }
}

interface Units {
  readonly units: Unit[]
  /** "agency-code|abbreviation" → id */
  readonly ids: ReadonlyMap<string, string>
}

const buildUnits = (plans: readonly AgencyPlan[]): Units => {
  const nextId = idSequence('unit')
  const ids = new Map<string, string>()
  const units = plans.flatMap((plan) =>
    unitsOf(plan).map(({ name, abbreviation }): Unit => {
      const key = `${plan.agency.code}|${abbreviation}`
      const id = nextId(key)
      ids.set(key, id)
      return { id, agencyId: plan.agency.id, name, abbreviation }
    }),
  )
  return { units, ids }
}

type Posts = Pick<Staff, 'positions' | 'appointments' | 'mandates' | 'seats'>

const buildPosts = (
  plans: readonly AgencyPlan[],
  seats: Seats,
  holders: ReadonlyMap<string, string>,
  units: Units['ids'],
): Posts => {
  const next = {
    position: idSequence('position'),
    appointment: idSequence('appointment'),
    mandate: idSequence('mandate'),
  }
  const places = new Map<string, SeatIds>()
  const positions: Position[] = []
  const appointments: Appointment[] = []
  const mandates: Mandate[] = []
  for (const plan of plans) {
    const { agency } = plan
    for (const seat of seats.get(agency.code) ?? []) {
      const key = `${agency.code}|${seat.key}`
      const { title, role, form, block, unit, sameAs } = seat
      const personId = holders.get(sameAs ?? key)
      if (!personId) throw new Error(`nobody holds ${key} (as ${sameAs})`)
      const positionId = next.position(key)
      const elected = role === 'leader' || role === 'deputy'
      const unitId = unit === null ? null : (units.get(`${agency.code}|${unit}`) ?? null)
      positions.push({
        id: positionId,
        agencyId: agency.id,
        unitId,
        title,
        role,
        mandateForm: form,
        blockLines: block,
        validFrom: POSTS_FROM,
      })
      const from = elected ? TERM_START : POSTS_FROM
      appointments.push({ id: next.appointment(key), personId, positionId, from, to: null, primary: !sameAs })
      mandates.push(...mandatesOf(plan, seat, positionId, next.mandate))
      places.set(key, { agencyId: agency.id, positionId, personId, unit, role, shared: sameAs !== undefined })
    }
  }
  return { positions, appointments, mandates, seats: places }
}

export const buildStaff = (plans: readonly AgencyPlan[]): Staff => {
  const seats = allSeats(plans)
  const { people, holders } = buildPeople(plans, seats)
  const { units, ids } = buildUnits(plans)
  return { units, people, ...buildPosts(plans, seats, holders, ids) }
}
