import { addDays } from '../calendar.ts'
import type { Staff } from '../people/posts.ts'
import { hash32, idSequence } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Person, Position } from '../types.ts'
import type { Mailbox, Workstation } from './types.ts'

/** Of the 3,140 commune officials: with a mailbox, and with a computer on the internal network and broadband. */
export const COMMUNE_MAILBOXES = 3033
export const COMMUNE_WORKSTATIONS = 2465
/** They have a computer, but no internal network yet: they do not count. */
const COMMUNE_OFF_LINE = 214

interface Official {
  readonly person: Person
  readonly agencyId: string
  readonly levelCode: number
  readonly role: Position['role']
  readonly title: string
}

/** Each person once, at his primary post. */
const officials = (plans: readonly AgencyPlan[], staff: Staff): Official[] => {
  const level = new Map(plans.map(({ agency }) => [agency.id, agency.levelCode]))
  const positions = new Map(staff.positions.map((position) => [position.id, position]))
  const posts = new Map(
    staff.appointments
      .filter(({ primary }) => primary)
      .map(({ personId, positionId }) => [personId, positionId]),
  )
  return staff.people.map((person) => {
    const position = positions.get(posts.get(person.id) ?? '') as Position
    return {
      person,
      agencyId: position.agencyId,
      levelCode: level.get(position.agencyId) ?? 0,
      role: position.role,
      title: position.title,
    }
  })
}

/** Those who do without come last: heads of unions and second officers, never leaders or clerks. */
const needs = ({ role, title, person }: Official): number => {
  const rank =
    role === 'leader' || role === 'deputy' || role === 'clerk' ? 0 : /^Công chức/.test(title) ? 1 : 2
  return rank * 0x1_0000_0000 + hash32(`needs:${person.id}`)
}

export interface Equipped {
  readonly people: Person[]
  readonly mailboxes: Mailbox[]
  readonly workstations: Workstation[]
}

export const equip = (plans: readonly AgencyPlan[], staff: Staff, keep: ReadonlySet<string>): Equipped => {
  const all = officials(plans, staff)
  const ranked = all
    .filter(({ levelCode }) => levelCode === 3)
    .map((official) => ({ official, need: keep.has(official.person.id) ? -1 : needs(official) }))
    .sort((a, b) => a.need - b.need)
  const rank = new Map(ranked.map(({ official }, i) => [official.person.id, i]))
  const hasMail = (id: string): boolean => (rank.get(id) ?? 0) < COMMUNE_MAILBOXES
  const nextMailbox = idSequence('mailbox')
  const nextEquipment = idSequence('equipment')
  const mailboxes: Mailbox[] = []
  const workstations: Workstation[] = []
  for (const { person, agencyId } of all) {
    const place = rank.get(person.id) ?? 0
    const roll = hash32(`equipment:${person.id}`)
    if (hasMail(person.id)) {
      mailboxes.push({
        id: nextMailbox(person.id),
        kind: 'person',
        address: person.email ?? '',
        personId: person.id,
        agencyId,
        since: addDays('2016-03-01', roll % 1900),
        lastUsedOn: roll % 9 === 0 ? null : addDays('2021-12-17', -(roll % 21)),
      })
    }
    if (place < COMMUNE_WORKSTATIONS + COMMUNE_OFF_LINE) {
      const online = place < COMMUNE_WORKSTATIONS
      workstations.push({
        id: nextEquipment(person.id),
        agencyId,
        personId: person.id,
        model: ['Máy tính để bàn', 'Máy tính để bàn', 'Máy tính xách tay'][roll % 3] ?? '',
        boughtIn: 2012 + (roll % 10),
        internalNetwork: online,
        broadband: online || roll % 2 === 0,
      })
    }
  }
  for (const { agency } of plans) {
    mailboxes.push({
      id: nextMailbox(agency.code),
      kind: 'agency',
      address: `${agency.code}@bentre.gov.vn`,
      personId: null,
      agencyId: agency.id,
      since: '2016-01-04',
      lastUsedOn: '2021-12-17',
    })
  }
  const people = staff.people.map((person) => (hasMail(person.id) ? person : { ...person, email: null }))
  return { people, mailboxes, workstations }
}
