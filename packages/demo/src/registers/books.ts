import { hash32, idSequence } from '../random.ts'
import type { AgencyFamily, AgencyPlan } from '../territory/agencies.ts'
import type { Day } from '../types.ts'

export interface Series {
  readonly id: string
  /** Types numbered together; '' = công văn of Decree 30, '*' = all not named by another series of the book. */
  readonly types: readonly string[]
  readonly reset: 'year' | 'term'
  /** {n} number, {type} abbreviation, {org} agency, {unit} drafting unit. */
  readonly format: string
  /** The office joined the system in mid-year: numbers before this one were given on paper. */
  readonly firstNumber: number
  readonly nextNumber: number
}

export interface Book {
  readonly id: string
  readonly agencyId: string
  readonly direction: 'incoming' | 'outgoing'
  readonly name: string
  /** '2021', or the term of the Party committee. */
  readonly period: string
  readonly startedAt: Day
  /** Why the series are cut as they are: decided by the head of the agency (Decree 30, Art 15.1.c; the Party's guidance). */
  readonly basis: string
  readonly series: readonly Series[]
}

/** How many documents of each type an agency of the kind gives in a year up to mid-December; believable, not measured. */
type Totals = Readonly<Record<string, number>>
const COMMITTEE: Totals = {
  '': 8125,
  QĐ: 2894,
  KH: 312,
  BC: 548,
  TB: 446,
  TTr: 265,
  GM: 781,
  CĐ: 23,
  CT: 17,
  HD: 8,
  '*': 64,
}
const DEPARTMENT: Totals = {
  '': 2180,
  QĐ: 410,
  KH: 126,
  BC: 388,
  TB: 214,
  TTr: 186,
  GM: 152,
  HD: 23,
  '*': 38,
}
const DISTRICT: Totals = {
  '': 3860,
  QĐ: 5120,
  KH: 236,
  BC: 492,
  TB: 288,
  TTr: 154,
  GM: 318,
  CĐ: 9,
  CT: 8,
  '*': 41,
}
const COMMUNE: Totals = { '': 372, QĐ: 288, KH: 128, BC: 226, TB: 146, TTr: 97, GM: 118, '*': 19 }
const SMALL: Totals = { '': 640, QĐ: 92, KH: 58, BC: 176, TB: 84, TTr: 66, GM: 48, '*': 22 }
const PARTY: Totals = {
  CV: 460,
  QĐ: 320,
  TB: 210,
  BC: 268,
  KH: 84,
  HD: 16,
  CT: 12,
  NQ: 14,
  CTr: 18,
  KL: 22,
  TTr: 44,
  GM: 96,
  '*': 12,
}
const PARTY_BASE: Totals = { CV: 64, QĐ: 88, BC: 92, KH: 38, NQ: 26, TB: 41, TTr: 22, '*': 9 }

const totalsOf = (family: AgencyFamily): Totals => {
  switch (family) {
    case 'committee':
      return COMMITTEE
    case 'department':
      return DEPARTMENT
    case 'districtCommittee':
      return DISTRICT
    case 'communeCommittee':
      return COMMUNE
    case 'party':
    case 'partyBoard':
    case 'districtParty':
      return PARTY
    case 'communeParty':
      return PARTY_BASE
    default:
      return SMALL
  }
}

const ARRIVALS: Readonly<Partial<Record<AgencyFamily, number>>> = {
  committee: 14260,
  department: 6420,
  districtCommittee: 9840,
  communeCommittee: 1380,
  districtParty: 2650,
  communeParty: 940,
  partyBoard: 3120,
  party: 2480,
}

/** The positions the story starts from: the last number used before the clock opens. */
const PINNED: Readonly<Record<string, number>> = {
  'ubnd-tinh|': 8125,
  'ubnd-xa-thanh-tri-binh-dai|BC': 214,
  'ubnd-xa-thanh-tri-binh-dai|arrivals': 1411,
  'vp-tinh-uy|CV': 126,
}

/** Sở TT&TT ran the system first: its typed documents are in it since the first working day of 2021, from number 1. */
export const PILOT = 'so-ttt'
export const JOINED: Day = '2021-11-01'
export const PILOT_JOINED: Day = '2021-01-04'
const PILOT_FROM_ONE = new Set(['KH', 'BC', 'TB', 'TTr', 'QĐ', 'HD'])
const TERM = 'nhiệm kỳ 2020 - 2025'

/** Which series of an agency a type is numbered in. */
export const seriesKey = (plan: AgencyPlan, typeCode: string): string => {
  const totals = totalsOf(plan.family)
  return `${plan.agency.code}|${typeCode in totals ? typeCode : '*'}`
}

