// Raises an issued file to the level the administrator chose, and renews it before its proof ends. Only by appending.
import type { SignatureLine, SignatureVerdict } from '@congvan/contract'
import Type from 'typebox'
import { newId } from '../../kernel/id.ts'
import { command, type Job } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { type ComponentRow, components, documents } from '../documents/index.ts'
import { addJobLater, continues, judgePdf, linesOf, raiseLevel, trustServices } from '../signing/index.ts'
import { noteIssuedFile } from '../verification/index.ts'
import { findKept, putKept } from './store/rows.ts'
import { levelOfFile, protectedUntil } from './until.ts'

const DAY_MS = 86_400_000
/** A quarter before the end: a month of outage costs nothing. */
export const RENEW_DAYS = 90
const LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA']

/** The grown file takes the place of the one it grew from, and only of that one. */
const completeRaise = command({
  name: 'preservation.complete-raise',
  input: Type.Object(
    {
      documentId: Type.String(),
      ordinal: Type.Integer(),
      before: Type.String(),
      sha256: Type.String(),
      bytes: Type.Integer(),
      verdict: Type.String(),
      signatures: Type.Unknown(),
      level: Type.Union([Type.String(), Type.Null()]),
      protectedUntil: Type.Union([Type.String(), Type.Null()]),
      renewal: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const files = await components.listComponents(tx, agencyId, input.documentId)
    const file = files.find((row) => row.ordinal === input.ordinal)
    if (!document || file?.sha256 !== input.before) return { done: false }
    await components.putComponent(tx, {
      ...file,
      sha256: input.sha256,
      bytes: input.bytes,
      verdict: input.verdict as SignatureVerdict,
      signatures: input.signatures as SignatureLine[],
    })
    if (input.ordinal === 1)
      await documents.setVerdict(tx, agencyId, input.documentId, input.verdict as SignatureVerdict)
    await noteIssuedFile(tx, {
      agencyId,
      documentId: input.documentId,
      ordinal: input.ordinal,
      sha256: input.sha256,
      bytes: input.bytes,
      at: now.toString(),
    })
    emit({
      name: input.renewal ? 'preservation.renewed' : 'preservation.raised',
      subjectId: input.documentId,
      payload: { ordinal: input.ordinal, level: input.level, sha256: input.sha256, before: input.before },
    })
    touch('documents')
    return { done: true }
  },
})

export type Outcome = 'kept' | 'raised' | 'waiting' | 'nothing'

/** Every file of one issued document; safe to repeat. */
export async function raiseDocument(
  services: Services,
  agencyId: string,
  documentId: string,
): Promise<Outcome[]> {
  const actor = systemActor(agencyId)
  const { settings, files, issued } = await services.runner.read(actor, async (tx) => ({
    settings: await trustServices(tx),
    files: await components.listComponents(tx, agencyId, documentId),
    issued: await documents.findDocument(tx, agencyId, documentId),
  }))
  const isOurs = issued?.direction === 'outgoing' && ['numbered', 'issued', 'recalled'].includes(issued.state)
  if (!isOurs || settings.tsa.length === 0 || settings.level === 'B-B') return []
  const outcomes: Outcome[] = []
  for (const file of files.filter((row) => row.role !== 'upload' && row.media_type === 'application/pdf'))
    outcomes.push(await raiseFile(services, agencyId, file, settings.level))
  return outcomes
}

async function raiseFile(
  services: Services,
  agencyId: string,
  file: ComponentRow,
  wanted: string,
): Promise<Outcome> {
  const now = services.clock.now()
  const before = await services.blobs.get(file.sha256)
  const report = await judgePdf(services, before)
  if (report.signatures.length === 0) return 'nothing'
  const alone = await judgePdf(services, before, { alone: true })
  const level = levelOfFile(alone)
  const until = protectedUntil(alone)
  const isHigh = LEVELS.indexOf(level ?? '') >= LEVELS.indexOf(wanted)
  const isEnding = until !== null && Date.parse(until) - now.epochMilliseconds < RENEW_DAYS * DAY_MS
  if (isHigh && !isEnding)
    return note(services, agencyId, file, { level, until, problem: null, waiting: false })
  const { pdf, level: reached, problem } = await raiseLevel(services, before)
  if (reached && continues(before, pdf)) {
    const grown = await judgePdf(services, pdf)
    const grownAlone = await judgePdf(services, pdf, { alone: true })
    const high = levelOfFile(grownAlone)
    const ends = protectedUntil(grownAlone)
    // An authority whose own certificate ends as soon would only make the file longer, night after night.
    if (isHigh && (ends === null || Date.parse(ends) <= Date.parse(until!)))
      return note(services, agencyId, file, {
        level,
        until,
        problem: 'the time-stamp authority ends as soon as what it should renew',
        waiting: true,
      })
    // Something that made the file worse to judge is not kept, whatever the authority answered.
    if (report.verdict !== 'valid' || grown.verdict === 'valid') {
      const blob = await services.blobs.put(pdf)
      const facts = { level: high, until: ends }
      const done = (await services.runner.command(completeRaise, systemActor(agencyId), newId(), {
        documentId: file.document_id,
        ordinal: file.ordinal,
        before: file.sha256,
        ...blob,
        verdict: grown.verdict,
        signatures: linesOf(grown),
        level: high,
        protectedUntil: facts.until,
        renewal: isHigh,
      })) as { done: boolean }
      const waiting = !done.done || LEVELS.indexOf(high ?? '') < LEVELS.indexOf(wanted)
      await note(services, agencyId, done.done ? { ...file, ...blob } : file, { ...facts, problem, waiting })
      return waiting ? 'waiting' : 'raised'
    }
  }
  return note(services, agencyId, file, { level, until, problem, waiting: true })
}

/** Minutes, then hours, then a day: a certificate that ends soon is not missed for want of asking. */
const waitSeconds = (tries: number): number => Math.min(86_400, 120 * 2 ** Math.min(tries, 10))

async function note(
  services: Services,
  agencyId: string,
  file: ComponentRow,
  facts: { level: string | null; until: string | null; problem: string | null; waiting: boolean },
): Promise<Outcome> {
  await services.runner.store(systemActor(agencyId), async (tx) => {
    const held = await findKept(tx, agencyId, file.document_id, file.ordinal)
    const tries = facts.waiting ? (held?.tries ?? 0) + 1 : 0
    await putKept(tx, {
      agency_id: agencyId,
      document_id: file.document_id,
      ordinal: file.ordinal,
      sha256: file.sha256,
      level: facts.level,
      state: facts.waiting ? 'waiting' : 'kept',
      protected_until: facts.until,
      problem: facts.problem,
      tries,
      now: services.clock.now().toString(),
    })
    if (facts.waiting)
      await addJobLater(
        tx,
        'preservation.raise',
        { agencyId, documentId: file.document_id },
        `raise:${agencyId}:${file.document_id}`,
        waitSeconds(tries),
      )
  })
  return facts.waiting ? 'waiting' : 'kept'
}

export const raise: Job = {
  name: 'preservation.raise',
  async run(services, payload) {
    await raiseDocument(services, String(payload.agencyId), String(payload.documentId))
  },
}
