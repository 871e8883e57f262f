import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { board } from './board.ts'
import { detail, recordList } from './detail.ts'
import { subscribe } from './digest.ts'
import { closePeriod, enterFigure, setTarget } from './keep-figures.ts'

export const indicators: Module = {
  name: 'indicators',
  commands: [closePeriod, enterFigure, setTarget, subscribe],
  queries: [board, detail, recordList],
}
