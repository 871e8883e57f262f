import type { DocumentCard, IncomingFields, IntakeProposal, Page } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { dateIn } from '../../kernel/time.ts'
import { query } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { cardOf, components, documents } from '../documents/index.ts'
import { listPosts, listUnits, type PostCard } from '../organisations/index.ts'
import { clerk, findEntryOf, nextNumber, openBooks, seriesFor } from '../registers/index.ts'
import { findDuplicates } from './duplicates.ts'
import { issuerOfSymbol, type Learned, learnedOf } from './learn.ts'
import { readingOf } from './store/uploads.ts'

const PAGE = 100

/** What waits to be registered, urgent first, then oldest first (Art 22.1, 23.1); last, what has its number and waits to be submitted. */
export const queue = query({
  name: 'intake.queue',
  input: Type.Object({ cursor: Type.Optional(Type.String()) }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, now, services }): Promise<Page<DocumentCard>> {
    const waiting = await documents.listWaiting(tx, actor.acting.agencyId, PAGE)
    const later = await documents.putOffBy(tx, actor.personId)
    // Stable: what was put off stands last, in the same order among itself.
    const rows = [...waiting].sort((a, b) => Number(later.has(a.id)) - Number(later.has(b.id)))
    return {
      rows: rows.map((row) =>
        cardOf(
          row,
          {
            agencyName: actor.acting.agencyName,
            reason: 'register',
            unread: true,
            attachments: row.attachments,
            putOff: later.has(row.id),
          },
          now,
          services.calendar,
        ),
      ),
      next: null,
    }
  },
})

/** Confidence and zones belong to what was read: a field since corrected has neither. */
const unchanged = (read: IncomingFields, now: IncomingFields): (keyof IncomingFields)[] =>
  (Object.keys(now) as (keyof IncomingFields)[]).filter((name) => read[name] === now[name])

const pick = <T>(
  from: Partial<Record<keyof IncomingFields, T>> | undefined,
  names: (keyof IncomingFields)[],
): Partial<Record<keyof IncomingFields, T>> =>
  Object.fromEntries(names.flatMap((name) => (from?.[name] === undefined ? [] : [[name, from[name]]])))

export const proposal = query({
  name: 'intake.proposal',
  input: Type.Object({ documentId: Type.String() }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, now }, { documentId }): Promise<IntakeProposal> {
    const agencyId = actor.acting.agencyId
    const document = await documents.findDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    const learned = await learnedOf(tx, agencyId, document.issuer_name)
    const books = await openBooks(tx, agencyId, 'incoming', dateIn(now).toString())
    const book = books.find((one) => one.id === learned?.bookId) ?? books[0]
    if (!book) throw new DomainError('conflict', 'registers.no-such-book')
    const series = await seriesFor(tx, agencyId, book, '*')
    const bound = await findEntryOf(tx, agencyId, documentId)
    const fields = {
      issuerName: document.issuer_name,
      number: document.number,
      symbol: document.symbol,
      issuedOn: document.issued_on,
      typeName: document.type_name,
      subject: document.subject,
      signerName: document.signer_name,
      signerTitle: document.signer_title,
      urgency: document.urgency,
      dueOn: document.due_on,
      secrecyMark: null,
    }
    const shas = (await components.listComponents(tx, agencyId, documentId)).map((row) => row.sha256)
    const posts = await listPosts(tx, agencyId)
    const chief = posts.find((post) => post.roles.includes('office-chief') && post.person_id)
    const leader = posts.find((post) => post.roles.includes('leader') && post.person_id)
    const usual = posts.find((post) => post.position_id === learned?.positionId && post.person_id)
    const first = usual ?? chief ?? leader
    const kept = (await readingOf(tx, agencyId, documentId, shas[0]))?.reading
    const own = kept ? unchanged(kept.suggestion, fields) : []
    return {
      documentId,
      fields,
      confidence: document.issuer_agency_id
        ? { issuerName: 1, number: 1, symbol: 1, issuedOn: 1, subject: 1, typeName: 1 }
        : pick(kept?.confidence, own),
      evidence: pick(kept?.evidence, own),
      bookId: book.id,
      bookName: book.name,
      nextNumber: bound?.number ?? (await nextNumber(tx, agencyId, series, now)),
      duplicates: await findDuplicates(tx, agencyId, documentId, shas, fields),
      route: first
        ? {
            positionId: first.position_id,
            label: `${first.title} ${first.full_name ?? ''}`.trim(),
            why: usual ? learned!.why : chief ? 'Chánh Văn phòng đề xuất phân phối' : 'Trình người đứng đầu',
          }
        : null,
      handler: await handlerOf(tx, agencyId, learned, posts),
      issuerHint: document.issuer_agency_id
        ? null
        : await issuerOfSymbol(tx, agencyId, document.symbol, document.issuer_name),
    }
  },
})

/** Who led the last papers of this issuer, in words; a unit or post that is no more is not named. */
async function handlerOf(
  tx: Tx,
  agencyId: string,
  learned: Learned | null,
  posts: PostCard[],
): Promise<IntakeProposal['handler']> {
  if (!learned) return null
  const post = posts.find((one) => one.position_id === learned.handlerPositionId && one.person_id)
  if (post) return { label: `${post.title} ${post.full_name ?? ''}`.trim(), why: learned.why }
  const units = learned.handlerUnitId ? await listUnits(tx, agencyId) : []
  const unit = units.find((one) => one.id === learned.handlerUnitId)
  return unit ? { label: unit.name, why: learned.why } : null
}
