import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { correctEntry } from './correct-entry.ts'
import { expireReserved, releaseNumber } from './end-reservation.ts'
import { books, entries } from './queries.ts'
import { reserveNumber } from './reserve-number.ts'

export const registers: Module = {
  name: 'registers',
  commands: [reserveNumber, releaseNumber, expireReserved, correctEntry],
  queries: [books, entries],
}
