import type { Me, PostRole } from '@congvan/contract'
import { paths } from '../paths.ts'
import type { IconName } from '../ui/index.ts'

export interface Place {
  feature: string
  path: string
  icon: IconName
  /** Second key after g. */
  key: string
  count: (me: Me) => number
  roles: PostRole[] | null
}

const everyone = null
const none = () => 0

/** The house, in the order of a day's work. */
const places: Place[] = [
  {
    feature: 'work',
    path: paths.work(),
    icon: 'work',
    key: 'h',
    // The list holds what waits for a signature and a review too.
    count: (me) => me.counts.work + me.counts.sign + me.counts.review,
    roles: everyone,
  },
  {
    feature: 'intake',
    path: paths.intake(),
    icon: 'inbox',
    key: 't',
    count: (me) => me.counts.intake,
    roles: ['clerk'],
  },
  { feature: 'documents', path: paths.documents(), icon: 'document', key: 'v', count: none, roles: everyone },
  {
    feature: 'registers',
    path: paths.registers(),
    icon: 'book',
    key: 's',
    count: none,
    roles: ['clerk', 'office-chief', 'leader', 'deputy'],
  },
  { feature: 'dossiers', path: paths.dossiers(), icon: 'folder', key: 'd', count: none, roles: everyone },
  {
    feature: 'drafting',
    path: paths.drafts(),
    icon: 'pen',
    key: 'n',
    count: (me) => me.counts.drafts + me.counts.review,
    roles: ['officer', 'unit-head', 'unit-deputy', 'office-chief', 'clerk', 'deputy', 'leader'],
  },
  {
    feature: 'signing',
    path: paths.signing(),
    icon: 'sign',
    key: 'k',
    count: (me) => me.counts.sign,
    roles: ['leader', 'deputy', 'office-chief', 'unit-head'],
  },
  {
    feature: 'issuing',
    path: paths.issuing(),
    icon: 'stamp',
    key: 'p',
    count: (me) => me.counts.issue,
    roles: ['clerk'],
  },
  {
    feature: 'indicators',
    path: paths.figures(),
    icon: 'chart',
    key: 'b',
    count: none,
    roles: everyone,
  },
  {
    feature: 'exchange',
    path: paths.exchange(),
    icon: 'exchange',
    key: 'l',
    count: none,
    roles: ['clerk', 'admin'],
  },
  { feature: 'mail', path: paths.mail(), icon: 'mail', key: 'm', count: none, roles: everyone },
  {
    feature: 'certificates',
    path: paths.certificates(),
    icon: 'certificate',
    key: 'c',
    count: none,
    roles: ['clerk', 'admin'],
  },
  { feature: 'admin', path: paths.admin(), icon: 'admin', key: 'q', count: none, roles: ['admin'] },
]

/** Only the places that the acting post's roles make sense of. */
export function placesFor(me: Me): Place[] {
  const { roles } = me.acting
  const shown = places.filter(
    (place) => place.roles === null || place.roles.some((role) => roles.includes(role)),
  )
  // `g k` means "Chờ ký / Chờ phát hành": a clerk who signs nothing reaches the issuing desk with the same keys.
  return shown.some((place) => place.feature === 'signing')
    ? shown
    : shown.map((place) => (place.feature === 'issuing' ? { ...place, key: 'k' } : place))
}

/** Rooms without a door of their own in the rail: they have a name all the same. */
const rooms = [
  { feature: 'keys', path: paths.keys() },
  { feature: 'trust', path: paths.trust() },
]

export const featureOf = (location: string): string =>
  [...places, ...rooms].find((place) => location === place.path || location.startsWith(`${place.path}/`))
    ?.feature ?? ''
