import type { Actor } from './actor.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'

/** A job works for one agency, behind the same walls as its people, and leaves events without a person. */
export const systemActor = (agencyId: string): Actor => {
  const acting = {
    positionId: NOBODY,
    title: 'Hệ thống',
    roles: [],
    agencyId,
    agencyName: '',
    unitName: null,
  }
  return {
    personId: NOBODY,
    name: 'Hệ thống',
    posts: [acting],
    acting,
    administrator: false,
    standsInFor: [],
  }
}
