import type { AssignmentView, DocumentView, RelationView } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay, Temporal } from '../../kernel/time.ts'
import { agenciesOf } from '../../platform/actor.ts'
import { type QueryScope, query } from '../../platform/command.ts'
import { listDeliveries, summaryOf } from '../deliveries/index.ts'
import {
  cardOf,
  components,
  type DocumentRow,
  documents,
  printNumberSymbol,
  relations,
  STATE_WORDS,
} from '../documents/index.ts'
import { listHolding } from '../dossiers/index.ts'
import { findDraft } from '../drafting/index.ts'
import { listPosts, type PostCard } from '../organisations/index.ts'
import { findBook, findEntryOf } from '../registers/index.ts'
import { type AssignmentRow, holds, listAssignments } from '../tasks/index.ts'
import { elsewhereCan, incomingCan, outgoingCan } from './can.ts'
import { sentenceOf } from './sentences.ts'
import { type EventLine, listEvents } from './store/work.ts'
import { incomingTrail, outgoingTrail } from './trail.ts'

/** One GET paints the document: page, state, trail, signatures, handling, relations, log, and what may be done now. */
export const getDocument = query({
  name: 'documents.get',
  input: Type.Object({ documentId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: () => null,
  async run(scope, { documentId }): Promise<DocumentView> {
    const { tx, actor, now, services } = scope
    const document = await documents.findReadable(tx, agenciesOf(actor), documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    const agencyId = document.agency_id
    const posts = await listPosts(tx, agencyId)
    const parts = document.direction === 'incoming' ? await listAssignments(tx, agencyId, documentId) : []
    const files = await components.listComponents(tx, agencyId, documentId)
    const deliveries =
      document.direction === 'outgoing' ? summaryOf(await listDeliveries(tx, agencyId, documentId)) : null
    const entry = await findEntryOf(tx, agencyId, documentId)
    const own = parts.find((part) => part.state === 'open' && holds(actor, part))
    const current = parts
      .filter((part) => part.state === 'open')
      .map((part) => nameOf(posts, part.holder_position_id) ?? 'Văn thư')
    const agencyName = actor.posts.find((post) => post.agencyId === agencyId)?.agencyName ?? ''
    const frozen = document.state === 'recalled' && document.direction === 'incoming'
    return {
      card: cardOf(
        document,
        {
          agencyName,
          reason: own?.role ?? null,
          assignmentId: own?.id ?? null,
          dueOn: own?.due_on ?? null,
          note: own?.instruction ?? null,
          attachments: files.length,
          holder: current.join(', ') || null,
        },
        now,
        services.calendar,
      ),
      stateLine: stateLine(document, deliveries),
      signerName: document.signer_name,
      signerTitle: document.signer_title,
      placeName: document.place_name,
      bookName: entry ? ((await findBook(tx, agencyId, entry.book_id))?.name ?? null) : null,
      registeredAt: document.registered_at,
      secrecy: 'none',
      components: frozen
        ? []
        : files.map((row) => ({
            ordinal: row.ordinal,
            role: row.role,
            filename: row.filename,
            mediaType: row.media_type,
            bytes: row.bytes,
            sha256: row.sha256,
            pages: row.pages,
            url: `/api/v1/documents/${documentId}/components/${row.ordinal}`,
            verdict: row.verdict,
          })),
      signatures: files[0]?.signatures ?? [],
      trail: await trailOf(scope, document, parts, posts),
      assignments: parts.map((part) => assignmentView(part, posts, holds(actor, part))),
      deliveries,
      relations: await relationViews(scope, document),
      log: await logOf(scope, document),
      recipients: document.recipients_text?.split('; ') ?? [],
      dossiers: (await listHolding(tx, agencyId, documentId)).map(({ id, symbol, title }) => ({
        id,
        symbol,
        title,
      })),
      invitation: document.invitation,
      stamp:
        document.arrival_number && document.registered_at
          ? {
              agencyName,
              number: document.arrival_number,
              date: printDay(isoDay(Temporal.Instant.from(document.registered_at))),
            }
          : null,
      revision: document.revision,
      can: elsewhereCan(
        actor,
        document,
        document.direction === 'incoming'
          ? incomingCan(actor, document, parts)
          : outgoingCan(
              actor,
              document,
              deliveries ? deliveries.total - deliveries.accepted - deliveries.refused : 0,
            ),
      ),
    }
  },
})

const nameOf = (posts: PostCard[], id: string | null) =>
  posts.find((post) => post.position_id === id)?.full_name ?? null

function stateLine(
  document: DocumentRow,
  deliveries: DocumentView['deliveries'],
): { vi: string; en: string } {
  const [vi, en] = STATE_WORDS[document.state]
  if (document.direction === 'outgoing' && document.state === 'issued' && deliveries) {
    const late = deliveries.total - deliveries.accepted - deliveries.refused
    const counts = [
      `${deliveries.accepted} đã tiếp nhận`,
      deliveries.refused ? `${deliveries.refused} từ chối` : '',
      late ? `${late} chưa` : '',
    ]
      .filter(Boolean)
      .join(', ')
    return {
      vi: `Đã phát hành ${printDay(document.issued_on)} · ${deliveries.total} nơi nhận: ${counts}`,
      en: `Issued ${printDay(document.issued_on)} · ${deliveries.total} recipients, ${deliveries.accepted} accepted`,
    }
  }
  const reason =
    document.note && ['returned', 'recalled', 'cancelled'].includes(document.state)
      ? `: ${document.note}`
      : ''
  return { vi: `${vi}${reason}`, en: `${en}${reason}` }
}

function assignmentView(part: AssignmentRow, posts: PostCard[], mine: boolean): AssignmentView {
  const post = posts.find((row) => row.position_id === part.holder_position_id)
  return {
    id: part.id,
    role: part.role,
    holderName: post?.full_name ?? 'Văn thư cơ quan',
    holderTitle: post?.title ?? '',
    unitName: post?.unit_name ?? null,
    state: part.state,
    instruction: part.instruction,
    answer: part.answer,
    dueOn: part.due_on,
    by: nameOf(posts, part.by_position_id),
    at: part.created_at,
    doneAt: part.done_at,
    mine,
  }
}

async function trailOf({ tx }: QueryScope, document: DocumentRow, parts: AssignmentRow[], posts: PostCard[]) {
  if (document.direction === 'incoming') return incomingTrail(document, parts, posts)
  const draft = await findDraft(tx, document.agency_id, document.id)
  return outgoingTrail(document, {
    drafter: nameOf(posts, draft?.drafter_position_id ?? null),
    signer: nameOf(posts, draft?.signer_position_id ?? null),
  })
}

async function relationViews({ tx }: QueryScope, document: DocumentRow): Promise<RelationView[]> {
  const KINDS = {
    'replies-to': ['replies-to', 'replied-by'],
    cites: ['cites', 'cited-by'],
    supersedes: ['supersedes', 'cited-by'],
    recalls: ['cites', 'recalled-by'],
  } as const
  return (await relations.listRelations(tx, document.agency_id, document.id)).map((row) => ({
    kind: KINDS[row.kind][row.outward ? 0 : 1],
    documentId: row.other_id,
    numberSymbol: printNumberSymbol(row.other_number, row.other_symbol) ?? row.number_symbol,
    subject: row.other_subject ?? row.subject,
    issuedOn: row.other_issued_on ?? row.issued_on,
  }))
}

async function logOf({ tx }: QueryScope, document: DocumentRow) {
  const lines = await listEvents(tx, document.agency_id, document.id)
  return lines.flatMap((line) => {
    const said = sentenceOf(line)
    return said ? [{ at: line.happened_at, who: whoOf(line), ...said }] : []
  })
}

const whoOf = (line: EventLine) =>
  [line.full_name ?? 'Hệ thống', line.on_behalf_of && `(thay ${line.on_behalf_of})`].filter(Boolean).join(' ')
