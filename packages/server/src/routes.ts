// The HTTP face of the modules: one table of commands and queries, and the few things that are not JSON.
import type { IssuePaper } from '@congvan/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dossierRoutes } from './dossier-routes.ts'
import { exchangeRoutes } from './exchange-routes.ts'
import { figureRoutes } from './figure-routes.ts'
import { openApiOf } from './http/openapi.ts'
import { clearToken, positionOf, setToken, tokenOf } from './http/session.ts'
import { DomainError } from './kernel/domain-error.ts'
import { isId, newId } from './kernel/id.ts'
import { liveRoute } from './live-route.ts'
import { mailRoutes } from './mail-routes.ts'
import {
  exportRegister,
  findDesks,
  listDesks,
  printRegister,
  printSeparators,
  printSlip,
  proofPackage,
  stampedCopy,
} from './modules/desk/index.ts'
import { components } from './modules/documents/index.ts'
import {
  issueDocuments,
  issuePaper,
  previewDraft,
  printForPaper,
  signDocuments,
} from './modules/drafting/index.ts'
import { noteOpened } from './modules/exchange/index.ts'
import { actorOf, closeSession, logAccess, logIn, openSession } from './modules/identity/index.ts'
import { takeDropped } from './modules/intake/index.ts'
import { evidenceOf } from './modules/preservation/index.ts'
import { exportSearch, printSearch } from './modules/search/index.ts'
import type { Actor } from './platform/actor.ts'
import { agenciesOf } from './platform/actor.ts'
import type { LiveChannel } from './platform/live.ts'
import type { Services } from './platform/services.ts'
import { checkInRoutes, publicRoutes } from './public-routes.ts'
import { registerRoutes } from './register-routes.ts'
import { setupRoutes } from './setup-routes.ts'
import { signingRoutes } from './signing-routes.ts'

const MOST_UPLOAD = 200 * 1024 * 1024

export function apiRoutes(services: Services, live: LiveChannel, options: { secureCookie: boolean }) {
  const actor = (request: FastifyRequest): Promise<Actor> =>
    actorOf(services, tokenOf(request), positionOf(request))

  return (app: FastifyInstance): void => {
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_UPLOAD }, (_request, body, done) =>
      done(null, body),
    )
    sessionRoutes(app, services, options.secureCookie)
    setupRoutes(app, services, options.secureCookie)
    publicRoutes(app, services)
    checkInRoutes(app, services)
    commandRoutes(app, services, actor)
    fileRoutes(app, services, actor)
    evidenceRoute(app, services, actor)
    printRoutes(app, services, actor)
    searchRoutes(app, services)
    figureRoutes(app, services, actor)
    liveRoute(app, live, actor)
    describeRoutes(app, services)
    exchangeRoutes(app, services)
    signingRoutes(app, services, actor)
    registerRoutes(app, services, actor)
    mailRoutes(app, services, actor)
    dossierRoutes(app, services)
  }
}

/** The public promise, described: every command and query with its schema (OpenAPI 3.1). */
function describeRoutes(app: FastifyInstance, services: Services): void {
  app.get('/api/openapi.json', async () => openApiOf(services.runner))
  app.get('/api/v1/demo/simulation', async () => ({ on: await simulationOn(services) }))
  app.post('/api/v1/demo/simulation', async (request) => {
    if (!services.demo) throw new DomainError('forbidden', 'identity.demo-only')
    const { on } = (request.body ?? {}) as { on?: unknown }
    await services.runner.system((tx) =>
      tx.run(`update platform.setting set value = $1 where key = 'demo-simulation'`, [
        JSON.stringify(on === true),
      ]),
    )
    return { on: await simulationOn(services) }
  })
}

const simulationOn = (services: Services): Promise<boolean> =>
  services.runner.system(async (tx) => {
    const row = await tx.one<{ value: boolean }>(
      `select value from platform.setting where key = 'demo-simulation'`,
    )
    return row?.value === true
  })

function sessionRoutes(app: FastifyInstance, services: Services, secure: boolean): void {
  app.get('/api/v1/desks', async (_request, reply) => {
    const desks = await listDesks(services)
    return desks ?? reply.code(404).send({ desks: [] })
  })
  app.post('/api/v1/session/desk', async (request, reply) => {
    if (!services.demo) throw new DomainError('forbidden', 'identity.demo-only')
    const { deskId } = (request.body ?? {}) as { deskId?: string }
    const desk = (await services.runner.system(findDesks))?.desks.find((row) => row.id === deskId)
    if (!desk) throw new DomainError('not-found', 'identity.no-such-desk')
    await endBefore(services, request)
    setToken(reply, await openSession(services, desk.personId, false, 'desk'), secure)
    return { positionId: desk.positionId }
  })
  const attempts = new Map<string, { count: number; since: number }>()
  app.post('/api/v1/session', async (request, reply) => {
    limitRate(attempts, request.ip)
    const { account, password } = (request.body ?? {}) as { account?: string; password?: string }
    const token = await logIn(services, String(account ?? ''), String(password ?? ''))
    await endBefore(services, request)
    setToken(reply, token, secure)
    return {}
  })
  app.delete('/api/v1/session', async (request, reply) => {
    const token = tokenOf(request)
    if (token) await closeSession(services, token)
    clearToken(reply)
    return {}
  })
}

