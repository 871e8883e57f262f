import { hash32, idSequence, uuid7 } from '../random.ts'
import { type Book, type BookMaker, makeBooks, seriesKey } from '../registers/books.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import { deliverAll } from './deliver.ts'
import { type Draft, expandThread } from './expand.ts'
import { finishDocument } from './finish.ts'
import { ADMINISTRATION_THREADS } from './scripts/administration.ts'
import { AWAITING } from './scripts/awaiting.ts'
import { COUNTRYSIDE_THREADS } from './scripts/countryside.ts'
import { COVID_THREADS } from './scripts/covid.ts'
import { DIGITAL_THREADS } from './scripts/digital.ts'
import { exchangeThreads } from './scripts/exchange-routine.ts'
import { LAST_FRIDAY } from './scripts/last-friday.ts'
import { PARTY_THREADS } from './scripts/party.ts'
import { DAILY_THREAD, routineThreads } from './scripts/routine.ts'
import { SALINITY_THREADS } from './scripts/salinity.ts'
import { SIGNATURE_THREADS } from './scripts/signatures.ts'
import type { ThreadSpec } from './spec.ts'
import type { DemoDocument, Thread } from './types.ts'
import { typeOf } from './words.ts'
import type { World } from './world.ts'

const allThreads = (): ThreadSpec[] =>
  [
    ...SALINITY_THREADS,
    ...COVID_THREADS,
    ...DIGITAL_THREADS,
    ...SIGNATURE_THREADS,
    ...COUNTRYSIDE_THREADS,
    ...ADMINISTRATION_THREADS,
    ...PARTY_THREADS,
    ...LAST_FRIDAY,
    ...exchangeThreads(),
    ...routineThreads(),
  ].map((thread) => ({
    ...thread,
    steps: [
      ...thread.steps,
      ...AWAITING.filter(({ thread: key }) => key === thread.key).map(({ step }) => step),
    ],
  }))

const inOrder = (a: Draft, b: Draft): number =>
  (a.day as string) < (b.day as string)
    ? -1
    : (a.day as string) > (b.day as string)
      ? 1
      : a.minute - b.minute || (a.key < b.key ? -1 : 1)

/** A document between two state administrative agencies: the denominator of the electronic share (Decision 28/2018). */
const betweenAdministrations = ({ day, issuer, recipients }: Draft): boolean =>
  day !== null &&
  issuer?.agency.administrative === true &&
  recipients.some((plan) => plan !== issuer && plan.agency.administrative)

/**
 * The report says 97 %: of a number of documents divisible by 100, three in a hundred went on paper.
 * Letters of the daily thread are left out until the count divides; the desks of the story send no paper.
 */
const settlePaper = (drafts: readonly Draft[]): Draft[] => {
  const total = drafts.filter(betweenAdministrations).length
  let surplus = total % 100
  const kept = drafts.filter((draft) => {
    if (
      surplus > 0 &&
      draft.thread.key === DAILY_THREAD &&
      betweenAdministrations(draft) &&
      hash32(`trim:${draft.key}`) % 2 === 0
    ) {
      surplus--
      return false
    }
    return true
  })
  if (surplus > 0) throw new Error('too few daily letters to settle the electronic share')
  const onPaper = (total - (total % 100)) * 0.03
  const candidates = kept
    .filter(
      (draft) =>
        betweenAdministrations(draft) &&
        draft.issuer?.family === 'communeCommittee' &&
        draft.issuer.agency.code !== 'ubnd-xa-thanh-tri-binh-dai' &&
        typeOf(draft) !== 'QĐ',
    )
    .map((draft) => ({ draft, order: hash32(`paper:${draft.key}`) }))
    .sort((a, b) => a.order - b.order)
  for (const { draft } of candidates.slice(0, onPaper)) draft.paper = true
  return kept
}

const giveNumbers = (issued: readonly Draft[], maker: BookMaker): void => {
  const next = new Map<string, number>()
  for (const draft of issued) {
    if (!draft.issuer) continue
    const key = seriesKey(draft.issuer, typeOf(draft))
    const number = next.get(key) ?? maker.firstNumber(key)
    draft.number = number
    next.set(key, number + 1)
  }
}

const countSeries = (issued: readonly Draft[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const draft of issued) {
    if (!draft.issuer) continue
    const key = seriesKey(draft.issuer, typeOf(draft))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** Milliseconds of the demo's world, for ids that sort by time. */
const OPENING = Date.parse('2021-12-20T07:20:00+07:00')
const documentId = (draft: Draft): string =>
  uuid7(
    draft.day === null ? OPENING : Date.parse(`${draft.day}T00:00:00+07:00`) + draft.minute * 60_000,
    `document:${draft.key}`,
  )

const answersOf = (drafts: readonly Draft[]): Map<string, Draft> => {
  const answers = new Map<string, Draft>()
  for (const draft of drafts) {
    if (draft.parent && draft.issuer && draft.day)
      answers.set(`${draft.parent.key}|${draft.issuer.agency.code}`, draft)
  }
  return answers
}

export interface ThreadsResult {
  readonly threads: Thread[]
  readonly books: Book[]
}

export const buildThreads = (world: World, plans: readonly AgencyPlan[]): ThreadsResult => {
  const specs = allThreads()
  const drafts = settlePaper(specs.flatMap((thread) => expandThread(world, thread)))
  const issued = drafts.filter(({ day }) => day !== null).sort(inOrder)
  const counts = countSeries(issued)
  const maker = makeBooks(plans, counts)
  giveNumbers(issued, maker)
  const ids = new Map(drafts.map((draft) => [draft, documentId(draft)]))
  const idOf = (draft: Draft): string => ids.get(draft) as string
  const deliveries = deliverAll(world, issued, answersOf(issued), idOf)
  for (const [plan, count] of registered(world, deliveries)) counts.set(`${plan}|arrivals`, count)

  const nextThread = idSequence('thread')
  const byThread = Map.groupBy(drafts, ({ thread }) => thread.key)
  const threads = specs.map((spec): Thread => {
    const id = nextThread(spec.key)
    const documents: DemoDocument[] = (byThread.get(spec.key) ?? []).map((draft) =>
      finishDocument(world, draft, {
        threadId: id,
        idOf,
        deliveries: deliveries.get(draft.key) ?? [],
        seriesId: draft.issuer ? maker.seriesId(seriesKey(draft.issuer, typeOf(draft))) : null,
      }),
    )
    return { id, key: spec.key, title: spec.title, theme: spec.theme, documents }
  })
  return { threads, books: maker.books(counts) }
}

const registered = (
  world: World,
  deliveries: ReadonlyMap<string, readonly { agencyId: string; arrivalNumber: number | null }[]>,
): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const list of deliveries.values()) {
    for (const { agencyId, arrivalNumber } of list) {
      const code = world.byId.get(agencyId)?.agency.code ?? ''
      if (arrivalNumber !== null) counts.set(code, (counts.get(code) ?? 0) + 1)
    }
  }
  return counts
}
