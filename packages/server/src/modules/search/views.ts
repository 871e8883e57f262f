import { ForgetSearchView, SaveSearchView, type SearchParams, SetProvinceSearch } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'
import { command, query } from '../../platform/command.ts'
import { findAgency, listPosts } from '../organisations/index.ts'
import { forget, insertView, listViews, setProvinceRight } from './store/views.ts'

const MOST_VIEWS = 50

/** A search kept by name, for oneself. */
export const saveView = command({
  name: 'search.save-view',
  input: SaveSearchView,
  access: () => null,
  async run({ tx, actor, now, emit }, { viewId, name, query: kept }) {
    const agencyId = actor.acting.agencyId
    const have = await listViews(tx, agencyId, actor.personId)
    if (have.length >= MOST_VIEWS)
      throw new DomainError('conflict', 'search.too-many-views', { most: MOST_VIEWS })
    const clean = cleanLine(name)
    if (have.some((view) => view.name === clean))
      throw new DomainError('conflict', 'search.name-taken', { name: clean }, 'name')
    await insertView(tx, {
      agencyId,
      personId: actor.personId,
      id: viewId,
      name: clean,
      query: kept as SearchParams,
      at: now.toString(),
    })
    emit({ name: 'search.view-saved', subjectId: null, payload: { viewId } })
    return {}
  },
})

export const forgetView = command({
  name: 'search.forget-view',
  input: ForgetSearchView,
  access: () => null,
  async run({ tx, actor, now, emit }, { viewId }) {
    if (!(await forget(tx, actor.acting.agencyId, actor.personId, viewId, now.toString())))
      throw new DomainError('not-found', 'search.no-such-view')
    emit({ name: 'search.view-forgotten', subjectId: null, payload: { viewId } })
    return {}
  },
})

export const views = query({
  name: 'search.views',
  input: Type.Object({}, { additionalProperties: false }),
  access: () => null,
  run: async ({ tx, actor }) => ({ views: await listViews(tx, actor.acting.agencyId, actor.personId) }),
})

/** The province-wide right belongs to a post, is given and taken by the administrator, and leaves an event. */
export const setProvinceSearch = command({
  name: 'search.set-province-right',
  input: SetProvinceSearch,
  access: (actor) => (actor.administrator ? null : 'platform.forbidden'),
  async run({ tx, actor, now, emit }, { positionId, granted }) {
    const agencyId = actor.acting.agencyId
    // A body below the province cannot lend itself eyes over its superiors and neighbours.
    if ((await findAgency(tx, agencyId))?.parent_id)
      throw new DomainError('forbidden', 'search.not-the-province')
    if (!(await listPosts(tx, agencyId)).some((post) => post.position_id === positionId))
      throw new DomainError('not-found', 'search.no-such-post')
    await setProvinceRight(tx, { agencyId, positionId, by: actor.personId, at: now.toString(), granted })
    emit({
      name: granted ? 'search.province-right-given' : 'search.province-right-taken',
      subjectId: positionId,
      payload: {},
    })
    return {}
  },
})
