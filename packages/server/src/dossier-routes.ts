// Hồ sơ on paper and as a sheet; each leaves its line in the access log.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { positionOf, tokenOf } from './http/session.ts'
import { DomainError } from './kernel/domain-error.ts'
import { isId } from './kernel/id.ts'
import { exportDossiers, printDossiers } from './modules/dossiers/index.ts'
import { actorOf } from './modules/identity/index.ts'
import type { Services } from './platform/services.ts'
import { XLSX } from './register-routes.ts'

export function dossierRoutes(app: FastifyInstance, services: Services): void {
  // A link carries no header, so the acting post stands in the address and is checked as ever.
  const actorFrom = (request: FastifyRequest) =>
    actorOf(
      services,
      tokenOf(request),
      (request.query as { position?: string }).position ?? positionOf(request),
    )
  for (const [ending, type, make] of [
    ['pdf', 'application/pdf', printDossiers],
    ['xlsx', XLSX, exportDossiers],
  ] as const) {
    const place = ending === 'pdf' ? 'inline' : 'attachment'
    app.get(`/api/v1/dossiers/:id/contents.${ending}`, async (request, reply) => {
      const { id } = request.params as { id: string }
      if (!isId(id)) throw new DomainError('not-found', 'dossiers.not-found')
      const bytes = await make(services, await actorFrom(request), { dossierId: id })
      return reply
        .type(type)
        .header('content-disposition', `${place}; filename="muc-luc-ho-so.${ending}"`)
        .send(Buffer.from(bytes))
    })
    app.get(`/api/v1/dossiers/plan.${ending}`, async (request, reply) => {
      const year = String((request.query as { year?: string }).year ?? '')
      const bytes = await make(services, await actorFrom(request), { year })
      return reply
        .type(type)
        .header('content-disposition', `${place}; filename="danh-muc-ho-so-${year}.${ending}"`)
        .send(Buffer.from(bytes))
    })
  }
}
