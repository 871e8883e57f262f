import { buildDesks } from './people/desks.ts'
import { buildStaff } from './people/posts.ts'
import { SEED } from './random.ts'
import { buildAgencies, LEVELS } from './territory/agencies.ts'
import type { Agency, Appointment, Desk, Level, Mandate, Moment, Person, Position, Unit } from './types.ts'

export interface Province {
  readonly seed: string
  readonly name: string
  /** The demo's own clock opens here and runs on. */
  readonly opensAt: Moment
  readonly levels: readonly Level[]
  readonly agencies: readonly Agency[]
  readonly units: readonly Unit[]
  readonly positions: readonly Position[]
  readonly people: readonly Person[]
  readonly appointments: readonly Appointment[]
  readonly mandates: readonly Mandate[]
  readonly desks: readonly Desk[]
}

export const OPENS_AT: Moment = '2021-12-20T07:30:00+07:00'

/** The whole demo province out of one seed: the same on every machine, byte for byte. */
export const buildProvince = (): Province => {
  const plans = buildAgencies()
  const staff = buildStaff(plans)
  return {
    seed: SEED,
    name: 'Tỉnh Bến Tre (tỉnh mẫu)',
    opensAt: OPENS_AT,
    levels: LEVELS,
    agencies: plans.map(({ agency }) => agency),
    units: staff.units,
    positions: staff.positions,
    people: staff.people,
    appointments: staff.appointments,
    mandates: staff.mandates,
    desks: buildDesks(staff.seats),
  }
}
