// Signed by hand: print with number and date → sign, stamp, scan → the electronic copy (sao y) under the agency's key → sent.
import type { BatchResult, IssuePaper, SignatureLine, SignatureVerdict } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { assertIn, components, documents, printNumberSymbol, searchTextOf } from '../documents/index.ts'
import { renderLetter } from '../letters/index.ts'
import { clerk, findEntryOf, patchEntry } from '../registers/index.ts'
import {
  continues,
  countPages,
  endSigningSession,
  judgePdf,
  keyFor,
  linesOf,
  lockSigningSession,
  openSigningSession,
  signAnnex,
  signCopy,
  unlock,
} from '../signing/index.ts'
import { letterOf } from './letter-of.ts'
import { frameOf } from './preview-number.ts'
import { planDeliveries, sendOut } from './send-out.ts'
import { outcome } from './sign-documents.ts'
import { type DraftRow, findDraft, lockDraft, markDraft } from './store/drafts.ts'

/** The page that is signed by hand: the same letter, its number and date printed; of an uploaded file the file itself. */
export async function printForPaper(services: Services, actor: Actor, documentId: string): Promise<Buffer> {
  const read = await services.runner.read(actor, async (tx) => {
    const document = await documents.findReadable(tx, agenciesOf(actor), documentId)
    const draft = document && (await findDraft(tx, document.agency_id, document.id))
    if (!document || !draft?.paper) throw new DomainError('not-found', 'documents.not-found')
    const [main] = await components.listComponents(tx, document.agency_id, document.id)
    const frame = await frameOf(tx, document.agency_id, draft.content, services.clock.now())
    return { document, draft, frame, main }
  })
  const { document, draft, frame, main } = read
  if (draft.uploaded) return services.blobs.get(main!.sha256)
  const letter = letterOf(draft.content, frame)
  const rendered = await renderLetter({
    ...letter,
    number: document.number!.padStart(2, '0'),
    symbol: document.symbol!,
    date: document.issued_on as NonNullable<typeof letter.date>,
  })
  return Buffer.from(rendered.pdf)
}

/** The clerk holds the signed paper and its scan: may the copy be made now? */
export const prepareCopy = command({
  name: 'drafting.prepare-paper-copy',
  input: Type.Object(
    { documentId: Type.String(), uploadId: Type.String(), send: Type.Boolean() },
    { additionalProperties: false },
  ),
  access: clerk,
  async run({ tx, actor, now, emit }, { documentId, uploadId, send }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    const draft = await lockDraft(tx, agencyId, documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'on-paper')
    if (send && !hasRecipient(draft))
      throw new DomainError('invalid', 'deliveries.no-recipient', {}, 'recipients')
    const upload = await tx.one<{ sha256: string; media_type: string }>(
      `select sha256, media_type from platform.upload where agency_id = $1 and id = $2 and state = 'waiting'`,
      [agencyId, uploadId],
    )
    if (!upload) throw new DomainError('not-found', 'drafting.upload-gone', {}, 'file')
    if (upload.media_type !== 'application/pdf')
      throw new DomainError('invalid', 'drafting.scan-not-pdf', {}, 'file')
    await keyFor(tx, agencyId, 'agency', null, actor.acting.agencyName, now.toString())
    const sessionId = newId()
    await openSigningSession(tx, {
      agencyId,
      id: sessionId,
      document_id: documentId,
      purpose: 'seal',
      position_id: actor.acting.positionId,
      input_sha256: upload.sha256,
      now: now.toString(),
    })
    emit({
      name: 'signing.prepared',
      subjectId: documentId,
      payload: { sessionId, purpose: 'copy', sha256: upload.sha256 },
    })
    return {
      sessionId,
      numberSymbol: printNumberSymbol(document.number, document.symbol, document.regime)!,
    }
  },
})

const hasRecipient = (draft: DraftRow) =>
  draft.content.recipients.some(
    (line) => line.agencyIds.length > 0 || line.channel === 'post' || line.channel === 'email',
  )

