// One installation as a process of its own: answers, sends and keeps its log. The test acts for its people on the same
// database, and runs the jobs that are not the exchange's (rendering, judging).
import { openInstallation } from '../../compose.ts'
import type { DatabaseAddress } from '../../platform/postgres/database.ts'
import { startEvidence } from '../evidence/index.ts'
import { startExchange } from './index.ts'

interface Seated {
  data: string
  database: DatabaseAddress
  masterKey: string
  at: string
  port: number
}
const { at, port, ...options } = JSON.parse(process.env.CONGVAN_SEAT ?? '{}') as Seated
const { Temporal } = await import('../../kernel/time.ts')
const { setLogLevel } = await import('../../platform/log.ts')
setLogLevel('error')
const installation = await openInstallation({ ...options, workers: false })
const opensAt = Temporal.Instant.from(at)
installation.services.clock = {
  now: () => opensAt.add({ microseconds: Math.trunc(performance.now() * 1000) }),
}
startExchange(installation.services)
startEvidence(installation.services)
const app = await installation.serve({ screens: null, ready: () => ({ ready: true, detail: {} }) })
await app.listen({ port, host: '127.0.0.1' })
const address = app.server.address()
process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : port })}\n`)
