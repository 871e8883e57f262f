// What stands already, by the words of the sheet: so that a row sent again is recognised.
import { fold } from '../../kernel/text.ts'
import type { Tx } from '../../platform/tx.ts'
import type { PlannedPost } from './plan.ts'
import * as store from './store/directory.ts'

export interface Directory {
  agencies: Map<string, store.KnownAgency>
  levels: Map<string, { code: string; ordinal: number }>
  units: Map<string, string>
  /** Position ids by agency, unit, title and holder; several when one room has several vacancies of one title. */
  posts: Map<string, string[]>
  people: Map<string, string>
  headTitles: Map<string, string>
  mandates: Set<string>
  logins: Set<string>
}

export const unitKey = (agencyId: string, name: string) => `${agencyId}|${fold(name)}`
export const postKey = (agencyId: string, unit: string | null, title: string, personId: string | null) =>
  `${agencyId}|${fold(unit ?? '')}|${fold(title)}|${personId ?? ''}`

/** A person is the account, else the address, else the name within the agency. */
export const personKeys = (post: PlannedPost, agencyId: string): string[] =>
  post.account
    ? [`login|${post.account}`]
    : post.email
      ? [`mail|${post.email}`]
      : [`name|${agencyId}|${fold(post.person ?? '')}`]

export async function readDirectory(tx: Tx): Promise<Directory> {
  const agencies = await store.knownAgencies(tx)
  const posts = await store.knownPosts(tx)
  const people = await store.knownPeople(tx)
  const directory: Directory = {
    agencies: new Map(agencies.map((row) => [row.code, row])),
    levels: new Map((await store.knownLevels(tx)).map((row) => [fold(row.name), row])),
    units: new Map((await store.knownUnits(tx)).map((row) => [unitKey(row.agency_id, row.name), row.id])),
    posts: new Map(),
    people: new Map(),
    headTitles: new Map(),
    mandates: new Set((await store.knownMandates(tx)).map((row) => `${row.position_id}|${row.form}`)),
    logins: new Set(people.flatMap((row) => row.login ?? [])),
  }
  for (const post of posts) {
    const key = postKey(post.agency_id, post.unit_name, post.title, post.person_id)
    directory.posts.set(key, [...(directory.posts.get(key) ?? []), post.position_id])
    if (post.roles.includes('leader') && !directory.headTitles.has(post.agency_id))
      directory.headTitles.set(post.agency_id, post.title)
    if (post.person_id && post.full_name)
      directory.people.set(`name|${post.agency_id}|${fold(post.full_name)}`, post.person_id)
  }
  for (const person of people) {
    if (person.email) directory.people.set(`mail|${person.email}`, person.id)
    if (person.login) directory.people.set(`login|${person.login}`, person.id)
  }
  return directory
}
