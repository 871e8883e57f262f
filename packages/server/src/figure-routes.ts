// Figures to take along, and the year-end report as a draft: what is not one command or one query.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { logAccess } from './modules/identity/index.ts'
import { draftYearReport, exportBoard, printBoard, renderYearReport } from './modules/programmes/index.ts'
import type { Actor } from './platform/actor.ts'
import type { Services } from './platform/services.ts'

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const day = (text: unknown) =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined

export function figureRoutes(
  app: FastifyInstance,
  services: Services,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  const taken = (who: Actor, detail: Record<string, unknown>) =>
    services.runner.system((tx) =>
      logAccess(tx, { personId: who.personId, agencyId: who.acting.agencyId, what: 'export', detail }),
    )
  const range = (request: FastifyRequest) => {
    const { from, to } = request.query as { from?: string; to?: string }
    return [day(from), day(to)] as const
  }
  app.get('/api/v1/indicators/board.xlsx', async (request, reply) => {
    const who = await actor(request)
    const [from, to] = range(request)
    const bytes = await exportBoard(services, who, from, to)
    await taken(who, { board: 'xlsx', from, to })
    return reply
      .header('content-disposition', 'attachment; filename="so-lieu-dieu-hanh.xlsx"')
      .type(SHEET)
      .send(Buffer.from(bytes))
  })
  app.get('/api/v1/indicators/board.pdf', async (request, reply) => {
    const who = await actor(request)
    const [from, to] = range(request)
    const bytes = await printBoard(services, who, from, to)
    await taken(who, { board: 'pdf', from, to })
    return reply.type('application/pdf').send(Buffer.from(bytes))
  })
  const yearOf = (text: unknown) => {
    const year = Number(text)
    return Number.isInteger(year) && year >= 2000 && year <= 2100
      ? year
      : services.clock.now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').year
  }
  app.get('/api/v1/reports/year.pdf', async (request, reply) => {
    const who = await actor(request)
    const year = yearOf((request.query as { year?: string }).year)
    const bytes = await renderYearReport(services, year)
    await taken(who, { report: 'year', year })
    return reply.type('application/pdf').send(Buffer.from(bytes))
  })
  app.post('/api/v1/reports/year', async (request) => {
    const { year } = (request.body ?? {}) as { year?: unknown }
    return draftYearReport(services, await actor(request), yearOf(year))
  })
}
