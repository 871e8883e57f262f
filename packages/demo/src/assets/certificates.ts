import { addDays } from '../calendar.ts'
import type { Staff } from '../people/posts.ts'
import { hash32, idSequence } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { DemoDocument } from '../threads/types.ts'
import type { Day, Desk } from '../types.ts'
import type { Certificate, Device } from './types.ts'

/** Reported at the end of 2021: certificates of organisations, of people, and SIM cards with a key. */
export const ORGANISATION_CERTIFICATES = 381
export const PERSONAL_CERTIFICATES = 710
export const SIM_CARDS = 138

const byHash = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items
    .map((item) => ({ item, order: hash32(key(item)) }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)

const first = <T>(items: Iterable<T>, count: number): T[] => {
  const chosen = [...new Set(items)].slice(0, count)
  if (chosen.length !== count) throw new Error(`wanted ${count}, found ${chosen.length}`)
  return chosen
}

/** Every state agency, every issuer of the demo, the Party and mass bodies of the upper levels, then Party committees of communes. */
const certifiedAgencies = (
  plans: readonly AgencyPlan[],
  documents: readonly DemoDocument[],
): AgencyPlan[] => {
  const issuers = new Set(documents.map(({ issuerAgencyId }) => issuerAgencyId))
  return first(
    [
      ...plans.filter(({ agency }) => agency.kind === 'state'),
      ...plans.filter(({ agency }) => issuers.has(agency.id)),
      ...plans.filter(({ agency }) => agency.levelCode < 3),
      ...byHash(
        plans.filter(({ family }) => family === 'communeParty'),
        ({ agency }) => `certificate:${agency.code}`,
      ),
    ],
    ORGANISATION_CERTIFICATES,
  )
}

/** Who signs: the signers and checkers of the demo's desks first, then heads, then deputies. */
const certifiedPeople = (
  staff: Staff,
  agencies: readonly AgencyPlan[],
  documents: readonly DemoDocument[],
  desks: readonly Desk[],
): string[] => {
  const holders = (key: string, list: readonly AgencyPlan[]): string[] =>
    list.flatMap(({ agency }) => staff.seats.get(`${agency.code}|${key}`)?.personId ?? [])
  const communes = agencies.filter(({ family }) => family === 'communeCommittee')
  return first(
    [
      ...desks.map(({ personId }) => personId),
      ...documents.flatMap(({ signerPersonId }) => signerPersonId ?? []),
      ...holders('head', agencies),
      ...holders(
        'deputy:1',
        agencies.filter(({ agency }) => agency.levelCode === 1),
      ),
      ...holders(
        'deputy:2',
        agencies.filter(({ agency }) => agency.levelCode === 1),
      ),
      ...holders('office', agencies),
      ...holders(
        'deputy:1',
        agencies.filter(({ agency }) => agency.levelCode === 2),
      ),
      ...holders(
        'deputy:2',
        agencies.filter(({ agency }) => agency.levelCode === 2),
      ),
      ...holders('deputy:1', communes),
      ...holders(
        'deputy:2',
        byHash(communes, ({ agency }) => `second:${agency.code}`),
      ),
    ],
    PERSONAL_CERTIFICATES,
  )
}

/** Leaders who travel: the desks of the story first, then chairmen and directors. */
const simHolders = (staff: Staff, people: readonly string[]): Set<string> => {
  const certified = new Set(people)
  const seat = (key: string): string[] => {
    const id = staff.seats.get(key)?.personId
    return id && certified.has(id) ? [id] : []
  }
  const heads = [...staff.seats].filter(([key, { shared }]) => key.endsWith('|head') && !shared)
  const named = [
    'ubnd-tinh|head',
    'ubnd-tinh|deputy:1',
    'ubnd-tinh|deputy:2',
    'ubnd-tinh|deputy:3',
    'ubnd-tinh|office',
    'so-ttt|head',
    'so-ttt|deputy:1',
    'ubnd-xa-thanh-tri-binh-dai|head',
  ]
  const upper = heads.filter(
    ([key]) => !/\|head$/.test(key) || !/^(ubnd-(xa|phuong|thi)|dang-uy-(xa|phuong|thi))/.test(key),
  )
  return new Set(
    first(
      [
        ...named,
        ...upper.map(([key]) => key),
        ...byHash(heads, ([key]) => `sim:${key}`).map(([key]) => key),
      ].flatMap(seat),
      SIM_CARDS,
    ),
  )
}

/** Five years from issue (Decree 130/2018 gave the same); a few run out in the first quarter of 2022. */
const validity = (key: string, fresh: boolean): { notBefore: Day; notAfter: Day } => {
  const notBefore = fresh
    ? addDays('2020-09-14', hash32(`valid:${key}`) % 60)
    : addDays('2017-01-09', hash32(`valid:${key}`) % 1690)
  return { notBefore, notAfter: addDays(notBefore, 1826) }
}

const serialOf = (key: string): string =>
  `${hash32(`serial:${key}`).toString(16).padStart(8, '0')}${hash32(key).toString(16).padStart(8, '0')}`.toUpperCase()

interface Issue {
  readonly kind: Certificate['kind']
  readonly subjectId: string
  readonly agencyId: string
  /** The person himself, or the clerk who keeps the agency's device (Decree 30, Art 32). */
  readonly holder: string
  readonly medium: Certificate['medium']
  readonly fresh: boolean
}

const write = (issues: readonly Issue[]): { certificates: Certificate[]; devices: Device[] } => {
  const nextCertificate = idSequence('certificate')
  const nextDevice = idSequence('device')
  const certificates: Certificate[] = []
  const devices: Device[] = []
  for (const { kind, subjectId, agencyId, holder, medium, fresh } of issues) {
    const key = `${kind}:${subjectId}`
    const deviceId = nextDevice(key)
    const { notBefore, notAfter } = validity(key, fresh)
    devices.push({
      id: deviceId,
      kind: medium === 'SIM' ? 'sim' : 'token',
      serial: serialOf(`device:${key}`).slice(0, 12),
      agencyId,
      holderPersonId: holder,
      handedOverOn: addDays(notBefore, 5),
      minutes: `BBBG-${1 + devices.length}`,
    })
    certificates.push({
      id: nextCertificate(key),
      kind,
      subjectId,
      agencyId,
      serial: serialOf(key),
      notBefore,
      notAfter,
      medium,
      deviceId,
      state: 'active',
    })
  }
  return { certificates, devices }
}

export const buildCertificates = (
  plans: readonly AgencyPlan[],
  staff: Staff,
  documents: readonly DemoDocument[],
  desks: readonly Desk[],
): { certificates: Certificate[]; devices: Device[] } => {
  const agencies = certifiedAgencies(plans, documents)
  const people = certifiedPeople(staff, agencies, documents, desks)
  const sims = simHolders(staff, people)
  const busy = new Set([
    ...desks.map(({ personId }) => personId),
    ...documents.flatMap(({ signerPersonId }) => signerPersonId ?? []),
  ])
  const primary = [...staff.seats.values()].filter(({ shared }) => !shared)
  const agencyOf = new Map(primary.map(({ personId, agencyId }) => [personId, agencyId]))
  return write([
    ...agencies.map(({ agency }): Issue => {
      const clerk = staff.seats.get(`${agency.code}|clerk:1`)?.personId
      if (!clerk) throw new Error(`${agency.code} has no clerk`)
      return {
        kind: 'organisation',
        subjectId: agency.id,
        agencyId: agency.id,
        holder: clerk,
        medium: 'USB',
        fresh: true,
      }
    }),
    ...people.map(
      (id): Issue => ({
        kind: 'person',
        subjectId: id,
        agencyId: agencyOf.get(id) ?? '',
        holder: id,
        medium: sims.has(id) ? 'SIM' : 'USB',
        fresh: busy.has(id),
      }),
    ),
  ])
}
