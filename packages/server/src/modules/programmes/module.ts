import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { agencyNames, targetBoard, targetHistory } from './target-board.ts'
import { assignTarget, carryTargets, reportProgress, reviewTargets } from './targets.ts'

export const programmes: Module = {
  name: 'programmes',
  commands: [assignTarget, reportProgress, reviewTargets, carryTargets],
  queries: [targetBoard, targetHistory, agencyNames],
}