/** Rotation: a new log-in ends the session this browser held, so a copied cookie does not outlive it. */
async function endBefore(services: Services, request: FastifyRequest): Promise<void> {
  const before = tokenOf(request)
  if (before) await closeSession(services, before)
}

/** Thirty log-ins a minute from one address; accounts lock by themselves besides. */
function limitRate(attempts: Map<string, { count: number; since: number }>, ip: string): void {
  const now = performance.now()
  const row = attempts.get(ip)
  if (!row || now - row.since > 60_000) attempts.set(ip, { count: 1, since: now })
  else if (++row.count > 30) throw new DomainError('too-many', 'identity.locked', { minutes: 1 })
  if (attempts.size > 10_000) attempts.clear()
}

function commandRoutes(
  app: FastifyInstance,
  services: Services,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  app.post('/api/v1/commands/:name', async (request) => {
    const { name } = request.params as { name: string }
    const { commandId, input } = (request.body ?? {}) as { commandId?: unknown; input?: unknown }
    if (!isId(commandId))
      throw new DomainError('invalid', 'platform.invalid-input', { where: 'commandId' }, 'commandId')
    const who = await actor(request)
    const answer = (await services.runner.commandByName(name, who, commandId, input ?? {})) as {
      documentId?: string
    } | null
    return withView(services, who, name, answer)
  })
  app.get('/api/v1/queries/:name', async (request) => {
    const { name } = request.params as { name: string }
    return services.runner.queryByName(name, await actor(request), { ...(request.query as object) })
  })
  app.post('/api/v1/actions/:name', async (request) => {
    const { name } = request.params as { name: string }
    const { input } = (request.body ?? {}) as {
      input?: { documentIds?: unknown; send?: unknown; passphrase?: string } & Partial<IssuePaper>
    }
    if (name === 'issue-paper') return issuePaper(services, await actor(request), paperInput(input ?? {}))
    const ids = Array.isArray(input?.documentIds) ? input.documentIds.filter(isId).slice(0, 200) : []
    if (ids.length === 0)
      throw new DomainError('invalid', 'platform.invalid-input', { where: 'documentIds' }, 'documentIds')
    const passphrase = input?.passphrase ? { passphrase: String(input.passphrase) } : {}
    const who = await actor(request)
    if (name === 'sign') return signDocuments(services, who, { documentIds: ids, ...passphrase })
    if (name === 'issue')
      return issueDocuments(services, who, { documentIds: ids, send: input?.send !== false, ...passphrase })
    throw new DomainError('not-found', 'platform.unknown-command', { name })
  })
  app.post('/api/v1/preview', async (request) => {
    const { content } = (request.body ?? {}) as { content: Parameters<typeof previewDraft>[2] }
    return previewDraft(services, await actor(request), content)
  })
}

function paperInput(input: Partial<Record<keyof IssuePaper, unknown>>): IssuePaper {
  const { documentId, uploadId } = input
  for (const [where, id] of Object.entries({ documentId, uploadId }))
    if (!isId(id)) throw new DomainError('invalid', 'platform.invalid-input', { where }, where)
  return {
    documentId: String(documentId),
    uploadId: String(uploadId),
    send: input.send !== false,
    ...(input.passphrase ? { passphrase: String(input.passphrase) } : {}),
  }
}

/** A command answers with the new state of what it changed, so that no second request is needed. */
async function withView(
  services: Services,
  who: Actor,
  name: string,
  answer: { documentId?: string } | null,
): Promise<unknown> {
  if (!answer?.documentId) return answer ?? {}
  const view = name.startsWith('drafting.') ? 'drafting.get' : 'documents.get'
  const seen = await services.runner
    .queryByName(view, who, { documentId: answer.documentId })
    .catch(() => ({}))
  return { ...(seen as object), result: answer }
}

function fileRoutes(
  app: FastifyInstance,
  services: Services,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  // A file is not parsed: it streams to the disk, so the size of a body bounds no memory here (takeDropped).
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.post('/api/v1/uploads', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
      const who = await actor(request)
      const name = decoded(String(request.headers['x-filename'] ?? 'tep'))
      return takeDropped(
        services,
        who,
        newId(),
        name,
        request.raw,
        Number(request.headers['content-length'] ?? 0),
      )
    })
  })
  app.get('/api/v1/documents/:id/components/:ordinal', async (request, reply) => {
    const { id, ordinal } = request.params as { id: string; ordinal: string }
    const who = await actor(request)
    const row =
      isId(id) && /^\d{1,3}$/.test(ordinal)
        ? await services.runner.read(who, (tx) =>
            components.findComponent(tx, agenciesOf(who), id, Number(ordinal)),
          )
        : null
    if (!row) throw new DomainError('not-found', 'documents.not-found')
    if (row.frozen) throw new DomainError('conflict', 'documents.recalled')
    await services.runner.system((tx) =>
      logAccess(tx, {
        personId: who.personId,
        agencyId: row.agency_id,
        what: 'read-file',
        subjectId: id,
        detail: { ordinal: row.ordinal },
      }),
    )
    if (row.incoming) await noteOpened(services, who, row.agency_id, id)
    const download =
      (request.query as { download?: string }).download !== undefined || row.media_type !== 'application/pdf'
    reply
      .header(
        'content-disposition',
        `${download && !row.media_type.startsWith('image/') ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(row.filename)}`,
      )
      .header('content-length', row.bytes)
      .header('cache-control', 'private, max-age=0, must-revalidate')
      .header('etag', `"${row.sha256}"`)
      .type(row.media_type)
    return reply.send(services.blobs.stream(row.sha256))
  })
}

