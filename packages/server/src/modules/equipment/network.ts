// Bưu chính, viễn thông, báo chí: places with their state, interruptions from–to, and who must be told.
import {
  EndIncident,
  type NetworkMap,
  OpenIncident,
  type PressRegister,
  PutPressAgency,
  SetPointState,
} from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay, Temporal, ZONE } from '../../kernel/time.ts'
import { command, query } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { keeper } from './access.ts'
import { coordinates } from './store/machines.ts'
import * as store from './store/network.ts'

const nothing = Type.Object({}, { additionalProperties: false })

async function assertKeeper(tx: Tx): Promise<void> {
  if (!(await coordinates(tx))) throw new DomainError('forbidden', 'equipment.not-coordinator')
}
/** `2021-12-20T07:30` on the province's clock → instant. */
const instantOf = (text: string): Temporal.Instant => {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant()
  } catch {
    throw new DomainError('invalid', 'equipment.bad-time', {}, 'beganAt')
  }
}

export const setPointState = command({
  name: 'equipment.set-point',
  input: SetPointState,
  access: keeper,
  async run({ tx, now, emit, touch }, { pointId, state }) {
    await assertKeeper(tx)
    const before = await store.setPoint(tx, pointId, state, now.toString())
    if (before === null) throw new DomainError('not-found', 'equipment.no-point')
    emit({ name: 'equipment.point-set', subjectId: pointId, payload: { from: before, to: state } })
    touch('admin')
    return {}
  },
})

/** Opens a row of the log; the places named in it stand stopped from then on. */
export const openIncident = command({
  name: 'equipment.open-incident',
  input: OpenIncident,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, input) {
    await assertKeeper(tx)
    const began = instantOf(input.beganAt)
    if (Temporal.Instant.compare(began, now) > 0)
      throw new DomainError('invalid', 'equipment.not-yet', {}, 'beganAt')
    const code = await store.insertIncident(tx, {
      agencyId: actor.acting.agencyId,
      id: input.incidentId,
      kind: input.kind,
      year: began.toZonedDateTimeISO(ZONE).year,
      beganAt: began.toString(),
      place: input.place,
      territoryAgencyId: input.territoryAgencyId,
      cause: input.cause,
      cutOff: input.authoritiesCutOff,
    })
    await store.setPoints(tx, input.pointIds, 'stopped', began.toString())
    emit({
      name: 'equipment.incident-opened',
      subjectId: input.incidentId,
      payload: {
        code,
        kind: input.kind,
        beganAt: began.toString(),
        cutOff: input.authoritiesCutOff,
        points: input.pointIds,
      },
    })
    touch('admin')
    return { code }
  },
})

/** Đã khắc phục: the end of the interruption, and its places work again. */
export const endIncident = command({
  name: 'equipment.end-incident',
  input: EndIncident,
  access: keeper,
  async run({ tx, now, emit, touch }, { incidentId, endedAt }) {
    await assertKeeper(tx)
    const ended = instantOf(endedAt)
    const row = await store.findIncident(tx, incidentId)
    if (!row) throw new DomainError('not-found', 'equipment.no-incident')
    if (row.repaired) throw new DomainError('conflict', 'equipment.already-repaired', { code: row.code })
    const began = Temporal.Instant.from(row.began_at)
    if (Temporal.Instant.compare(ended, began) < 0 || Temporal.Instant.compare(ended, now) > 0)
      throw new DomainError(
        'invalid',
        'equipment.end-before-start',
        { began: printDay(isoDay(began)) },
        'endedAt',
      )
    await store.endIncident(tx, incidentId, ended.toString())
    const opened = await store.pointsOf(tx, incidentId)
    await store.setPoints(tx, opened, 'working', ended.toString())
    emit({
      name: 'equipment.incident-ended',
      subjectId: incidentId,
      payload: { code: row.code, endedAt: ended.toString() },
    })
    touch('admin')
    return {}
  },
})

export const putPress = command({
  name: 'equipment.put-press',
  input: PutPressAgency,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, input) {
    await assertKeeper(tx)
    if (!(await store.putPress(tx, { ...input, agencyId: actor.acting.agencyId, today: isoDay(now) })))
      throw new DomainError('conflict', 'equipment.press-code-taken', { code: input.code }, 'code')
    emit({
      name: 'equipment.press-put',
      subjectId: input.pressId,
      payload: { code: input.code, until: input.until },
    })
    touch('admin')
    return {}
  },
})

/** The schematic and the log, for everybody: whether post and telecom work concerns every authority. */
export const network = query({
  name: 'equipment.network',
  input: nothing,
  access: () => null,
  async run({ tx, now, actor }): Promise<NetworkMap> {
    const today = isoDay(now)
    const january = Temporal.PlainDate.from(`${today.slice(0, 4)}-01-01`)
      .toZonedDateTime(ZONE)
      .toInstant()
    const points = await store.listPoints(tx, today)
    const incidents = (await store.listIncidents(tx, january.toString())).map((row) => {
      const end = row.ended_at ? Temporal.Instant.from(row.ended_at) : now
      const hours = end.since(Temporal.Instant.from(row.began_at)).total('hours')
      return {
        id: row.id,
        code: row.code,
        kind: row.kind,
        beganAt: row.began_at,
        endedAt: row.ended_at,
        hours: Math.round(hours * 10) / 10,
        place: row.place,
        cause: row.cause,
        repaired: row.repaired,
        authoritiesCutOff: row.authorities_cut_off,
      }
    })
    const count = (test: (row: (typeof incidents)[number]) => boolean) => incidents.filter(test).length
    return {
      places: [...Map.groupBy(points, (row) => row.place_id ?? '')].map(([id, rows]) => ({
        id,
        name: rows[0]!.place ?? 'Toàn tỉnh',
        column: rows[0]!.grid_column,
        row: rows[0]!.grid_row,
        points: rows.map((row) => ({
          id: row.id,
          code: row.code,
          name: row.name,
          kind: row.kind,
          address: row.address,
          state: row.state,
          stateSince: row.state_since,
        })),
      })),
      incidents,
      year: {
        post: count((row) => row.kind === 'post'),
        telecom: count((row) => row.kind === 'telecom'),
        hours: Math.round(incidents.reduce((sum, row) => sum + row.hours, 0) * 10) / 10,
        open: count((row) => !row.repaired),
        cutOff: count((row) => row.authoritiesCutOff),
      },
      mayKeep: keeper(actor) === null && (await coordinates(tx)),
    }
  },
})

export const press = query({
  name: 'equipment.press',
  input: nothing,
  access: () => null,
  async run({ tx, now, actor }): Promise<PressRegister> {
    const today = isoDay(now)
    const year = Number(today.slice(0, 4))
    const { rows, announcements } = await store.readPress(tx, `${year}-01-01`, today)
    return {
      rows,
      announcements: { year, count: announcements },
      mayKeep: keeper(actor) === null && (await coordinates(tx)),
    }
  },
})
