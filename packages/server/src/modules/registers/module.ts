import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { correctEntry } from './correct-entry.ts'
import { books, entries } from './queries.ts'
import { reserveNumber } from './reserve-number.ts'

export const registers: Module = {
  name: 'registers',
  commands: [reserveNumber, correctEntry],
  queries: [books, entries],
}
