import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { log } from '../../platform/log.ts'
import { docxToPdf } from '../../platform/office.ts'
import type { Services } from '../../platform/services.ts'
import { type ComponentRow, components, documents } from '../documents/index.ts'
import { renderLetter } from '../letters/index.ts'
import { countPages, type LetterPlaces } from '../signing/index.ts'
import { linkDocument, markFor } from '../verification/index.ts'
import { letterOf } from './letter-of.ts'
import { defaultPlaces, placesOf } from './places.ts'
import { frameOf } from './preview-number.ts'
import { findDraft, listReviews, lockDraft, markDraft } from './store/drafts.ts'

/** Second half of finalising: the rendered page becomes the document's file, if nothing changed meanwhile. */
const completeFinalise = command({
  name: 'drafting.complete-finalise',
  input: Type.Object({
    documentId: Type.String(),
    version: Type.Integer(),
    sha256: Type.String(),
    bytes: Type.Integer(),
    pages: Type.Integer(),
    places: Type.Unknown(),
    filename: Type.String(),
    /** The code of the QR mark laid out on this page. */
    token: Type.Optional(Type.String()),
  }),
  access: () => null,
  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft || document.state !== 'in-review' || draft.version !== input.version)
      return { documentId: input.documentId, done: false }
    if ((await listReviews(tx, agencyId, document.id)).some((row) => row.state === 'open'))
      throw new DomainError('conflict', 'drafting.checks-missing')
    const before = await components.listComponents(tx, agencyId, document.id)
    const source = before.find((row) => row.ordinal === 1 && row.media_type === DOCX)
    // The DOCX stays with the agency beside the page made of it; role `upload` is neither signed nor sent.
    if (source)
      await components.putComponent(tx, {
        ...source,
        ordinal: Math.max(...before.map((row) => row.ordinal)) + 1,
        role: 'upload',
      })
    await components.putComponent(tx, {
      agency_id: agencyId,
      document_id: document.id,
      ordinal: 1,
      role: 'main',
      filename: input.filename,
      media_type: 'application/pdf',
      bytes: input.bytes,
      sha256: input.sha256,
      pages: input.pages,
      verdict: 'unsigned',
    })
    await markDraft(tx, agencyId, document.id, {
      finalised_at: now.toString(),
      fields: input.places as LetterPlaces,
      problem: null,
    })
    if (input.token) await linkDocument(tx, agencyId, document.id, input.token)
    await documents.patchDocument(tx, agencyId, document.id, { state: 'awaiting-signature' }, now.toString())
    emit({
      name: 'drafting.finalised',
      subjectId: document.id,
      payload: { version: draft.version, sha256: input.sha256 },
    })
    touch('sign')
    touch('work')
    touch('drafts')
    return { documentId: document.id, done: true }
  },
})

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The uploaded file as it is, or the page LibreOffice makes of a DOCX; a file it cannot print is said on the draft. */
async function pageOf(
  services: Services,
  actor: Actor,
  documentId: string,
  file: ComponentRow,
): Promise<Uint8Array> {
  const bytes = await services.blobs.get(file.sha256)
  if (file.media_type !== DOCX) return bytes
  try {
    return await docxToPdf(bytes)
  } catch (error) {
    await services.runner.store(actor, (tx) =>
      markDraft(tx, actor.acting.agencyId, documentId, { problem: (error as Error).message }),
    )
    throw error
  }
}

/** When both checks stand the letter is rendered once and frozen; the job repeats safely after any crash. */
export async function finaliseDraft(services: Services, actor: Actor, documentId: string): Promise<void> {
  const agencyId = actor.acting.agencyId
  const read = await services.runner.read(actor, async (tx) => {
    const document = await documents.findDocument(tx, agencyId, documentId)
    const draft = await findDraft(tx, agencyId, documentId)
    if (!document || !draft || document.state !== 'in-review') return null
    const [main] = await components.listComponents(tx, agencyId, documentId)
    return { draft, main, frame: await frameOf(tx, agencyId, draft.content, services.clock.now()) }
  })
  if (!read) return
  const { draft, frame, main } = read
  let pdf: Uint8Array
  let places: LetterPlaces
  let pages: number
  // A file somebody brought along is signed as it is; only a page of our own carries the mark.
  const mark = draft.uploaded ? null : await markFor(services)
  if (draft.uploaded) {
    pdf = await pageOf(services, actor, draft.document_id, main!)
    pages = await countPages(pdf)
    places = defaultPlaces(pages)
  } else {
    const rendered = await renderLetter(
      letterOf(draft.content, { ...frame, ...(mark ? { checkAddress: mark.address } : {}) }),
    )
    ;({ pdf, pages } = rendered)
    places = placesOf(rendered.fields)
  }
  const blob = await services.blobs.put(pdf)
  const name = `${frame.symbol.replace(/[/\\]/g, '-')}.pdf`
  await services.runner.command(completeFinalise, actor, newId(), {
    documentId,
    version: draft.version,
    sha256: blob.sha256,
    bytes: blob.bytes,
    pages,
    places,
    filename: name,
    ...(mark ? { token: mark.token } : {}),
  })
  log.info('drafting.finalised', { documentId })
}
