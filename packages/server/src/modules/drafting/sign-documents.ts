import type { BatchResult, SignDocuments } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { messageOf } from '../../kernel/messages.ts'
import { isoDay } from '../../kernel/time.ts'
import { type Actor, positionsOf } from '../../platform/actor.ts'
import { command, type Scope } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { assertIn, components, documents } from '../documents/index.ts'
import { listMandates } from '../organisations/index.ts'
import {
  assertKeyAlive,
  continues,
  endSigningSession,
  keyFor,
  type LetterPlaces,
  lockSigningSession,
  openSigningSession,
  signAsPerson,
  unlock,
} from '../signing/index.ts'
import { assertMandate } from './mandate.ts'
import { type DraftRow, findDraft, listReviews, lockDraft, markDraft } from './store/drafts.ts'

/** Step 1, in a transaction: may this person sign this document now? The answer names the session and the exact input. */
export const prepareSignatureOf = command({
  name: 'drafting.prepare-signature',
  input: Type.Object(
    { documentId: Type.String(), keyId: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, emit }, { documentId, keyId }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    const draft = await lockDraft(tx, agencyId, documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'awaiting-signature')
    const reviews = await listReviews(tx, agencyId, documentId)
    for (const check of ['content', 'format']) {
      if (reviews.findLast((row) => row.check_kind === check)?.state !== 'approved')
        throw new DomainError('conflict', 'drafting.checks-missing')
    }
    const mandate = assertMandate(draft.content, await listMandates(tx, agencyId, isoDay(now)))
    // A mandate is the person's own: a stand-in signs under a mandate of the own post, never under another's.
    if (mandate.person_id !== actor.personId || !positionsOf(actor).includes(mandate.position_id))
      throw new DomainError('forbidden', 'drafting.not-signer', { name: mandate.full_name ?? '' })
    const [main] = await components.listComponents(tx, agencyId, documentId)
    if (!main || !draft.fields) throw new DomainError('conflict', 'drafting.not-rendered')
    await keyFor(tx, agencyId, 'person', actor.personId, actor.name, now.toString(), keyId)
    const sessionId = newId()
    await openSigningSession(tx, {
      agencyId,
      id: sessionId,
      document_id: documentId,
      purpose: 'person',
      position_id: mandate.position_id,
      input_sha256: main.sha256,
      now: now.toString(),
    })
    emit({
      name: 'signing.prepared',
      subjectId: documentId,
      payload: { sessionId, purpose: 'person', sha256: main.sha256 },
    })
    return { sessionId, sha256: main.sha256 }
  },
})

/** Step 3: the signed file takes the place of the one prepared, and only of that one. */
export const completeSignatureOf = command({
  name: 'drafting.complete-signature',
  input: Type.Object(
    { documentId: Type.String(), sessionId: Type.String(), sha256: Type.String(), bytes: Type.Integer() },
    { additionalProperties: false },
  ),
  access: () => null,
  async run(scope: Scope, input) {
    const { tx, actor, now, emit, addJob, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const session = await lockSigningSession(tx, agencyId, input.sessionId)
    if (!document || !session || session.state !== 'prepared' || session.document_id !== document.id)
      throw new DomainError('conflict', 'signing.changed-meanwhile')
    assertIn(document.state, 'awaiting-signature')
    const [main] = await components.listComponents(tx, agencyId, document.id)
    if (main?.sha256 !== session.input_sha256) throw new DomainError('conflict', 'signing.changed-meanwhile')
    const draft = (await findDraft(tx, agencyId, document.id)) as DraftRow
    const mandate = assertMandate(draft.content, await listMandates(tx, agencyId, isoDay(now)))
    await components.putComponent(tx, {
      ...main,
      bytes: input.bytes,
      sha256: input.sha256,
      verdict: 'pending',
      signatures: null,
    })
    await endSigningSession(tx, agencyId, session.id, 'completed', now.toString(), input.sha256, null)
    await markDraft(tx, agencyId, document.id, {
      signed_at: now.toString(),
      signed_by_position_id: mandate.position_id,
    })
    await documents.patchDocument(
      tx,
      agencyId,
      document.id,
      { state: 'signed', signer_name: mandate.full_name, signer_title: mandate.title, verdict: 'pending' },
      now.toString(),
    )
    emit({
      name: 'drafting.signed',
      subjectId: document.id,
      payload: { sessionId: session.id, sha256: input.sha256, mandateId: mandate.id, form: mandate.form },
    })
    addJob('signing.judge', { documentId: document.id, agencyId })
    touch('sign')
    touch('issue')
    touch('work')
    return { documentId: document.id }
  },
})

/** One confirmation for one document or fifty: prepare → sign outside the transaction → complete, each on its own. */
export async function signDocuments(
  services: Services,
  actor: Actor,
  input: SignDocuments,
): Promise<BatchResult> {
  const results: BatchResult['results'] = []
  const refusal = await keyRefusal(services, actor, 'person')
  for (const documentId of input.documentIds) {
    results.push(
      await outcome(documentId, async () => {
        if (refusal) throw refusal
        return signOne(services, actor, documentId, input.passphrase)
      }),
    )
  }
  return { results }
}

/** Asked once for a whole batch: was the key kept here revoked? Other refusals come in each document's own order. */
export async function keyRefusal(
  services: Services,
  actor: Actor,
  holder: 'person' | 'agency',
): Promise<DomainError | null> {
  const { agencyId, agencyName } = actor.acting
  const [personId, name] = holder === 'person' ? [actor.personId, actor.name] : [null, agencyName]
  const now = services.clock.now().toString()
  try {
    const { row } = await services.runner.read(actor, (tx) =>
      keyFor(tx, agencyId, holder, personId, name, now),
    )
    if (row.sealed) await assertKeyAlive(services, actor, row)
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code === 'signing.key-revoked' ? error : null
  }
}

export async function outcome(
  documentId: string,
  work: () => Promise<string | null>,
): Promise<BatchResult['results'][number]> {
  try {
    return { documentId, ok: true, numberSymbol: await work(), problem: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return {
      documentId,
      ok: false,
      numberSymbol: null,
      problem: { code: error.code, ...messageOf(error.code, error.params) },
    }
  }
}

async function signOne(
  services: Services,
  actor: Actor,
  documentId: string,
  passphrase: string | undefined,
): Promise<null> {
  const agencyId = actor.acting.agencyId
  const { sessionId, sha256 } = await services.runner.command(prepareSignatureOf, actor, newId(), {
    documentId,
  })
  const { places, found } = await services.runner.read(actor, async (tx) => ({
    places: (await findDraft(tx, agencyId, documentId))!.fields as LetterPlaces,
    found: await keyFor(tx, agencyId, 'person', actor.personId, actor.name, services.clock.now().toString()),
  }))
  const key = unlock(services, found, passphrase)
  const pdf = await services.blobs.get(sha256)
  const time = new Date(services.clock.now().epochMilliseconds)
  const signed = await signAsPerson(pdf, key, places, { time, name: actor.name })
  if (!continues(pdf, signed)) throw new DomainError('conflict', 'signing.changed-meanwhile')
  const blob = await services.blobs.put(signed)
  await services.runner.command(completeSignatureOf, actor, newId(), {
    documentId,
    sessionId,
    sha256: blob.sha256,
    bytes: blob.bytes,
  })
  return null
}
