// `congvan axis`: the national axis as a process of its own, for demo, test and as a provincial hub.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type CliCommand, UsageError } from '../cli.ts'

export const axis: CliCommand = {
  name: 'axis',
  summary: 'Chạy một trục liên thông: lưu, tách theo nơi nhận, chuyển tiếp',
  usage: `congvan axis --port N --system ID:SECRET... [--data DIR] [--host H] [--faults LIST] [--seed N]

  --system ID:SECRET  hệ thống được kết nối và khóa ký lời gọi của nó; lặp lại cho mỗi hệ thống
  --data DIR          nơi giữ gói tin (mặc định ./axis-data)
  --faults LIST       để thử: slow=200,lose=0.1,double=0.2,5xx=0.1,reorder,reserialise,refuse=sendEdoc

Các lời gọi: /getAgenciesList /registerAgency /sendEdoc /getReceivedEdocList /getEdoc /downloadEdoc /updateStatus /countReceiveEdoc /countReceiveStatus
Dừng: Ctrl-C`,
  async run(args, io) {
    const options = read(args)
    const [{ AxisHub, axisServer }, { axisFaults, parseFaults }] = await Promise.all([
      import('../../../server/src/modules/exchange/index.ts'),
      import('../../../lab/src/axis/faults.ts'),
    ])
    const switches = options.faults === null ? null : parseFaults(options.faults)
    if (options.faults !== null && !switches) throw new UsageError(`Không hiểu --faults ${options.faults}`)
    const faults = switches ? axisFaults(switches, options.seed) : null
    const folder = resolve(io.cwd, options.data)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const hub = new AxisHub({ folder, now: () => performance.timeOrigin + performance.now(), faults })
    const server = axisServer(hub, options.systems, faults)
    await new Promise<void>((done, failed) => {
      server.once('error', failed)
      server.listen(options.port, options.host, done)
    })
    const address = server.address()
    io.stdout(`Trục liên thông: http://${options.host}:${typeof address === 'object' ? address?.port : ''}`)
    await new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    return 0
  },
}

function read(args: string[]) {
  let values: Record<string, string | string[] | undefined>
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: 'axis-data' },
        system: { type: 'string', multiple: true },
        faults: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('Cần --port N')
  const systems = ((values.system as string[] | undefined) ?? []).map((text) => {
    const [id = '', secret = ''] = text.split(/:(.*)/s)
    if (!id || !secret) throw new UsageError(`--system ${text}: cần dạng ID:SECRET`)
    return { id, secret }
  })
  return {
    port,
    systems,
    host: String(values.host),
    data: String(values.data),
    faults: typeof values.faults === 'string' ? values.faults : null,
    seed: Number(values.seed),
  }
}
