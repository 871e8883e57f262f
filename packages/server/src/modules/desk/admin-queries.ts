import type { AdminOverview, AgencyDetail, AgencyRow, Page } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { fold } from '../../kernel/text.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import * as store from './store/admin.ts'

/** Administration is not reading: these answers name organisations and posts, never documents. */
const administrator = (actor: Actor) =>
  actor.administrator || hasRole(actor, 'admin') ? null : 'platform.forbidden'

/** "Cần làm hôm nay" before any table. */
export const adminOverview = query({
  name: 'admin.overview',
  input: Type.Object({}, { additionalProperties: false }),
  access: administrator,
  async run({ tx, now }): Promise<AdminOverview> {
    const n = await store.overview(tx, now.toString())
    const todo: AdminOverview['todo'] = []
    const add = (code: string, count: number, vi: string, en: string, href: string) => {
      if (count > 0) todo.push({ code, count, vi, en, href })
    }
    add(
      'no-post',
      n.without_post,
      `${n.without_post} người chưa có chức vụ`,
      `${n.without_post} people hold no post`,
      '/quan-tri?xem=nguoi',
    )
    add(
      'no-leader',
      n.without_leader,
      `${n.without_leader} cơ quan chưa có người đứng đầu`,
      `${n.without_leader} agencies have no head`,
      '/quan-tri?xem=co-quan',
    )
    add(
      'no-clerk',
      n.without_clerk,
      `${n.without_clerk} cơ quan chưa có văn thư`,
      `${n.without_clerk} agencies have no clerk`,
      '/quan-tri?xem=co-quan',
    )
    add(
      'certificates',
      n.ending,
      `${n.ending} chứng thư hết hạn trong 30 ngày`,
      `${n.ending} certificates end within 30 days`,
      '/quan-tri?xem=chung-thu',
    )
    return { todo, agencies: n.agencies, people: n.people, posts: n.posts, documents: n.documents }
  },
})

export const adminAgencies = query({
  name: 'admin.agencies',
  input: Type.Object(
    { q: Type.Optional(Type.String({ maxLength: 200 })), cursor: Type.Optional(Type.String()) },
    { additionalProperties: false },
  ),
  access: administrator,
  async run({ tx }, { q }): Promise<Page<AgencyRow>> {
    const words = fold(q ?? '')
      .split(/\s+/)
      .filter(Boolean)
    const rows = (await store.agencyRows(tx)).filter((row) =>
      words.every((word) => fold(`${row.name} ${row.shortName} ${row.abbreviation}`).includes(word)),
    )
    return { rows, next: null, total: rows.length }
  },
})

export const adminAgency = query({
  name: 'admin.agency',
  input: Type.Object({ agencyId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: administrator,
  async run({ tx, now }, { agencyId }): Promise<AgencyDetail> {
    const row = (await store.agencyRows(tx)).find((agency) => agency.id === agencyId)
    if (!row) throw new DomainError('not-found', 'organisations.no-such-agency')
    return { ...row, ...(await store.agencyParts(tx, agencyId, now.toString().slice(0, 4))) }
  },
})
