import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { DomainError } from '../kernel/domain-error.ts'
import { newId } from '../kernel/id.ts'
import { log } from '../platform/log.ts'
import { problemOf } from './problem.ts'

export type Routes = (app: FastifyInstance) => void

export interface HttpOptions {
  /** Folder of the built screens; null serves the API alone. */
  screens: string | null
  ready: () => { ready: boolean; detail: Record<string, unknown> }
  metrics: () => string
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // React and the viewer set single properties through the CSSOM, which a policy allows; no style text is ever injected.
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  // The token's own program on the person's computer (VGCA Sign Service); nothing but this machine itself.
  "connect-src 'self' wss://127.0.0.1:* ws://127.0.0.1:*",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** When somebody last asked for something: background work gives way to people. */
export const activity = { lastAt: 0 }

export async function makeServer(options: HttpOptions, routes: Routes): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 2 * 1024 * 1024,
    genReqId: () => newId(),
    forceCloseConnections: true,
    trustProxy: 'loopback',
  })
  await app.register(cookie)
  app.addHook('onRequest', (request, reply, done) => {
    activity.lastAt = performance.now()
    reply
      .header('x-request-id', request.id)
      .header('content-security-policy', POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    done()
  })
  app.addHook('preHandler', async (request) => refuseForeign(request))
  app.addHook('onResponse', (request, reply, done) => {
    log.debug('http', {
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
    done()
  })
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error))
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !request.url.startsWith('/api/') && options.screens
      ? sendScreen(reply, options.screens, '/index.html')
      : sendProblem(
          reply,
          new DomainError('not-found', 'platform.unknown-command', { name: request.url.split('?')[0]! }),
        ),
  )
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const { ready, detail } = options.ready()
    return reply.code(ready ? 200 : 503).send({ ready, ...detail })
  })
  app.get('/metrics', async (request, reply) =>
    isLoopback(request.ip)
      ? reply.type('text/plain; version=0.0.4').send(options.metrics())
      : reply.code(404).send(),
  )
  routes(app)
  if (options.screens) serveScreens(app, options.screens)
  return app
}

const isLoopback = (ip: string) => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'

/** Writes come from our own pages only: a header that a foreign form cannot set, and an Origin that is ours. */
function refuseForeign(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  // A token's program has no page of ours: its one-time address is the proof (signing/tickets.ts).
  if (request.url.startsWith('/api/v1/ticket/')) return
  const origin = request.headers.origin
  const same = !origin || (URL.canParse(origin) && new URL(origin).host === request.headers.host)
  if (request.headers['x-congvan'] !== '1' || !same) throw new DomainError('forbidden', 'identity.csrf')
}

export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const problem = problemOf(error)
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
}

function serveScreens(app: FastifyInstance, folder: string): void {
  app.get('/*', async (request, reply) => sendScreen(reply, folder, decoded(request.url.split('?')[0]!)))
}

/** A path that is not percent-encoded as it should be names no file: the screens' own page answers. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/'
  }
}

async function sendScreen(reply: FastifyReply, folder: string, path: string): Promise<FastifyReply> {
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  const inside = file.startsWith(folder + sep)
  const bytes = inside && extname(file) ? await readFile(file).catch(() => null) : null
  if (bytes) {
    const hashed = path.startsWith('/assets/')
    return reply
      .type(TYPES[extname(file)] ?? 'application/octet-stream')
      .header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      .send(bytes)
  }
  if (extname(path)) return reply.code(404).send()
  return reply
    .type(TYPES['.html']!)
    .header('cache-control', 'no-cache')
    .send(await readFile(join(folder, 'index.html')))
}
