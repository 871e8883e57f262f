import { buildCertificates } from './assets/certificates.ts'
import { equip } from './assets/equipment.ts'
import { buildProcedures } from './assets/procedures.ts'
import type { Assets } from './assets/types.ts'
import { buildTargets, buildTraining, INCIDENTS, PRESS_AGENCIES } from './assets/year.ts'
import { WORKING_CALENDAR, type WorkingCalendar } from './calendar.ts'
import { buildDossiers } from './dossiers.ts'
import { buildDesks } from './people/desks.ts'
import { buildStaff } from './people/posts.ts'
import { SEED } from './random.ts'
import type { Book } from './registers/books.ts'
import { buildAgencies, LEVELS } from './territory/agencies.ts'
import { buildThreads } from './threads/build-threads.ts'
import { SLOW_RECIPIENTS } from './threads/deliver.ts'
import { EXTERNAL_ISSUERS } from './threads/external.ts'
import type { ExternalIssuer, Thread } from './threads/types.ts'
import { buildWorld } from './threads/world.ts'
import type {
  Agency,
  Appointment,
  Desk,
  Dossier,
  DossierPlan,
  Level,
  Mandate,
  Moment,
  Person,
  Position,
  Unit,
} from './types.ts'

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
  readonly books: readonly Book[]
  readonly threads: readonly Thread[]
  readonly dossiers: readonly Dossier[]
  readonly dossierPlans: readonly DossierPlan[]
  readonly externalIssuers: readonly ExternalIssuer[]
  readonly calendar: WorkingCalendar
  /** Certificates, devices, mailboxes, computers, training, procedures, targets: what the year's figures are counted from. */
  readonly assets: Assets
  /** Recipients that the simulation leaves unregistered, so that a reminder has somebody to reach. */
  readonly slowRecipientIds: readonly string[]
}

export const OPENS_AT: Moment = '2021-12-20T07:30:00+07:00'

/** The whole demo province out of one seed: the same on every machine, byte for byte. */
export const buildProvince = (): Province => {
  const plans = buildAgencies()
  const staff = buildStaff(plans)
  const world = buildWorld(plans, staff)
  const { threads, books } = buildThreads(world, plans)
  const documents = threads.flatMap((thread) => thread.documents)
  const desks = buildDesks(staff.seats)
  const signers = new Set([
    ...desks.map(({ personId }) => personId),
    ...documents.flatMap(({ signerPersonId }) => signerPersonId ?? []),
  ])
  const { people, mailboxes, workstations } = equip(plans, staff, signers)
  return {
    seed: SEED,
    name: 'Tỉnh Bến Tre (tỉnh mẫu)',
    opensAt: OPENS_AT,
    levels: LEVELS,
    agencies: plans.map(({ agency }) => agency),
    units: staff.units,
    positions: staff.positions,
    people,
    appointments: staff.appointments,
    mandates: staff.mandates,
    desks,
    books,
    threads,
    ...buildDossiers(staff.seats, staff.positions, staff.units, documents),
    externalIssuers: [...EXTERNAL_ISSUERS.values()],
    calendar: WORKING_CALENDAR,
    assets: {
      ...buildCertificates(plans, staff, documents, desks),
      mailboxes,
      workstations,
      trainingClasses: buildTraining(plans, staff),
      procedures: buildProcedures(plans),
      targets: buildTargets(plans),
      incidents: INCIDENTS,
      pressAgencies: PRESS_AGENCIES,
    },
    slowRecipientIds: SLOW_RECIPIENTS.map((code) => world.byCode.get(code)?.agency.id ?? ''),
  }
}
