// Phát hành: prepare-issue binds the number → number, date and seal outside the transaction → complete-issue registers and delivers.

import type { BatchResult, IssueDocuments, SignatureLine, SignatureVerdict } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import {
  assertIn,
  type ComponentRow,
  components,
  documents,
  printNumberSymbol,
  searchTextOf,
} from '../documents/index.ts'
import { clerk, findEntryOf, patchEntry, periodOf, takeNumber } from '../registers/index.ts'
import {
  continues,
  endSigningSession,
  judgePdf,
  keyFor,
  linesOf,
  lockSigningSession,
  openSigningSession,
  raiseLevel,
  sealLetter,
  signAnnex,
  unlock,
} from '../signing/index.ts'
import { noteIssuedFile } from '../verification/index.ts'
import { frameOf } from './preview-number.ts'
import { planDeliveries, sendOut } from './send-out.ts'
import { keyRefusal, outcome } from './sign-documents.ts'
import { findDraft, lockDraft } from './store/drafts.ts'

/** Binds the next number and today's date to this document. It is finished or cancelled with a reason, never another's. */
export const prepareIssue = command({
  name: 'drafting.prepare-issue',
  input: Type.Object({ documentId: Type.String(), send: Type.Boolean() }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, now, emit, touch }, { documentId, send }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    const draft = await lockDraft(tx, agencyId, documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    if (document.state === 'awaiting-signature') throw new DomainError('conflict', 'signing.person-first')
    assertIn(document.state, 'signed', 'issuing')
    if (
      send &&
      !draft.content.recipients.some(
        (line) => line.agencyIds.length > 0 || line.channel === 'post' || line.channel === 'email',
      )
    )
      throw new DomainError('invalid', 'deliveries.no-recipient', {}, 'recipients')
    const [main] = await components.listComponents(tx, agencyId, documentId)
    await keyFor(tx, agencyId, 'agency', null, actor.acting.agencyName, now.toString())
    const frame = await frameOf(tx, agencyId, draft.content, now)
    const bound = await findEntryOf(tx, agencyId, documentId)
    const today = isoDay(now)
    let number = bound?.number
    const symbol = bound?.symbol ?? frame.symbol
    if (!bound) {
      number = await takeNumber(tx, {
        agencyId,
        id: newId(),
        bookId: frame.book.id,
        seriesId: frame.series.id,
        period: periodOf(frame.series, now),
        symbol,
        state: 'bound',
        documentId,
        registeredOn: today,
        issuedOn: today,
        issuerName: document.issuer_name,
        typeAndSubject: `${document.type_name} ${document.subject}`,
        signerName: document.signer_name,
      })
      emit({
        name: 'registers.number-bound',
        subjectId: documentId,
        payload: { number, symbol, bookId: frame.book.id },
      })
    }
    const sessionId = newId()
    await openSigningSession(tx, {
      agencyId,
      id: sessionId,
      document_id: documentId,
      purpose: 'seal',
      position_id: actor.acting.positionId,
      input_sha256: main!.sha256,
      now: now.toString(),
    })
    await documents.patchDocument(
      tx,
      agencyId,
      documentId,
      { state: 'issuing', number: String(number), symbol, issued_on: bound?.issued_on ?? today },
      now.toString(),
    )
    touch('issue')
    return {
      sessionId,
      sha256: main!.sha256,
      number: String(number!),
      symbol,
      issuedOn: bound?.issued_on ?? today,
    }
  },
})

