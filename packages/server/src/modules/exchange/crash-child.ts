// A process of its own that sends what waits at one installation to the other, and is cut where CONGVAN_KILL_AT says.
import { openInstallation } from '../../compose.ts'
import type { DatabaseAddress } from '../../platform/postgres/database.ts'
import { appendWaiting } from '../evidence/index.ts'
import { drain, openLoopback, receive } from './index.ts'

interface Side {
  key: string
  data: string
  database: DatabaseAddress
  loopback: string
}
const { sides, masterKey, at } = JSON.parse(process.env.CONGVAN_CRASH_SIDES ?? '{}') as {
  sides: Side[]
  masterKey: string
  at: string
}
const { Temporal } = await import('../../kernel/time.ts')
const opened = []
for (const side of sides) {
  const installation = await openInstallation({ ...side, masterKey, workers: false })
  installation.services.clock = {
    now: () => Temporal.Instant.from(at).add({ microseconds: Math.trunc(performance.now() * 1000) }),
  }
  openLoopback(side.loopback, (from, packet) => receive(installation.services, from, packet))
  opened.push(installation.services)
}
for (const services of opened) {
  await drain(services)
  await appendWaiting(services)
}
process.exit(0)
