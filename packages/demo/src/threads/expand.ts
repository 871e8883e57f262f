import { addWorkingDays } from '../calendar.ts'
import { hash32, type Random, randomFor } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Day } from '../types.ts'
import { EXTERNAL_ISSUERS } from './external.ts'
import { externalRecipient, type Group, resolveGroup } from './groups.ts'
import type { Step, ThreadSpec } from './spec.ts'
import type { ExternalIssuer } from './types.ts'
import type { World } from './world.ts'

/** A document whose issuer, day and recipients are known; number and words come later. */
export interface Draft {
  readonly key: string
  readonly thread: ThreadSpec
  readonly step: Step
  readonly issuer: AgencyPlan | null
  readonly external: ExternalIssuer | null
  /** null while it waits for its signature. */
  readonly day: Day | null
  /** Minutes after midnight. */
  readonly minute: number
  readonly groups: readonly Group[]
  readonly info: readonly Group[]
  readonly outside: readonly string[]
  readonly recipients: readonly AgencyPlan[]
  readonly parent: Draft | null
  readonly cites: readonly Draft[]
  readonly random: Random
  number: number | null
  paper: boolean
}

/** The last working day before the demo's clock opens. */
export const LAST_DAY: Day = '2021-12-17'

const answeredBy = (issuer: AgencyPlan, candidates: readonly Draft[]): Draft | null =>
  candidates.find(({ recipients }) => recipients.includes(issuer)) ?? null

const dayOf = (step: Step, parent: Draft | null, random: Random): Day | null => {
  if (step.on) return step.on
  if (!parent?.day || !step.after) throw new Error(`${step.key} has neither a day nor anything to answer`)
  return addWorkingDays(parent.day, random.int(step.after[0], step.after[1]))
}

const LUNCH = { from: 11 * 60 + 30, to: 13 * 60 + 15 }

/** A minute of the working day, never at noon. */
const officeMinute = (random: Random, from: number): number => {
  const minute = random.int(from, 16 * 60 + 20)
  return minute >= LUNCH.from && minute < LUNCH.to ? minute + LUNCH.to - LUNCH.from : minute
}

const makeDraft = (
  world: World,
  thread: ThreadSpec,
  step: Step,
  issuer: AgencyPlan | null,
  done: ReadonlyMap<string, Draft[]>,
): Draft | null => {
  const key = `${thread.key}/${step.key}${issuer && step.by.startsWith('@') ? `/${issuer.agency.code}` : ''}`
  const random = randomFor(`document:${key}`)
  if (step.share !== undefined && hash32(`share:${key}`) / 0xffffffff >= step.share) return null
  const parent = step.replies ? (issuer ? answeredBy(issuer, done.get(step.replies) ?? []) : null) : null
  if (step.replies && !parent) return null
  const day = step.waiting ? null : dayOf(step, parent, random)
  if (day !== null && day > LAST_DAY) return null
  const names = step.to.filter((who) => externalRecipient(who) === null)
  const groups = names
    .map((who) => resolveGroup(world, who, issuer))
    .filter(({ members }) => members.length > 0)
  const info = (step.info ?? [])
    .map((who) => resolveGroup(world, who, issuer))
    .filter(({ members }) => members.length > 0)
  const external = step.external ? (EXTERNAL_ISSUERS.get(step.external.issuer) ?? null) : null
  return {
    key,
    thread,
    step,
    issuer,
    external,
    day,
    minute: step.minute ?? officeMinute(random, parent ? 9 * 60 : 7 * 60 + 40),
    groups,
    info,
    outside: step.to.map(externalRecipient).filter((name) => name !== null),
    recipients: [...new Set([...groups, ...info].flatMap(({ members }) => members))],
    parent,
    cites: (step.cites ?? []).flatMap((cited) => done.get(cited)?.slice(0, 1) ?? []),
    random,
    number: step.external?.number ?? null,
    paper: false,
  }
}

const issuersOf = (world: World, step: Step): (AgencyPlan | null)[] =>
  step.external || step.by === '@external' ? [null] : [...resolveGroup(world, step.by, null).members]

/** Plays one thread: who wrote what on which day, up to the last working day before the story. */
export const expandThread = (world: World, thread: ThreadSpec): Draft[] => {
  const done = new Map<string, Draft[]>()
  for (const step of thread.steps) {
    const drafts = issuersOf(world, step)
      .map((issuer) => makeDraft(world, thread, step, issuer, done))
      .filter((draft) => draft !== null)
    done.set(step.key, drafts)
  }
  return [...done.values()].flat()
}
