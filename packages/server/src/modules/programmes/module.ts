import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { assignTarget, carryTargets, reportProgress, reviewTargets, targetBoard } from './targets.ts'

export const programmes: Module = {
  name: 'programmes',
  commands: [assignTarget, reportProgress, reviewTargets, carryTargets],
  queries: [targetBoard],
}
