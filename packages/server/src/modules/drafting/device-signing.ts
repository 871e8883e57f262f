// Signing with a key outside the process. The same two commands open and close each document as for a key kept here;
// between them the prepared files wait in rows until the device has answered.
import type { SigningProgress, StartedSigning, StartSigning } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Job } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { components, documents, printNumberSymbol } from '../documents/index.ts'
import { actorForPerson } from '../identity/index.ts'
import {
  advance,
  assertKeyFits,
  beginAuthorisation,
  continues,
  type Finish,
  judgePdf,
  type KeyRow,
  keyFor,
  type LetterPlaces,
  learnKeyStatus,
  linesOf,
  type NewFile,
  offerAnnex,
  offerForPerson,
  offerForSeal,
  type PublicKey,
  prepareAnnex,
  prepareAsPerson,
  prepareSeal,
} from '../signing/index.ts'
import { completeIssue, fillOf, prepareIssue } from './issue-documents.ts'
import { completeSignatureOf, outcome, prepareSignatureOf } from './sign-documents.ts'
import { findDraft } from './store/drafts.ts'
import { finishTrial, trialFile } from './trial.ts'

type Prepared = Omit<NewFile, 'authorisation_id' | 'ordinal' | 'id'>

/** The chosen key, its public part and its picture; refused here, before anybody is asked for a PIN. */
async function chosenKey(
  services: Services,
  actor: Actor,
  input: StartSigning,
): Promise<{ row: KeyRow; key: PublicKey; name: string }> {
  const agencyId = actor.acting.agencyId
  const now = services.clock.now()
  const found = await services.runner.read(actor, async (tx) => {
    const wanted = async (holder: 'person' | 'agency') =>
      keyFor(
        tx,
        agencyId,
        holder,
        holder === 'person' ? actor.personId : null,
        holder === 'person' ? actor.name : actor.acting.agencyName,
        now.toString(),
        input.keyId,
      )
    // A trial is for either kind; the letters know which signature they ask for.
    return input.purpose === 'trial'
      ? await wanted('person').catch(() => wanted('agency'))
      : await wanted(input.purpose === 'seal' ? 'agency' : 'person')
  })
  // Its authority is asked now, outside any transaction: a key revoked an hour ago never reaches the PIN.
  await learnKeyStatus(services, found.row)
  return services.runner.read(actor, async (tx) => {
    const { row, picture } = found
    const name = row.holder === 'person' ? actor.name : actor.acting.agencyName
    if (row.sealed) throw new DomainError('conflict', 'signing.not-a-device', { subject: row.subject })
    await assertKeyFits(tx, actor, row, row.holder, now)
    const key = { certificate: row.certificate, chain: row.chain, picture, subject: row.subject }
    return { row, key, name }
  })
}

/** Prepares every document it may, opens one authorisation over them, and asks the device for the first time. */
export async function startSigning(
  services: Services,
  actor: Actor,
  input: StartSigning,
): Promise<StartedSigning> {
  if (input.purpose === 'seal' && !actor.acting.roles.includes('clerk'))
    throw new DomainError('forbidden', 'signing.clerk-only')
  const chosen = await chosenKey(services, actor, input)
  const token = chosen.row.kind === 'token'
  const files: Prepared[] = []
  const refused: StartedSigning['refused'] = []
  if (input.purpose === 'trial') files.push(await trialFile(services, chosen.key, chosen.name, token))
  for (const documentId of input.purpose === 'trial' ? [] : input.documentIds) {
    const result = await outcome(documentId, async () => {
      const work = input.purpose === 'seal' ? sealFiles : personFiles
      files.push(...(await work(services, actor, documentId, chosen, token, input.send ?? true)))
      return null
    })
    if (!result.ok) refused.push(result)
  }
  if (files.length === 0) return { progress: null, refused }
  const id = await beginAuthorisation(
    services,
    actor,
    {
      keyId: chosen.row.id,
      purpose: input.purpose,
      ...(input.purpose === 'seal' ? { send: input.send ?? true } : {}),
    },
    files,
  )
  const secret = input.pin ? { secret: { pin: input.pin } } : {}
  return { progress: await advance(services, actor, id, finish, secret), refused }
}

const timeOf = (services: Services) => new Date(services.clock.now().epochMilliseconds)

async function personFiles(
  services: Services,
  actor: Actor,
  documentId: string,
  chosen: { row: KeyRow; key: PublicKey },
  token: boolean,
): Promise<Prepared[]> {
  const { sessionId, sha256 } = await services.runner.command(prepareSignatureOf, actor, newId(), {
    documentId,
    keyId: chosen.row.id,
  })
  const { places, subject } = await services.runner.read(actor, async (tx) => ({
    places: (await findDraft(tx, actor.acting.agencyId, documentId))!.fields as LetterPlaces,
    subject: (await documents.findDocument(tx, actor.acting.agencyId, documentId))?.subject ?? '',
  }))
  const pdf = await services.blobs.get(sha256)
  const file = { document_id: documentId, session_id: sessionId, component: 1, label: subject }
  if (token) return [await handOut(services, file, sha256, await offerForPerson(pdf, places))]
  const at = { time: timeOf(services), name: actor.name }
  const prepared = await prepareAsPerson(pdf, chosen.key, places, at)
  return [{ ...file, input_sha256: sha256, prepared, handed_sha256: null }]
}