interface CopyFile {
  ordinal: number
  sha256: string
  bytes: number
  pages: number
  verdict: SignatureVerdict
  signatures: SignatureLine[]
}
const copyFile = Type.Object({
  ordinal: Type.Integer(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  pages: Type.Integer(),
  verdict: Type.String(),
  signatures: Type.Unknown(),
})

/** Register row, the copy as the document's file, issued state and every arrival in one transaction. */
export const completeCopy = command({
  name: 'drafting.complete-paper-copy',
  input: Type.Object(
    {
      documentId: Type.String(),
      uploadId: Type.String(),
      sessionId: Type.String(),
      send: Type.Boolean(),
      files: Type.Array(copyFile),
    },
    { additionalProperties: false },
  ),
  access: clerk,
  async run(scope, input) {
    const { tx, actor, now, emit, addJob, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const session = await lockSigningSession(tx, agencyId, input.sessionId)
    const draft = await findDraft(tx, agencyId, input.documentId)
    if (!document || !draft || session?.state !== 'prepared' || session.document_id !== document.id)
      throw new DomainError('conflict', 'signing.changed-meanwhile')
    assertIn(document.state, 'on-paper')
    const taken = await tx.run(
      `update platform.upload set state = 'taken' where agency_id = $1 and id = $2 and state = 'waiting' and sha256 = $3`,
      [agencyId, input.uploadId, session.input_sha256],
    )
    const files = input.files as CopyFile[]
    const copy = files.find((file) => file.ordinal === 1)
    if (taken !== 1 || !copy) throw new DomainError('conflict', 'signing.changed-meanwhile')
    await keepFiles(scope, document.id, `${document.number}-${document.symbol}`, files)
    const recipients = await planDeliveries(scope, document.id, draft.content)
    const numberSymbol = printNumberSymbol(document.number, document.symbol, document.regime)!
    await patchEntry(tx, agencyId, (await findEntryOf(tx, agencyId, document.id))!.id, {
      state: 'used',
      number_symbol: numberSymbol,
      issued_on: document.issued_on,
      signer_name: document.signer_name,
      recipients: recipients.text,
      copies: recipients.copies,
      note: 'Ký giấy, gửi bản điện tử sao y',
    })
    await endSigningSession(tx, agencyId, session.id, 'completed', now.toString(), copy.sha256, null)
    await markDraft(tx, agencyId, document.id, { signed_at: now.toString() })
    await documents.patchDocument(
      tx,
      agencyId,
      document.id,
      {
        state: input.send ? 'issued' : 'numbered',
        registered_at: now.toString(),
        recipients_text: recipients.text,
        verdict: copy.verdict,
        invitation: draft.content.invitation,
      },
      now.toString(),
    )
    await documents.setSearchText(tx, agencyId, document.id, searchTextOf(document))
    emit({
      name: 'drafting.copied-from-paper',
      subjectId: document.id,
      payload: { numberSymbol, sessionId: session.id, scan: session.input_sha256, sha256: copy.sha256 },
    })
    const delivered = input.send ? await sendOut(scope, document.id, numberSymbol) : 0
    addJob('intake.clear-spool', { uploadIds: [input.uploadId] })
    for (const part of ['issue', 'documents', 'registers'] as const) touch(part)
    return { documentId: document.id, numberSymbol, delivered }
  },
})

/** The copy stands first; the page that was printed stays beside it for the agency alone (role `upload` is never sent). */
async function keepFiles(
  { tx, actor }: Parameters<typeof planDeliveries>[0],
  documentId: string,
  name: string,
  files: CopyFile[],
): Promise<void> {
  const agencyId = actor.acting.agencyId
  const before = await components.listComponents(tx, agencyId, documentId)
  const printed = before.find((row) => row.ordinal === 1)!
  const last = Math.max(...before.map((row) => row.ordinal))
  await components.putComponent(tx, { ...printed, ordinal: last + 1, role: 'upload' })
  for (const file of files) {
    const row = before.find((one) => one.ordinal === file.ordinal)!
    await components.putComponent(tx, {
      ...row,
      ...file,
      ...(file.ordinal === 1
        ? { filename: `${name}-sao-y.pdf`.replace(/[/\\]/g, '-'), media_type: 'application/pdf' }
        : {}),
    })
  }
}

export async function issuePaper(services: Services, actor: Actor, input: IssuePaper): Promise<BatchResult> {
  return { results: [await outcome(input.documentId, () => copyAndIssue(services, actor, input))] }
}

async function copyAndIssue(services: Services, actor: Actor, input: IssuePaper): Promise<string> {
  const { documentId, uploadId, send } = input
  const agencyId = actor.acting.agencyId
  const prepared = await services.runner.command(prepareCopy, actor, newId(), { documentId, uploadId, send })
  const now = services.clock.now()
  const { found, annexes } = await services.runner.read(actor, async (tx) => ({
    found: await keyFor(tx, agencyId, 'agency', null, actor.acting.agencyName, now.toString()),
    annexes: (await components.listComponents(tx, agencyId, documentId)).filter(
      (row) => row.role === 'annex',
    ),
  }))
  const key = unlock(services, found, input.passphrase)
  const at = { time: new Date(now.epochMilliseconds), agency: actor.acting.agencyName }
  const scan = await services.spool.get(uploadId)
  if (!scan) throw new DomainError('not-found', 'drafting.upload-gone', {}, 'file')
  const files: CopyFile[] = [await judged(services, 1, scan, await signCopy(scan, key, 'SAO Y', at))]
  for (const annex of annexes) {
    const before = await services.blobs.get(annex.sha256)
    const after = await signAnnex(before, key, prepared.numberSymbol, at)
    files.push(await judged(services, annex.ordinal, before, after))
  }
  const done = await services.runner.command(completeCopy, actor, newId(), {
    documentId,
    uploadId,
    sessionId: prepared.sessionId,
    send,
    files,
  })
  return done.numberSymbol
}

/** Judged before it leaves: every addressee gets the file with its verdict. */
async function judged(
  services: Services,
  ordinal: number,
  before: Uint8Array,
  after: Uint8Array,
): Promise<CopyFile> {
  if (!continues(before, after)) throw new DomainError('conflict', 'drafting.bad-seal')
  const report = await judgePdf(services, after)
  const blob = await services.blobs.put(after)
  return {
    ordinal,
    ...blob,
    pages: await countPages(after),
    verdict: report.verdict,
    signatures: linesOf(report),
  }
}
