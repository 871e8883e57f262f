// All devices of the lab on two doors of loopback: one HTTP (operator, remote service, phones), one WebSocket (the token's service).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { DEVICE_FAULTS, type DeviceFault, Phones } from './phone.ts'
import { phonePage } from './phone-page.ts'
import { Rssp, type RsspOptions } from './rssp.ts'
import { mobileIdReply, mssReply, type Reply, type SimOptions } from './sim.ts'
import { VgcaDouble } from './vgca.ts'

export interface DevicesOptions {
  port?: number
  tokenPort?: number
  /** The real service speaks wss: a certificate of its own for 127.0.0.1, which its installer puts into the machine's trust. */
  tokenTls?: { key: string; cert: string }
  now?: () => Date
  clientId?: string
  secret?: string
  /** How long a phone waits; tests shorten it. */
  seconds?: number
  asynchronous?: boolean
}

export interface Devices {
  baseUrl: string
  tokenUrl: string
  sims: Phones
  remote: Phones
  token: VgcaDouble
  close(): Promise<void>
}

export const CLIENT = { id: 'congvan', secret: 'bi-mat-thu-nghiem' }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const listen = async (server: Server, port: number): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no address')
  return address.port
}

const json = (body: unknown): Reply => ({ status: 200, type: 'application/json', body: JSON.stringify(body) })

/** /phone/ACCOUNT: the page; /requests: what waits; /press: the person's answer. Both kinds of phone look alike. */
function phoneReply(kinds: Phones[], path: string, body: string): Reply | null {
  const match = /^\/phone\/([^/]+)(\/requests|\/press)?$/.exec(path)
  if (!match) return null
  const account = decodeURIComponent(match[1]!)
  const phones = kinds.find((one) => one.find(account))
  const owner = phones?.find(account)
  if (!phones || !owner) return null
  if (match[2] === '/requests')
    return json({
      requests: phones.waiting(account).map(({ id, text, code }) => ({ id, text, code })),
    })
  if (match[2] === '/press') {
    const asked = JSON.parse(body) as { id: string; agree: boolean; pin: string }
    return json({ answer: phones.press(asked.id, asked.agree, asked.pin) })
  }
  return { status: 200, type: 'text/html; charset=utf-8', body: phonePage(account, owner.name, owner.pin) }
}

const down = (phones: Phones): 'destroy' | Reply | null => {
  if (phones.faults.has('down')) return 'destroy'
  if (phones.faults.has('http-500')) return { status: 503, type: 'text/plain', body: 'unavailable' }
  return phones.faults.has('garbage') ? { status: 200, type: 'text/html', body: '<html>' } : null
}

export async function openDevices(options: DevicesOptions = {}): Promise<Devices> {
  const sims = new Phones()
  const remote = new Phones()
  const client = { clientId: options.clientId ?? CLIENT.id, secret: options.secret ?? CLIENT.secret }
  const extra = options.seconds ? { seconds: options.seconds } : {}
  const sim: SimOptions = { ...client, ...extra }
  const rsspOptions: RsspOptions = { ...client, ...extra, asynchronous: options.asynchronous ?? true }
  const rssp = new Rssp(remote, rsspOptions)
  const route = async (request: IncomingMessage): Promise<Reply | 'destroy'> => {
    const url = new URL(request.url ?? '/', 'http://lab')
    const body = await bodyOf(request)
    const path = url.pathname
    const page = phoneReply([sims, remote], path, body)
    if (page) return page
    if (path === '/lab/devices') return control(body)
    const isRemote = path.startsWith('/rssp/')
    const broken = down(isRemote ? remote : sims)
    if (broken) return broken
    if ((isRemote ? remote : sims).faults.has('slow')) await new Promise((r) => setTimeout(r, 1500))
    if (isRemote) return rssp.reply(path.slice(5), String(request.headers.authorization ?? ''), body)
    if (path === '/sim/mss') return mssReply(sims, sim, body)
    return mobileIdReply(sims, sim, request.method ?? 'GET', path.slice(4), url.searchParams, body)
  }
  const control = (body: string): Reply => {
    const wish = JSON.parse(body) as { kind: 'sim' | 'remote'; fault: string; on: boolean }
    const { faults } = wish.kind === 'sim' ? sims : remote
    const fault = DEVICE_FAULTS.find((one): one is DeviceFault => one === wish.fault)
    if (fault) wish.on ? faults.add(fault) : faults.delete(fault)
    return json({})
  }
  const server = createServer((request, response) => void respond(request, response))
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const reply = await route(request)
      if (reply === 'destroy') request.socket.destroy()
      else response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body)
    } catch (error) {
      if (!response.headersSent) response.writeHead(400)
      response.end(String((error as Error).message))
    }
  }
  const refuse = (_request: IncomingMessage, response: ServerResponse) => response.writeHead(426).end()
  const tokenServer = options.tokenTls ? createTlsServer(options.tokenTls, refuse) : createServer(refuse)
  const token = new VgcaDouble(options.now ?? (() => new Date()))
  const sockets = token.listenOn(tokenServer)
  const port = await listen(server, options.port ?? 0)
  const tokenPort = await listen(tokenServer, options.tokenPort ?? 0)
  server.unref()
  tokenServer.unref()
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    tokenUrl: `${options.tokenTls ? 'wss' : 'ws'}://127.0.0.1:${tokenPort}`,
    sims,
    remote,
    token,
    close: async () => {
      sockets.close()
      server.closeAllConnections()
      tokenServer.closeAllConnections()
      await Promise.all([server, tokenServer].map((one) => new Promise((resolve) => one.close(resolve))))
    },
  }
}