/** The evidence kept with a file (Circular 41/2017), for whoever may read the file. */
function evidenceRoute(
  app: FastifyInstance,
  services: Services,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  app.get('/api/v1/documents/:id/components/:ordinal/evidence.json', async (request, reply) => {
    const { id, ordinal } = request.params as { id: string; ordinal: string }
    const who = await actor(request)
    const row =
      isId(id) && /^\d{1,3}$/.test(ordinal) ? await evidenceOf(services, who, id, Number(ordinal)) : null
    if (!row) throw new DomainError('not-found', 'preservation.no-evidence')
    reply
      .header('content-disposition', `attachment; filename="bang-chung-chu-ky-${ordinal}.json"`)
      .header('cache-control', 'private, no-store')
      .type('application/json')
    return reply.send(services.blobs.stream(row.blob_sha256))
  })
}

/** What people print or take along; each leaves an audit row. */
function printRoutes(
  app: FastifyInstance,
  services: Services,
  actor: (request: FastifyRequest) => Promise<Actor>,
): void {
  const range = (request: FastifyRequest) => {
    const { from, to } = request.query as { from?: string; to?: string }
    const day = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined)
    return { from: day(from), to: day(to) }
  }
  const idOf = (request: FastifyRequest) => {
    const { id } = request.params as { id: string }
    if (!isId(id)) throw new DomainError('not-found', 'documents.not-found')
    return id
  }
  const file = (name: string, type: string, inline: boolean) => ({
    'content-type': type,
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
  app.get('/api/v1/intake/separator-sheets.pdf', async (request, reply) =>
    reply
      .headers(file('to-phan-cach.pdf', 'application/pdf', true))
      .send(Buffer.from(await printSeparators(services, await actor(request)))),
  )
  app.get('/api/v1/documents/:id/slip.pdf', async (request, reply) =>
    reply
      .headers(file('phieu-giai-quyet.pdf', 'application/pdf', true))
      .send(Buffer.from(await printSlip(services, await actor(request), idOf(request)))),
  )
  app.get('/api/v1/documents/:id/stamped.pdf', async (request, reply) =>
    reply
      .headers(file('ban-co-dau-den.pdf', 'application/pdf', true))
      .send(Buffer.from(await stampedCopy(services, await actor(request), idOf(request)))),
  )
  app.get('/api/v1/documents/:id/proof.zip', async (request, reply) => {
    const { name, zip } = await proofPackage(services, await actor(request), idOf(request))
    return reply.headers(file(name, 'application/zip', false)).send(Buffer.from(zip))
  })
  app.get('/api/v1/documents/:id/paper.pdf', async (request, reply) =>
    reply
      .headers(file('ban-ky-giay.pdf', 'application/pdf', true))
      .send(await printForPaper(services, await actor(request), idOf(request))),
  )
  app.get('/api/v1/registers/:id/print.pdf', async (request, reply) =>
    reply
      .headers(file('so-dang-ky.pdf', 'application/pdf', true))
      .send(Buffer.from(await printRegister(services, await actor(request), idOf(request), range(request)))),
  )
  app.get('/api/v1/registers/:id/export.xlsx', async (request, reply) =>
    reply
      .headers(
        file('so-dang-ky.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', false),
      )
      .send(Buffer.from(await exportRegister(services, await actor(request), idOf(request), range(request)))),
  )
}

/** A found list taken along; a link carries no header, so the acting post stands in the address and is checked as ever. */
function searchRoutes(app: FastifyInstance, services: Services): void {
  for (const [path, type, name, make] of [
    [
      'export.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'danh-muc-van-ban.xlsx',
      exportSearch,
    ],
    ['print.pdf', 'application/pdf', 'danh-muc-van-ban.pdf', printSearch],
  ] as const)
    app.get(`/api/v1/search/${path}`, async (request, reply) => {
      const { position, ...asked } = request.query as Record<string, string>
      const who = await actorOf(services, tokenOf(request), position ?? positionOf(request))
      const bytes = await make(services, who, asked)
      return reply
        .headers({
          'content-type': type,
          'content-disposition': `${path.endsWith('pdf') ? 'inline' : 'attachment'}; filename="${name}"`,
        })
        .send(Buffer.from(bytes))
    })
}

/** A name that is not percent-encoded as it should be is still a name. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
