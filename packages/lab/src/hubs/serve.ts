// The hubs of domain notes §8.2 over real HTTP, each in its own dialect, each able to fail as a hub in the field fails.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { bkav } from './bkav.ts'
import { type HubDesk, HubRefusal } from './desk.ts'
import { keyed } from './keyed.ts'
import { oauth } from './oauth.ts'

export interface HubCall {
  method: string
  path: string[]
  query: URLSearchParams
  header(name: string): string
  body: Buffer
}
export interface HubAnswer {
  status: number
  /** JSON, or raw bytes. */
  body: unknown
}
export interface Dialect {
  answer(call: HubCall): Promise<HubAnswer>
  refuse(error: HubRefusal): HubAnswer
}
export type HubDialectName = 'key' | 'oauth' | 'bkav'
const DIALECTS: Record<HubDialectName, (desk: HubDesk) => Dialect> = { key: keyed, oauth, bkav }

export function serveHub(name: HubDialectName, desk: HubDesk): Server {
  const dialect = DIALECTS[name](desk)
  let calls = 0
  /** Every n-th call, so that a share is met exactly however few calls there are. */
  const strikes = (share: number, offset: number) =>
    share > 0 && (calls + offset) % Math.max(1, Math.round(1 / share)) === 0
  return createServer((request, response) => {
    void (async () => {
      calls++
      const url = new URL(request.url ?? '/', 'http://hub')
      const path = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
      const body = await bodyOf(request)
      const broken = await desk.faults.beforeCall(path.at(-1) ?? '')
      if (broken) return void response.writeHead(broken).end('Bad Gateway')
      if (strikes(desk.switches.page, 1))
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Đăng nhập</html>')
      const header = (word: string) => String(request.headers[word.toLowerCase()] ?? '')
      const call = { method: request.method ?? 'GET', path, query: url.searchParams, header, body }
      const { status, body: said } = await dialect.answer(call).catch((error: Error) => {
        if (error instanceof HubRefusal) return dialect.refuse(error)
        return { status: 500, body: { error: error.message } }
      })
      if (strikes(desk.switches.late, 2)) return void response.writeHead(502).end('Bad Gateway')
      const raw = Buffer.isBuffer(said)
      const bytes = raw ? said : Buffer.from(JSON.stringify(said))
      response.writeHead(status, {
        'content-type': raw ? 'application/octet-stream' : 'application/json',
        'content-length': bytes.length,
      })
      if (!strikes(desk.switches.cut, 3)) return void response.end(bytes)
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
    })()
  })
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
