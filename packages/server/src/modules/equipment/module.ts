import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { checkIn, endLink, makeLinks } from './check-in.ts'
import { countEquipment } from './count.ts'
import { endIncident, network, openIncident, press, putPress, setPointState } from './network.ts'
import { equipmentBoard, machines, putLine } from './queries.ts'

export const equipment: Module = {
  name: 'equipment',
  commands: [
    countEquipment,
    makeLinks,
    endLink,
    checkIn,
    putLine,
    setPointState,
    openIncident,
    endIncident,
    putPress,
  ],
  queries: [equipmentBoard, machines, network, press],
}