const sealedFile = Type.Object({
  ordinal: Type.Integer(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  verdict: Type.String(),
  signatures: Type.Unknown(),
})

interface SealedFile {
  ordinal: number
  sha256: string
  bytes: number
  verdict: SignatureVerdict
  signatures: SignatureLine[]
}

/** Register row, issued state and every local addressee's arrival in one transaction; or nothing. */
export const completeIssue = command({
  name: 'drafting.complete-issue',
  input: Type.Object(
    {
      documentId: Type.String(),
      sessionId: Type.String(),
      send: Type.Boolean(),
      files: Type.Array(sealedFile),
    },
    { additionalProperties: false },
  ),
  access: clerk,
  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const session = await lockSigningSession(tx, agencyId, input.sessionId)
    const draft = await findDraft(tx, agencyId, input.documentId)
    if (!document || !draft || session?.state !== 'prepared' || session.document_id !== document.id)
      throw new DomainError('conflict', 'signing.changed-meanwhile')
    assertIn(document.state, 'issuing')
    const files = await components.listComponents(tx, agencyId, document.id)
    if (files[0]?.sha256 !== session.input_sha256)
      throw new DomainError('conflict', 'signing.changed-meanwhile')
    for (const sealed of input.files) {
      const before = files.find((row) => row.ordinal === sealed.ordinal) as ComponentRow
      await components.putComponent(tx, {
        ...before,
        sha256: sealed.sha256,
        bytes: sealed.bytes,
        verdict: sealed.verdict as SignatureVerdict,
        signatures: sealed.signatures as SignatureLine[],
        ...(sealed.ordinal === 1
          ? { filename: `${document.number}-${document.symbol}.pdf`.replace(/[/\\]/g, '-') }
          : {}),
      })
      await noteIssuedFile(tx, { agencyId, documentId: document.id, ...sealed, at: now.toString() })
    }
    const entry = (await findEntryOf(tx, agencyId, document.id))!
    const recipients = await planDeliveries(scope, document.id, draft.content)
    const numberSymbol = printNumberSymbol(document.number, document.symbol, document.regime)!
    await patchEntry(tx, agencyId, entry.id, {
      state: 'used',
      number_symbol: numberSymbol,
      issued_on: document.issued_on,
      signer_name: document.signer_name,
      recipients: recipients.text,
      copies: recipients.copies,
    })
    await endSigningSession(
      tx,
      agencyId,
      session.id,
      'completed',
      now.toString(),
      input.files[0]!.sha256,
      null,
    )
    await documents.patchDocument(
      tx,
      agencyId,
      document.id,
      {
        state: input.send ? 'issued' : 'numbered',
        registered_at: now.toString(),
        recipients_text: recipients.text,
        verdict: (input.files.find((file) => file.ordinal === 1)?.verdict ?? 'pending') as SignatureVerdict,
        invitation: draft.content.invitation,
        search_text: searchTextOf(document),
      },
      now.toString(),
    )
    emit({
      name: 'drafting.sealed',
      subjectId: document.id,
      payload: { numberSymbol, sessionId: session.id, sha256: input.files[0]!.sha256 },
    })
    const delivered = input.send ? await sendOut(scope, document.id, numberSymbol) : 0
    touch('issue')
    touch('documents')
    touch('registers')
    return { documentId: document.id, numberSymbol, delivered }
  },
})

export async function issueDocuments(
  services: Services,
  actor: Actor,
  input: IssueDocuments,
): Promise<BatchResult> {
  const results: BatchResult['results'] = []
  const refusal = await keyRefusal(services, actor, 'agency')
  for (const documentId of input.documentIds) {
    results.push(
      await outcome(documentId, async () => {
        if (refusal) throw refusal
        return issueOne(services, actor, documentId, input.send, input.passphrase)
      }),
    )
  }
  return { results }
}

async function issueOne(
  services: Services,
  actor: Actor,
  documentId: string,
  send: boolean,
  passphrase: string | undefined,
): Promise<string> {
  const agencyId = actor.acting.agencyId
  const bound = await services.runner.command(prepareIssue, actor, newId(), { documentId, send })
  const { found, files, draft } = await services.runner.read(actor, async (tx) => ({
    found: await keyFor(
      tx,
      agencyId,
      'agency',
      null,
      actor.acting.agencyName,
      services.clock.now().toString(),
    ),
    files: await components.listComponents(tx, agencyId, documentId),
    draft: (await findDraft(tx, agencyId, documentId))!,
  }))
  const key = unlock(services, found, passphrase)
  const at = { time: new Date(services.clock.now().epochMilliseconds), agency: actor.acting.agencyName }
  const numberSymbol = printNumberSymbol(bound.number, bound.symbol, draft.content.regime)!
  const sealed: SealedFile[] = []
  for (const file of files.filter((row) => row.role !== 'upload')) {
    const before = await services.blobs.get(file.sha256)
    const bare =
      file.ordinal === 1
        ? await sealLetter(
            before,
            key,
            fillOf(
              bound.number,
              bound.issuedOn,
              draft.fields?.number != null,
              draft.fields?.dayMonth.length ?? 0,
            ),
            at,
          )
        : await signAnnex(before, key, numberSymbol, at)
    // Time stamp and status answers, so that it proves itself elsewhere; an outage only lowers the level.
    const { pdf: after } = await raiseLevel(services, bare, 'B-LT')
    if (!continues(before, after)) throw new DomainError('conflict', 'drafting.bad-seal')
    // Judged before it leaves: every addressee gets the file with its verdict.
    const report = await judgePdf(services, after)
    const blob = await services.blobs.put(after)
    sealed.push({ ordinal: file.ordinal, ...blob, verdict: report.verdict, signatures: linesOf(report) })
  }
  const done = await services.runner.command(completeIssue, actor, newId(), {
    documentId,
    sessionId: bound.sessionId,
    send,
    files: sealed,
  })
  return done.numberSymbol
}

/** ND30 App I: numbers below ten with a leading 0; days below ten and months 1 and 2 likewise. */
export function fillOf(
  number: string,
  issuedOn: string,
  hasNumber: boolean,
  dateParts: number,
): { number: string | null; date: string[] } {
  const [year, month, day] = issuedOn.split('-') as [string, string, string]
  const parts = [day, Number(month) <= 2 ? month : String(Number(month)), year]
  return { number: hasNumber ? number.padStart(2, '0') : null, date: parts.slice(0, dateParts) }
}
