import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { countEquipment } from './count.ts'

export const equipment: Module = { name: 'equipment', commands: [countEquipment] }
