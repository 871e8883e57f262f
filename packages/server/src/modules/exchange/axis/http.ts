// The calls of the national axis over HTTP (domain notes §8.1).
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { AxisError, type AxisFaults, type AxisHub, type AxisSystem } from './hub.ts'
import { openVxp, vxpFileHash } from './vxp-signing.ts'

const MOST_BYTES = 80 * 1024 * 1024

interface Call {
  systemId: string
  parameters: Record<string, string>
  body: Buffer
}

export function axisServer(hub: AxisHub, systems: AxisSystem[], faults: AxisFaults | null = null): Server {
  const secrets = new Map(systems.map((system) => [system.id, system.secret]))
  return createServer((request, response) => {
    void answer(request)
      .catch((error: Error) =>
        error instanceof AxisError
          ? { status: 200, body: fail(error.code, error.message) }
          : { status: 500, body: fail('20', 'Lỗi hệ thống') },
      )
      .then(({ status, body }) => {
        const raw = Buffer.isBuffer(body)
        response.writeHead(status, { 'content-type': raw ? 'application/octet-stream' : 'application/json' })
        response.end(raw ? body : JSON.stringify(body))
      })
  })

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const name = new URL(request.url ?? '/', 'http://axis').pathname.slice(1)
    const broken = await faults?.beforeCall(name)
    if (broken) return { status: broken, body: fail('20', 'Lỗi hệ thống') }
    const call = CALLS[name]
    if (!call) return { status: 404, body: fail('20', 'Không có lời gọi này') }
    const body = await bodyOf(request)
    const opened = openVxp(request.headers, (id) => secrets.get(id) ?? null)
    if (!opened) return { status: 200, body: fail('15', 'Sai SystemId hoặc SecretKey') }
    const result = await call(hub, { ...opened, body })
    return { status: 200, body: Buffer.isBuffer(result) ? result : { ...OK, ...(result as object) } }
  }
}

const OK = { status: 'OK', ErrorCode: '0', ErrorDesc: '' }
const fail = (code: string, vi: string) => ({ status: 'FAIL', ErrorCode: code, ErrorDesc: vi })

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > MOST_BYTES) throw new AxisError('21', 'Tệp quá lớn')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

const typeOf = (parameters: Record<string, string>) =>
  parameters.messagetype === 'status' ? ('status' as const) : ('edoc' as const)

const CALLS: Record<string, (hub: AxisHub, call: Call) => unknown> = {
  getAgenciesList: (hub) => ({
    data: [...hub.agencies.values()].map(({ id, code, name }) => ({
      id,
      code,
      name,
      mail: '',
      pid: '',
      oldCode: code,
    })),
  }),
  registerAgency(hub, { systemId, body }) {
    const { code, name } = JSON.parse(body.toString()) as { code: string; name: string }
    hub.register(systemId, String(code), String(name))
    return {}
  },
  async sendEdoc(hub, { systemId, parameters, body }) {
    if (parameters['hash-file'] && parameters['hash-file'] !== vxpFileHash(body))
      throw new AxisError('21', 'Tệp không khớp hash-file')
    const to = parameters.to ? (JSON.parse(parameters.to) as string[]) : []
    const docId = await hub.send(
      systemId,
      { from: parameters.from ?? '', messageType: typeOf(parameters), to },
      body,
    )
    return { DocId: docId }
  },
  getReceivedEdocList: (hub, { systemId, parameters }) => ({
    data: hub.waiting(systemId, typeOf(parameters)).map((copy) => ({
      docId: copy.docId,
      serviceType: 'eDoc',
      messageType: copy.messageType,
      from: copy.from,
      to: copy.to,
      status: copy.status,
      created_time: copy.at,
    })),
  }),
  getEdoc: (hub, { systemId, parameters }) => ({
    data: hub.packet(systemId, parameters.docid ?? '').toString('base64'),
  }),
  downloadEdoc: (hub, { systemId, parameters }) => hub.packet(systemId, parameters.docid ?? ''),
  updateStatus(hub, { systemId, parameters }) {
    const status = parameters.status
    if (status !== 'processing' && status !== 'done' && status !== 'fail')
      throw new AxisError('21', 'Trạng thái không đúng')
    hub.confirm(systemId, parameters.docid ?? '', status)
    return {}
  },
  countReceiveEdoc: (hub, { systemId }) => ({ count: hub.waiting(systemId, 'edoc').length }),
  countReceiveStatus: (hub, { systemId }) => ({ count: hub.waiting(systemId, 'status').length }),
}
