// "Bắt đầu sử dụng": outside commands and queries, since no organisation, post or session exists yet.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { setToken, tokenOf } from './http/session.ts'
import { DomainError } from './kernel/domain-error.ts'
import {
  addKey,
  addPicture,
  importSheet,
  makeTemplate,
  requireAdministrator,
  setAdministrator,
  setNextNumbers,
  setPassword,
  setupState,
} from './modules/setup/index.ts'
import type { Services } from './platform/services.ts'

const MOST_SHEET = 30 * 1024 * 1024
const MOST_KEY = 4 * 1024 * 1024
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function setupRoutes(app: FastifyInstance, services: Services, secure: boolean): void {
  stepOne(app, services, secure)
  app.post('/api/v1/setup/numbers', async (request) => {
    const administrator = await requireAdministrator(services, tokenOf(request))
    const { books } = (request.body ?? {}) as { books?: unknown }
    if (!Array.isArray(books))
      throw new DomainError('invalid', 'platform.invalid-input', { where: 'books' }, 'books')
    const wanted = books.map((row: { bookId?: unknown; nextNumber?: unknown }) => ({
      bookId: String(row?.bookId),
      nextNumber: Number(row?.nextNumber),
    }))
    return setNextNumbers(services, administrator, wanted)
  })
  app.post('/api/v1/setup/key', { bodyLimit: MOST_KEY }, async (request) => {
    const administrator = await requireAdministrator(services, tokenOf(request))
    return addKey(
      services,
      administrator,
      header(request, 'x-holder'),
      bytesOf(request),
      header(request, 'x-passphrase'),
    )
  })
  app.post('/api/v1/setup/picture', { bodyLimit: MOST_KEY }, async (request) => {
    const administrator = await requireAdministrator(services, tokenOf(request))
    const width = Number(header(request, 'x-width-mm'))
    return addPicture(
      services,
      administrator,
      header(request, 'x-holder'),
      bytesOf(request),
      width > 0 && width <= 100 ? width : null,
    )
  })
  app.post('/api/v1/setup/password', async (request) => {
    const administrator = await requireAdministrator(services, tokenOf(request))
    const { account, password } = (request.body ?? {}) as { account?: unknown; password?: unknown }
    await setPassword(services, administrator.personId, String(account ?? ''), String(password ?? ''))
    return {}
  })
}

function stepOne(app: FastifyInstance, services: Services, secure: boolean): void {
  app.get('/api/v1/setup', async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await setupState(services, tokenOf(request))),
  )
  app.post('/api/v1/setup/administrator', async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, unknown>
    const token = String(body.token ?? (request.query as { token?: string }).token ?? '')
    const session = await setAdministrator(services, tokenOf(request), token, {
      account: String(body.account ?? ''),
      name: String(body.name ?? ''),
      password: String(body.password ?? ''),
    })
    setToken(reply, session, secure)
    return {}
  })
  app.get('/api/v1/setup/template.xlsx', async (_request, reply) =>
    reply
      .type(XLSX)
      .header('content-disposition', 'attachment; filename="bang-mau-co-quan-va-nguoi-dung.xlsx"')
      .send(Buffer.from(await makeTemplate())),
  )
  app.post('/api/v1/setup/import', { bodyLimit: MOST_SHEET }, async (request) => {
    const dryRun = (request.query as { dryRun?: string }).dryRun === '1'
    // A trial reading writes nothing and may come before the administrator stands; it needs the printed code's holder.
    const administrator = dryRun
      ? await requireAdministrator(services, tokenOf(request)).catch((error) =>
          readerOnly(services, request, error),
        )
      : await requireAdministrator(services, tokenOf(request))
    return importSheet(services, administrator, bytesOf(request), dryRun)
  })
}

/** Before the administrator stands the sheet may be tried out: it is read, answered about, and forgotten. */
async function readerOnly(services: Services, request: FastifyRequest, refusal: unknown): Promise<null> {
  const state = services.demo ? null : await setupState(services, undefined)
  if (!state?.needed || !(request.query as { token?: string }).token) throw refusal
  return null
}

const bytesOf = (request: FastifyRequest): Uint8Array => {
  if (Buffer.isBuffer(request.body) && request.body.length > 0) return request.body
  throw new DomainError('invalid', 'platform.invalid-input', { where: 'tệp' }, 'file')
}

/** Header values are bytes: Vietnamese words travel percent-encoded. */
function header(request: FastifyRequest, name: string): string {
  const raw = String(request.headers[name] ?? '')
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
