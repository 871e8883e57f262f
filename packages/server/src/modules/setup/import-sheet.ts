// Reads the sheet, says what is wrong row by row, and writes what is right; sent again, nothing stands twice.
import { newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { booksOf } from './books.ts'
import { type Directory, readDirectory } from './directory.ts'
import { newRows, type Rows } from './new-rows.ts'
import { type Plan, planImport, type RowError } from './plan.ts'
import { readSheets } from './read-sheet.ts'
import { appendEvents, correctName, postOfPerson } from './store/directory.ts'
import { actFor, asAdministrator, insertMany } from './store/walls.ts'

export interface ImportReport {
  agencies: number
  people: number
  errors: RowError[]
}

export async function importSheet(
  services: Services,
  administrator: { personId: string } | null,
  bytes: Uint8Array,
  dryRun: boolean,
): Promise<ImportReport> {
  const sheets = await readSheets(bytes)
  return services.runner.system(async (tx) => {
    await asAdministrator(tx)
    // Two imports at once would each believe that nothing stands yet.
    await tx.run('select pg_advisory_xact_lock(812601)')
    const directory = await readDirectory(tx)
    const plan = planImport(sheets, new Set(directory.agencies.keys()))
    if (!dryRun && administrator)
      await write(
        tx,
        plan,
        directory,
        administrator.personId,
        services.clock.now().toString(),
        isoDay(services.clock.now()),
      )
    return {
      agencies: plan.agencies.length,
      people: new Set(plan.posts.filter((post) => post.person).map(personOf)).size,
      errors: plan.errors,
    }
  })
}

const personOf = (post: Plan['posts'][number]) =>
  post.account ?? post.email ?? `${post.agency}|${post.person}`

async function write(
  tx: Tx,
  plan: Plan,
  directory: Directory,
  administratorId: string,
  now: string,
  day: string,
): Promise<void> {
  const rows = newRows(plan, directory, day)
  await insertMany(tx, 'organisations.level', rows.levels)
  await insertMany(tx, 'organisations.agency', rows.agencies)
  await insertMany(tx, 'organisations.agency_name', rows.names)
  for (const { id, ...row } of rows.corrected) await correctName(tx, id, row)
  // The walls know the agencies that stood when they were built; the new ones stand now.
  await asAdministrator(tx)
  await insertMany(tx, 'organisations.unit', rows.units)
  await insertMany(tx, 'organisations.position', rows.positions)
  await insertMany(tx, 'organisations.person', rows.people)
  await insertMany(tx, 'identity.account', rows.accounts)
  await insertMany(tx, 'organisations.appointment', rows.appointments)
  await insertMany(tx, 'organisations.mandate', rows.mandates)
  await seatAdministrator(tx, administratorId, plan, directory, rows, day)
  for (const opened of rows.opened) {
    const books = booksOf(opened.id, opened.agency, day)
    await actFor(tx, opened.id)
    await insertMany(tx, 'registers.book', books.books)
    await insertMany(tx, 'registers.series', books.series)
  }
  await sayWhatHappened(tx, rows, administratorId, now)
}

async function seatAdministrator(
  tx: Tx,
  personId: string,
  plan: Plan,
  directory: Directory,
  rows: Rows,
  day: string,
): Promise<void> {
  const first = plan.agencies.find((agency) => agency.parent === null) ?? plan.agencies[0]
  const agencyId = first && (directory.agencies.get(first.code)?.id ?? rows.idOf(first.code))
  if (!agencyId || (await postOfPerson(tx, personId))) return
  const positionId = newId()
  await insertMany(tx, 'organisations.position', [
    {
      id: positionId,
      agency_id: agencyId,
      unit_id: null,
      title: 'Quản trị hệ thống',
      roles: ['admin'],
      ordinal: 9999,
      valid_from: day,
    },
  ])
  await insertMany(tx, 'organisations.appointment', [
    {
      id: newId(),
      agency_id: agencyId,
      person_id: personId,
      position_id: positionId,
      valid_from: day,
      is_primary: true,
    },
  ])
}

async function sayWhatHappened(tx: Tx, rows: Rows, personId: string, now: string): Promise<void> {
  const perAgency = Map.groupBy(rows.positions, (row) => String(row.agency_id))
  const agencies = new Set([...perAgency.keys(), ...rows.opened.map((row) => row.id)])
  for (const id of agencies) {
    await actFor(tx, id)
    await appendEvents(tx, [
      {
        id: newId(),
        agency_id: id,
        happened_at: now,
        person_id: personId,
        name: 'setup.imported',
        subject_id: id,
        payload: { opened: rows.opened.some((row) => row.id === id), posts: perAgency.get(id)?.length ?? 0 },
      },
    ])
  }
}