async function handOut(
  services: Services,
  file: Pick<Prepared, 'document_id' | 'session_id' | 'component' | 'label'>,
  inputSha256: string,
  offered: Uint8Array,
): Promise<Prepared> {
  const { sha256 } = await services.blobs.put(offered)
  return { ...file, input_sha256: inputSha256, prepared: null, handed_sha256: sha256 }
}

async function sealFiles(
  services: Services,
  actor: Actor,
  documentId: string,
  chosen: { row: KeyRow; key: PublicKey },
  token: boolean,
  send: boolean,
): Promise<Prepared[]> {
  const agencyId = actor.acting.agencyId
  const bound = await services.runner.command(prepareIssue, actor, newId(), { documentId, send })
  const { rows, draft } = await services.runner.read(actor, async (tx) => ({
    rows: await components.listComponents(tx, agencyId, documentId),
    draft: (await findDraft(tx, agencyId, documentId))!,
  }))
  const at = { time: timeOf(services), agency: actor.acting.agencyName }
  const numberSymbol = printNumberSymbol(bound.number, bound.symbol, draft.content.regime)!
  const fields = draft.fields as LetterPlaces | null
  const fill = fillOf(bound.number, bound.issuedOn, fields?.number != null, fields?.dayMonth.length ?? 0)
  const files: Prepared[] = []
  for (const row of rows.filter((one) => one.role !== 'upload')) {
    const pdf = await services.blobs.get(row.sha256)
    const file = {
      document_id: documentId,
      session_id: bound.sessionId,
      component: row.ordinal,
      label: row.ordinal === 1 ? numberSymbol : `Phụ lục ${row.ordinal - 1}, ${numberSymbol}`,
    }
    if (token) {
      const offered =
        row.ordinal === 1
          ? await offerForSeal(pdf, fill)
          : await offerAnnex(pdf, { numberSymbol, time: at.time })
      files.push(await handOut(services, file, row.sha256, offered))
    } else {
      const prepared =
        row.ordinal === 1
          ? await prepareSeal(pdf, chosen.key, fill, at)
          : await prepareAnnex(pdf, chosen.key, numberSymbol, at)
      files.push({ ...file, input_sha256: row.sha256, prepared, handed_sha256: null })
    }
  }
  return files
}

/** All files of one document are signed: the second command of its purpose. */
export const finish: Finish = async (services, actor, authorisation, files) => {
  if (authorisation.purpose === 'trial') return finishTrial(services, actor, authorisation, files[0]!)
  const outputs = []
  for (const file of files) {
    const [before, after] = [
      await services.blobs.get(file.input_sha256),
      await services.blobs.get(file.output_sha256!),
    ]
    if (!continues(before, after)) throw new DomainError('conflict', 'signing.changed-meanwhile')
    outputs.push({ file, after, sha256: file.output_sha256!, bytes: after.length })
  }
  const { document_id: documentId, session_id: sessionId } = files[0]!
  if (authorisation.purpose === 'person') {
    const { sha256, bytes } = outputs[0]!
    await services.runner.command(completeSignatureOf, actor, newId(), {
      documentId,
      sessionId,
      sha256,
      bytes,
    })
    return
  }
  const sealed = []
  for (const { file, after, sha256, bytes } of outputs) {
    // Judged before it leaves: every addressee gets the file with its verdict.
    const report = await judgePdf(services, after)
    sealed.push({
      ordinal: file.component,
      sha256,
      bytes,
      verdict: report.verdict,
      signatures: linesOf(report),
    })
  }
  await services.runner.command(completeIssue, actor, newId(), {
    documentId,
    sessionId,
    send: authorisation.options.send ?? true,
    files: sealed,
  })
}

export const advanceSigning = (
  services: Services,
  actor: Actor,
  id: string,
  asked: { pin?: string; waitMs?: number } = {},
): Promise<SigningProgress> =>
  advance(services, actor, id, finish, {
    ...(asked.pin ? { secret: { pin: asked.pin } } : {}),
    waitMs: Math.min(asked.waitMs ?? 0, 20_000),
  })

/** Asks the device again when nobody looks: a phone that answers after the browser was closed still signs. */
export const advanceSigningJob: Job = {
  name: 'drafting.advance-signing',
  async run(services, payload) {
    const actor = await actorForPerson(services, String(payload.personId), String(payload.positionId))
    await advanceSigning(services, actor, String(payload.authorisationId))
  },
}
