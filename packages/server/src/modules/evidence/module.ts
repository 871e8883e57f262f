import './errors.ts'
import type { Module, Reaction } from '../../platform/command.ts'
import { appendWaiting } from './append.ts'

/** Each of these events (or one made beside it) waits for its leaf: the job comes with the commit. */
const WITNESSED = [
  'registers.incoming-registered',
  'drafting.signed',
  'drafting.sealed',
  'drafting.issued',
  'drafting.recalled',
  'deliveries.arrived',
  'deliveries.recalled-by-sender',
  'intake.captured',
  'intake.returned',
  'exchange.status-received',
  'exchange.answered',
]

const reaction = (on: string): Reaction => ({
  on,
  run: async ({ addJob }) => addJob('evidence.append', {}, { key: 'evidence.append' }),
})

export const evidence: Module = {
  name: 'evidence',
  reactions: WITNESSED.map(reaction),
  jobs: [{ name: 'evidence.append', run: async (services) => void (await appendWaiting(services)) }],
}