const lastBefore = (plan: AgencyPlan, type: string, total: number, stored: number): number => {
  const pinned = PINNED[`${plan.agency.code}|${type}`]
  if (pinned !== undefined) return pinned - stored
  if (plan.agency.code === PILOT && PILOT_FROM_ONE.has(type)) return 0
  const jitter = 0.7 + (hash32(`total:${plan.agency.code}|${type}`) % 600) / 1000
  return Math.max(0, Math.round(total * jitter) - stored)
}

const formatOf = (plan: AgencyPlan, type: string): string => {
  if (plan.agency.layoutRegime === 'party') return '{n}-{type}/{org}'
  if (type !== '') return '{n}/{type}-{org}'
  return plan.units === '' || plan.family === 'communeCommittee' ? '{n}/{org}' : '{n}/{org}-{unit}'
}

/** First arrival number in the system when `count` arrivals are stored. */
export const firstArrival = (plan: AgencyPlan, count: number): number =>
  lastBefore(plan, 'arrivals', ARRIVALS[plan.family] ?? 1240, count) + 1

export interface BookMaker {
  seriesId(key: string): string
  firstNumber(key: string): number
  /** `counts` holds how many documents are stored in each series; arrivals under "code|arrivals". */
  books(counts: ReadonlyMap<string, number>): Book[]
}

interface Opened {
  readonly id: string
  readonly first: number
  readonly format: string
  readonly type: string
  readonly plan: AgencyPlan
}

const incomingBook = (plan: AgencyPlan, ids: { book: string; series: string }, count: number): Book => {
  const first = firstArrival(plan, count)
  return {
    id: ids.book,
    agencyId: plan.agency.id,
    direction: 'incoming',
    name: 'Sổ đăng ký văn bản đến năm 2021',
    period: '2021',
    startedAt: startOf(plan),
    basis:
      'Nghị định số 30/2020/NĐ-CP, Điều 22: một dãy số đến trong năm, chung cho văn bản giấy và văn bản điện tử',
    series: [
      {
        id: ids.series,
        types: ['*'],
        reset: 'year',
        format: '{n}',
        firstNumber: first,
        nextNumber: first + count,
      },
    ],
  }
}

const startOf = (plan: AgencyPlan): Day => (plan.agency.code === PILOT ? PILOT_JOINED : JOINED)

const outgoingBook = (
  plan: AgencyPlan,
  id: string,
  opened: readonly Opened[],
  counts: ReadonlyMap<string, number>,
): Book => {
  const party = plan.agency.layoutRegime === 'party'
  return {
    id,
    agencyId: plan.agency.id,
    direction: 'outgoing',
    name: party ? `Sổ đăng ký văn bản đi ${TERM}` : 'Sổ đăng ký văn bản đi năm 2021',
    period: party ? TERM : '2021',
    startedAt: startOf(plan),
    basis: party
      ? 'Hướng dẫn 36-HD/VPTW: mỗi loại văn bản một dãy số, tính theo nhiệm kỳ cấp ủy'
      : 'Quy chế công tác văn thư của cơ quan: công văn một dãy số, mỗi tên loại một dãy số riêng, tính theo năm',
    series: opened.map(({ id: seriesId, first, format, type }) => ({
      id: seriesId,
      types: [type],
      reset: party ? 'term' : 'year',
      format,
      firstNumber: first,
      nextNumber: first + (counts.get(`${plan.agency.code}|${type}`) ?? 0),
    })),
  }
}

/** Opens every series so that it ends where it should when the stored documents have been numbered. */
export const makeBooks = (plans: readonly AgencyPlan[], stored: ReadonlyMap<string, number>): BookMaker => {
  const nextSeries = idSequence('series')
  const opened = new Map<string, Opened>()
  for (const plan of plans) {
    for (const [type, total] of Object.entries(totalsOf(plan.family))) {
      const key = `${plan.agency.code}|${type}`
      const first = lastBefore(plan, type, total, stored.get(key) ?? 0) + 1
      opened.set(key, { id: nextSeries(key), first, format: formatOf(plan, type), type, plan })
    }
  }
  const known = (key: string): Opened => {
    const found = opened.get(key)
    if (!found) throw new Error(`no series ${key}`)
    return found
  }
  const byPlan = Map.groupBy(opened.values(), ({ plan }) => plan)
  const books = (counts: ReadonlyMap<string, number>): Book[] => {
    const nextBook = idSequence('book')
    return plans.flatMap((plan) => {
      const { code } = plan.agency
      const ids = { book: nextBook(`${code}|incoming`), series: nextSeries(`${code}|arrivals`) }
      const incoming = incomingBook(plan, ids, counts.get(`${code}|arrivals`) ?? 0)
      return [incoming, outgoingBook(plan, nextBook(`${code}|outgoing`), byPlan.get(plan) ?? [], counts)]
    })
  }
  return { seriesId: (key) => known(key).id, firstNumber: (key) => known(key).first, books }
}
