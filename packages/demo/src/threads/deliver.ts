import { addWorkingDays } from '../calendar.ts'
import type { SeatIds } from '../people/posts.ts'
import { unitsOf } from '../people/seats.ts'
import { hash32 } from '../random.ts'
import { firstArrival } from '../registers/books.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Day, Moment } from '../types.ts'
import { type Draft, LAST_DAY } from './expand.ts'
import type { ThemeKey } from './spec.ts'
import type { ArrivalState, Assignment, Delivery } from './types.ts'
import type { World } from './world.ts'

export const moment = (day: Day, minute: number): Moment =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+07:00`

/** What lies where on the morning of the story, newest first: to register, submitted, proposed, instructed. */
interface Queue {
  readonly arrived: number
  readonly submitted: number
  readonly proposed: number
  readonly instructed: number
  readonly handling: number
}

const QUEUES: Readonly<Record<string, Queue>> = {
  'ubnd-tinh': { arrived: 6, submitted: 5, proposed: 3, instructed: 4, handling: 10 },
  'so-ttt': { arrived: 5, submitted: 3, proposed: 2, instructed: 3, handling: 8 },
  'ubnd-huyen-binh-dai': { arrived: 4, submitted: 3, proposed: 2, instructed: 2, handling: 6 },
  'ubnd-xa-thanh-tri-binh-dai': { arrived: 3, submitted: 2, proposed: 0, instructed: 1, handling: 3 },
  'vp-tinh-uy': { arrived: 2, submitted: 2, proposed: 1, instructed: 1, handling: 4 },
}

const UNIT_OF: Readonly<Record<string, Partial<Record<ThemeKey, string>>>> = {
  communeCommittee: {
    man: 'ĐC-NN',
    dua: 'ĐC-NN',
    ntm: 'ĐC-NN',
    covid: 'VH-XH',
    tet: 'VH-XH',
    cds: 'VH-XH',
    ktxh: 'TC-KT',
    cks: 'VP-TK',
    dvc: 'VP-TK',
    cchc: 'VP-TK',
    vanphong: 'VP-TK',
  },
  'so-ttt': {
    cds: 'CNTT',
    cks: 'CNTT',
    dvc: 'CNTT',
    man: 'TTBCXB',
    covid: 'TTBCXB',
    tet: 'BCVT',
    ktxh: 'KHTC',
    cchc: 'VP',
    dang: 'CNTT',
  },
  'ubnd-tinh': {
    man: 'KT',
    dua: 'KT',
    ntm: 'KT',
    covid: 'KGVX',
    cds: 'KGVX',
    cks: 'KGVX',
    tet: 'TH',
    dvc: 'KSTT',
    ktxh: 'TCĐT',
    cchc: 'NC',
    dang: 'TH',
    vanphong: 'NC',
  },
  districtCommittee: {
    man: 'KT',
    dua: 'KT',
    ntm: 'KT',
    covid: 'VX',
    tet: 'VX',
    cds: 'VX',
    cks: 'VP',
    dvc: 'VP',
    cchc: 'NC',
    ktxh: 'TH',
    vanphong: 'NC',
    dang: 'TH',
  },
  'vp-tinh-uy': { cds: 'CYCNTT', cks: 'CYCNTT' },
}

const unitFor = (plan: AgencyPlan, theme: ThemeKey): string | null => {
  const table = UNIT_OF[plan.agency.code] ?? UNIT_OF[plan.family]
  const named = table?.[theme]
  if (named) return named
  const units = unitsOf(plan)
  return units.length === 0
    ? null
    : (units[hash32(`${plan.agency.code}:${theme}`) % units.length]?.abbreviation ?? null)
}

interface Arrival {
  readonly draft: Draft
  readonly plan: AgencyPlan
  readonly arrivedAt: Moment
  registeredDay: Day
  registeredMinute: number
  registered: boolean
  number: number | null
}

const OFFICE_CLOSES = 16 * 60 + 50

const registerTimes = (plan: AgencyPlan, arrivals: Arrival[]): void => {
  const waiting = QUEUES[plan.agency.code]?.arrived
  let lastDay = ''
  let lastMinute = 0
  arrivals.forEach((arrival, i) => {
    const day = arrival.draft.day as Day
    const minute =
      arrival.draft.minute + 3 + (hash32(`register:${plan.agency.code}:${arrival.draft.key}`) % 70)
    let at = minute > OFFICE_CLOSES ? { day: addWorkingDays(day, 1), minute: 455 } : { day, minute }
    if (at.day < lastDay || (at.day === lastDay && at.minute <= lastMinute))
      at = { day: lastDay, minute: lastMinute + 1 }
    const late = waiting === undefined ? at.day > LAST_DAY : i >= arrivals.length - waiting
    arrival.registered = !late
    if (late) return
    if (at.day > LAST_DAY) at = { day: LAST_DAY, minute: Math.max(OFFICE_CLOSES, lastMinute + 1) }
    arrival.registeredDay = at.day
    arrival.registeredMinute = at.minute
    lastDay = at.day
    lastMinute = at.minute
  })
  const count = arrivals.filter(({ registered }) => registered).length
  let next = firstArrival(plan, count)
  for (const arrival of arrivals) if (arrival.registered) arrival.number = next++
}

interface Fate {
  readonly state: ArrivalState
  readonly completedOn: Day | null
  readonly answer: Draft | null
}

const fates = (
  plan: AgencyPlan,
  arrivals: readonly Arrival[],
  answers: ReadonlyMap<string, Draft>,
): Map<Arrival, Fate> => {
  const queue = QUEUES[plan.agency.code]
  const plain: ArrivalState[] = queue
    ? (['submitted', 'proposed', 'instructed', 'handling'] as const).flatMap((state) =>
        Array.from({ length: queue[state] }, () => state),
      )
    : []
  const result = new Map<Arrival, Fate>()
  let recent = 0
  for (const arrival of [...arrivals].reverse()) {
    const answer = answers.get(`${arrival.draft.key}|${plan.agency.code}`) ?? null
    if (!arrival.registered) result.set(arrival, { state: 'arrived', completedOn: null, answer: null })
    else if (answer) result.set(arrival, { state: 'completed', completedOn: answer.day, answer })
    else if (queue && recent < plain.length)
      result.set(arrival, { state: plain[recent++] as ArrivalState, completedOn: null, answer: null })
    else if (asksAnswer(arrival.draft, plan))
      result.set(arrival, { state: 'handling', completedOn: null, answer: null })
    else {
      const done = addWorkingDays(
        arrival.registeredDay,
        1 + (hash32(`done:${arrival.draft.key}:${plan.agency.code}`) % 4),
      )
      result.set(
        arrival,
        done > LAST_DAY
          ? { state: 'handling', completedOn: null, answer: null }
          : { state: 'completed', completedOn: done, answer: null },
      )
    }
  }
  return result
}

/** Only those the document is addressed to owe an answer, not those informed. */
const asksAnswer = (draft: Draft, plan: AgencyPlan): boolean =>
  draft.step.due !== undefined &&
  draft.groups.some(({ members }) => members.includes(plan)) &&
  hash32(`owes:${draft.key}:${plan.agency.code}`) % 5 === 0

const leadSeat = (world: World, plan: AgencyPlan, draft: Draft): SeatIds => {
  const unit = unitFor(plan, draft.step.theme ?? draft.thread.theme)
  const n = plan.family === 'communeCommittee' ? 1 : 1 + (hash32(`lead:${draft.key}`) % 2)
  const clerkDoes = plan.family === 'communeCommittee' && unit === 'VP-TK' ? ['clerk:1'] : []
  return world.seat(
    plan,
    ...clerkDoes,
    `officer:${unit}:${n}`,
    `officer:${unit}:1`,
    `officer:${unit ?? 'chung'}:1`,
    'officer:chung:1',
    'union:1',
    'clerk:1',
  )
}

const open = (
  role: Assignment['role'],
  seat: SeatIds,
  at: Moment,
  dueOn: Day | null,
  instruction: string | null,
): Assignment => ({
  role,
  positionId: seat.positionId,
  personId: seat.personId,
  state: 'open',
  instruction,
  dueOn,
  at,
  doneAt: null,
})

const done = (assignment: Assignment, doneAt: Moment): Assignment => ({
  ...assignment,
  state: 'done',
  doneAt,
})

/** Who handles it in the end, and who helps: every third matter of a desk is shared with another unit. */
const handlers = (world: World, arrival: Arrival, fate: Fate, at: Moment): Assignment[] => {
  const { plan, draft } = arrival
  const due = draft.step.due ?? null
  const seat = leadSeat(world, plan, draft)
  const lead = open(
    'lead',
    seat,
    at,
    due,
    due ? 'Chủ trì tham mưu, báo cáo đúng thời hạn' : 'Nghiên cứu, tham mưu thực hiện',
  )
  const helper =
    plan.agency.code in QUEUES && hash32(`helper:${draft.key}`) % 3 === 0
      ? helperSeat(world, plan, seat)
      : null
  const all = helper ? [lead, open('collaborate', helper, at, due, 'Phối hợp, cho ý kiến')] : [lead]
  if (!fate.completedOn) return all
  const end = moment(fate.completedOn, fate.answer?.minute ?? 930)
  return all.map((assignment) => done(assignment, end))
}

const helperSeat = (world: World, plan: AgencyPlan, lead: SeatIds): SeatIds | null => {
  for (const { abbreviation } of unitsOf(plan)) {
    const seat = abbreviation === lead.unit ? null : world.findSeat(plan, `officer:${abbreviation}:1`)
    if (seat) return seat
  }
  return null
}

/** The chain of Art 23–24 up to where the document is: proposed, directed, handed over or assigned, handled. */
const chain = (world: World, arrival: Arrival, fate: Fate): Assignment[] => {
  const { plan, draft } = arrival
  if (fate.state === 'arrived' || fate.state === 'registered') return []
  const at = (later: number): Moment =>
    moment(arrival.registeredDay, Math.min(arrival.registeredMinute, 15 * 60 + 40) + later)
  if (!(plan.agency.code in QUEUES)) return handlers(world, arrival, fate, at(40))
  const commune = plan.family === 'communeCommittee'
  const office = commune ? null : world.findSeat(plan, 'office', 'deputy:1')
  const propose = office ? [open('propose', office, at(5), null, null)] : []
  const direct = open('direct', world.seat(plan, 'head'), at(20), null, null)
  if (fate.state === 'submitted') return propose.length > 0 ? propose : [direct]
  const proposed = propose.map((step) => done(step, at(20)))
  if (fate.state === 'proposed') return [...proposed, direct]
  const directed = [...proposed, done(direct, at(35))]
  const unit = unitFor(plan, draft.step.theme ?? draft.thread.theme)
  const unitHead = commune ? null : world.findSeat(plan, `head:${unit}`)
  const pass = unitHead
    ? open('assign', unitHead, at(40), draft.step.due ?? null, null)
    : open('hand-over', world.seat(plan, 'clerk:1'), at(36), null, null)
  if (fate.state === 'instructed') return [...directed, pass]
  return [...directed, done(pass, at(50)), ...handlers(world, arrival, fate, at(50))]
}

/** Arrivals of every document at every recipient inside the installation, by draft key. */
export const deliverAll = (
  world: World,
  issued: readonly Draft[],
  answers: ReadonlyMap<string, Draft>,
  idOf: (draft: Draft) => string,
): Map<string, Delivery[]> => {
  const byPlan = new Map<AgencyPlan, Arrival[]>()
  for (const draft of issued) {
    for (const plan of draft.recipients) {
      const lag = draft.paper ? 0 : 1
      const arrival: Arrival = {
        draft,
        plan,
        arrivedAt: moment(draft.day as Day, draft.minute + lag),
        registeredDay: '',
        registeredMinute: 0,
        registered: false,
        number: null,
      }
      const list = byPlan.get(plan)
      if (list) list.push(arrival)
      else byPlan.set(plan, [arrival])
    }
  }
  const result = new Map<string, Delivery[]>(issued.map(({ key }) => [key, []]))
  for (const [plan, arrivals] of byPlan) {
    registerTimes(plan, arrivals)
    const fate = fates(plan, arrivals, answers)
    const clerk = world.seat(plan, 'clerk:1')
    for (const arrival of arrivals) {
      const { draft } = arrival
      const end = fate.get(arrival) as Fate
      const due = draft.step.due ?? null
      result.get(draft.key)?.push({
        agencyId: plan.agency.id,
        channel: draft.paper ? 'paper' : 'electronic',
        state: end.state,
        arrivedAt: arrival.arrivedAt,
        arrivalNumber: arrival.number,
        registeredAt: arrival.registered ? moment(arrival.registeredDay, arrival.registeredMinute) : null,
        clerkPositionId: clerk.positionId,
        dueOn: due,
        completedAt: end.completedOn ? moment(end.completedOn, end.answer?.minute ?? 930) : null,
        answeredBy: end.answer ? idOf(end.answer) : null,
        late: due !== null && (end.completedOn ?? '2021-12-20') > due,
        assignments: chain(world, arrival, end),
      })
    }
  }
  return result
}

/** Simulated recipients that will not open their mail in the first minutes: "165 đã tiếp nhận, 4 chưa". */
export const SLOW_RECIPIENTS: readonly string[] = [
  'ubnd-xa-thanh-hai-thanh-phu',
  'ubnd-xa-hung-phong-giong-trom',
  'ubnd-xa-an-duc-ba-tri',
  'ubnd-xa-vinh-binh-cho-lach',
]
