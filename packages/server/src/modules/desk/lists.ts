import type { DocumentCard, Page } from '@congvan/contract'
import Type from 'typebox'
import { fold } from '../../kernel/text.ts'
import { agenciesOf } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import { cardOf, documents } from '../documents/index.ts'
import { listWork } from './store/work.ts'
import { whoseWork } from './whose.ts'

const LANES: Record<string, readonly string[]> = {
  decide: ['direct', 'propose', 'sign'],
  do: ['lead', 'assign', 'hand-over', 'returned', 'draft'],
  review: ['review-content', 'review-format'],
  inform: ['informed', 'collaborate'],
}

/** Việc của tôi: one merged list for a person with several posts; hỏa tốc first, then what is due. */
export const workList = query({
  name: 'work.list',
  input: Type.Object(
    { lane: Type.Optional(Type.String({ maxLength: 20 })), cursor: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, services }, { lane }): Promise<Page<DocumentCard>> {
    const wanted = lane ? LANES[lane] : undefined
    const work = (await listWork(tx, whoseWork(actor), 500)).filter(
      (row) => !wanted || wanted.includes(row.reason),
    )
    const rows: DocumentCard[] = []
    const later = await documents.putOffBy(tx, actor.personId)
    const byId = new Map(
      (
        await documents.findMany(
          tx,
          agenciesOf(actor),
          work.map((row) => row.document_id),
        )
      ).map((row) => [row.id, row]),
    )
    for (const item of work) {
      const document = byId.get(item.document_id)
      if (!document) continue
      const agencyName = actor.posts.find((post) => post.agencyId === item.agency_id)?.agencyName ?? ''
      rows.push(
        cardOf(
          document,
          {
            agencyName,
            reason: item.reason,
            assignmentId: item.assignment_id,
            dueOn: item.due_on,
            note: item.note,
            unread: item.unread,
            putOff: later.has(document.id),
          },
          now,
          services.calendar,
        ),
      )
    }
    return { rows, next: null }
  },
})

const PAGE = 60

export const documentList = query({
  name: 'documents.list',
  input: Type.Object(
    {
      direction: Type.Optional(Type.Union([Type.Literal('incoming'), Type.Literal('outgoing')])),
      state: Type.Optional(Type.String({ maxLength: 30 })),
      q: Type.Optional(Type.String({ maxLength: 200 })),
      from: Type.Optional(Type.String({ maxLength: 10 })),
      to: Type.Optional(Type.String({ maxLength: 10 })),
      cursor: Type.Optional(Type.String({ maxLength: 120 })),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, services }, input): Promise<Page<DocumentCard>> {
    const [at, id] = input.cursor?.split('~') ?? []
    const found = await documents.listDocuments(tx, {
      agencyIds: [actor.acting.agencyId],
      direction: input.direction,
      states: input.state ? input.state.split(',') : undefined,
      text: input.q ? fold(input.q).trim() : undefined,
      from: input.from,
      to: input.to,
      before: at && id ? { at, id } : undefined,
      limit: PAGE,
    })
    const last = found.length === PAGE ? found.at(-1) : undefined
    return {
      rows: found.map((row) =>
        cardOf(
          row,
          { agencyName: actor.acting.agencyName, attachments: row.attachments },
          now,
          services.calendar,
        ),
      ),
      next: last ? `${last.created_at}~${last.id}` : null,
    }
  },
})
