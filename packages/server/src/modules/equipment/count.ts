// Kiểm đếm: what was counted replaces what stood under the same asset code; nothing is doubled.
import { CountMachines } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import { keeper } from './access.ts'
import { coordinates, countMachines, listStaff } from './store/machines.ts'

export const countEquipment = command({
  name: 'equipment.count',
  input: CountMachines,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, { by, machines }) {
    const everywhere = await coordinates(tx)
    const posts = new Set(
      (await listStaff(tx, isoDay(now))).map((row) => `${row.person_id}|${row.agency_id}`),
    )
    for (const one of machines) {
      if (!everywhere && one.agencyId !== actor.acting.agencyId)
        throw new DomainError('forbidden', 'equipment.other-agency', { code: one.assetCode }, 'agencyId')
      if (one.personId && !posts.has(`${one.personId}|${one.agencyId}`))
        throw new DomainError('invalid', 'equipment.not-staff', { code: one.assetCode }, 'personId')
    }
    const done = await countMachines(tx, machines, by, isoDay(now))
    emit({ name: 'equipment.counted', subjectId: null, payload: { by, ...done } })
    touch('admin')
    return done
  },
})
