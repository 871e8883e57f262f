// What an agency has: its machines with their age and warranty, who has none, its lines, and the open check-in links.
import type { EquipmentBoard, MachineRow, Page } from '@congvan/contract'
import { PutLine } from '@congvan/contract'
import Type from 'typebox'
import { isoDay } from '../../kernel/time.ts'
import { command, query } from '../../platform/command.ts'
import { keeper } from './access.ts'
import { codeOf } from './check-in.ts'
import * as store from './store/holdings.ts'
import { listLinks } from './store/links.ts'
import { coordinates } from './store/machines.ts'

export const putLine = command({
  name: 'equipment.put-line',
  input: PutLine,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, input) {
    await store.putLine(tx, { ...input, agencyId: actor.acting.agencyId, today: isoDay(now) })
    emit({
      name: 'equipment.line-put',
      subjectId: input.lineId,
      payload: { kind: input.kind, state: input.state },
    })
    touch('admin')
    return {}
  },
})

export const equipmentBoard = query({
  name: 'equipment.board',
  input: Type.Object({}, { additionalProperties: false }),
  access: keeper,
  async run({ tx, now, actor, services }): Promise<EquipmentBoard> {
    const today = isoDay(now)
    const agencyId = actor.acting.agencyId
    const everywhere = await coordinates(tx)
    return {
      agency: actor.acting.agencyName,
      today,
      everywhere,
      mayCount: true,
      machines: await store.machineCounts(tx, today),
      staff: (await store.listHolders(tx, agencyId, today)).map((row) => ({
        personId: row.person_id,
        name: row.full_name,
        title: row.title,
        assetCode: row.asset_code,
        networked: row.networked,
      })),
      lines: (await store.listLines(tx, agencyId)).map((row) => ({
        id: row.id,
        kind: row.kind,
        provider: row.provider,
        speedMbps: row.speed_mbps,
        state: row.state,
        since: row.since,
      })),
      links: (await listLinks(tx, agencyId, now.toString())).map((row) => ({
        id: row.id,
        person: row.person,
        path: `/tu-kiem?ma=${codeOf(services, row.id, actor)}`,
        expiresAt: row.expires_at,
        usedAt: row.used_at,
      })),
    }
  },
})

export const machines = query({
  name: 'equipment.machines',
  input: Type.Object(
    {
      q: Type.Optional(Type.String({ maxLength: 100 })),
      flag: Type.Optional(
        Type.Union([
          Type.Literal('old'),
          Type.Literal('out-of-warranty'),
          Type.Literal('broken'),
          Type.Literal('nobody'),
        ]),
      ),
      cursor: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
    },
    { additionalProperties: false },
  ),
  access: keeper,
  async run({ tx, now }, input): Promise<Page<MachineRow>> {
    const today = isoDay(now)
    const offset = Number(input.cursor ?? 0)
    const rows = await store.listMachines(tx, { ...input, today, offset })
    return {
      rows: rows.slice(0, store.PAGE).map((row) => ({
        id: row.id,
        agencyId: row.agency_id,
        agency: row.agency,
        assetCode: row.asset_code,
        kind: row.kind,
        personId: row.person_id,
        person: row.person,
        model: row.model,
        boughtIn: row.bought_in,
        age: row.bought_in === null ? null : Number(today.slice(0, 4)) - row.bought_in,
        warrantyUntil: row.warranty_until,
        underWarranty: row.warranty_until === null ? null : row.warranty_until >= today,
        state: row.state,
        internalNetwork: row.internal_network,
        broadband: row.broadband,
        countedBy: row.counted_by,
        checkedInAt: row.checked_in_at,
        reading: row.reading,
      })),
      next: rows.length > store.PAGE ? String(offset + store.PAGE) : null,
    }
  },
})
