// ./congvan mail up|status|down|use: the mail server beside the product, or somebody else's.
import type { CliCommand, CliIo } from '../cli.ts'
import { UsageError } from '../cli.ts'
import { dataOf, existing, type Parsed, parse, REFUSED, refusing, urlOf } from './data-folder.ts'

const port = (parsed: Parsed, name: string): number | undefined => {
  const text = parsed.values[name]
  if (typeof text !== 'string') return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 65535)
    throw new UsageError(`--${name} ${text} không phải là một cổng (1–65535).`)
  return value
}

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T

export const mailUp: CliCommand = {
  name: 'mail up',
  summary: 'Bật máy chủ thư (Postfix, Dovecot) đọc hộp thư từ hệ thống, thử một vòng gửi – nhận',
  usage: `congvan mail up [--domain TÊN-MIỀN] [--relay MÁY:CỔNG] [--imap-port N] [--submission-port N] [--inbound-port N] [--data DIR] [--json]

Không tự cài gì: thiếu gói nào thì nói lệnh apt-get. Cấu hình, thư và nhật ký nằm trong DATA/mail; không đụng đến
/etc/postfix, /etc/dovecot. Chỉ nghe ở 127.0.0.1. Thư ra ngoài tên miền bị từ chối nếu chưa đặt --relay.
Cần hệ thống đang chạy (npm start) và quyền root. Mã thoát: 0 xong · 1 từ chối, có nêu lý do · 64 sai cách gọi`,
  async run(args, io) {
    const parsed = parse(args, {
      domain: { type: 'string' },
      relay: { type: 'string' },
      'imap-port': { type: 'string' },
      'submission-port': { type: 'string' },
      'inbound-port': { type: 'string' },
    })
    const data = existing(dataOf(parsed, io))
    const options = {
      domain: parsed.values.domain as string | undefined,
      relay: parsed.values.relay as string | undefined,
      ports: defined({
        imap: port(parsed, 'imap-port'),
        submission: port(parsed, 'submission-port'),
        inbound: port(parsed, 'inbound-port'),
      }) as { imap?: number },
    }
    return refusing(io, async () => {
      const { mailUp: up } = await import('../../../server/src/mail-server/index.ts')
      const { StartRefused } = await import('../../../server/src/platform/installation.ts')
      return withDatabase(data, urlOf(parsed, io), async ({ address, joined }) => {
        if (!joined)
          throw new StartRefused(
            'Hệ thống chưa chạy nên máy chủ thư không đọc được hộp thư. Chạy npm start trước.',
          )
        const { state, roundTripMs } = await up(data, address, options)
        if (parsed.values.json)
          io.stdout(JSON.stringify({ domain: state.domain, ports: state.ports, roundTripMs }))
        else {
          io.stdout(`✓ Máy chủ thư ${state.domain} đang chạy; thư thử đi một vòng mất ${roundTripMs} ms`)
          io.stdout(
            `  IMAP 127.0.0.1:${state.ports.imap} · gửi 127.0.0.1:${state.ports.submission} · nhận 127.0.0.1:${state.ports.inbound}`,
          )
        }
        return 0
      })
    })
  },
}

async function withDatabase(
  data: string,
  databaseUrl: string | null,
  work: (open: {
    address: import('../../../server/src/platform/postgres/database.ts').DatabaseAddress
    joined: boolean
  }) => Promise<number>,
): Promise<number> {
  const { openData } = await import('../../../server/src/platform/backup/index.ts')
  const open = await openData({ data, databaseUrl })
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

function doorOf(parsed: Parsed, name: string): { host: string; port: number } {
  const found = /^([a-z0-9.-]+):(\d{1,5})$/i.exec(String(parsed.values[name] ?? ''))
  if (!found) throw new UsageError(`--${name} cần dạng máy:cổng.`)
  return { host: found[1]!, port: Number(found[2]) }
}

export const mailUse: CliCommand = {
  name: 'mail use',
  summary: 'Dùng máy chủ IMAP/SMTP đang có của tỉnh thay cho máy chủ thư đi kèm',
  usage: `congvan mail use --domain TÊN-MIỀN --imap MÁY:CỔNG --smtp MÁY:CỔNG [--data DIR] [--database-url URL]

Cổng 993 và 465 dùng TLS từ đầu, cổng khác phải có STARTTLS. Mỗi người nối hộp thư của mình ở màn hình Hộp thư.
Mã thoát: 0 xong · 1 từ chối · 64 sai cách gọi`,
  async run(args, io) {
    const parsed = parse(args, {
      domain: { type: 'string' },
      imap: { type: 'string' },
      smtp: { type: 'string' },
    })
    const { domain } = parsed.values
    if (typeof domain !== 'string') throw new UsageError('Cần --domain: tên miền thư của tỉnh.')
    const other = { domain: domain.toLowerCase(), imap: doorOf(parsed, 'imap'), smtp: doorOf(parsed, 'smtp') }
    const data = existing(dataOf(parsed, io))
    return refusing(io, async () => {
      const { useOther } = await import('../../../server/src/mail-server/index.ts')
      return withDatabase(data, urlOf(parsed, io), async ({ address }) => {
        await useOther(address, other)
        io.stdout(
          `✓ Hệ thống đọc thư ở ${other.imap.host}:${other.imap.port}, gửi qua ${other.smtp.host}:${other.smtp.port}`,
        )
        return 0
      })
    })
  },
}

export const mailDown: CliCommand = {
  name: 'mail down',
  summary: 'Dừng máy chủ thư; thư đã nhận và hàng đợi còn nguyên',
  usage: 'congvan mail down [--data DIR]\n\nMã thoát: 0 đã dừng (hoặc không chạy) · 64 sai cách gọi',
  async run(args, io) {
    const parsed = parse(args, {})
    const data = existing(dataOf(parsed, io))
    const { mailDown: down } = await import('../../../server/src/mail-server/index.ts')
    io.stdout((await down(data)) ? 'Đã dừng máy chủ thư.' : 'Máy chủ thư không chạy.')
    return 0
  },
}

export const mailStatus: CliCommand = {
  name: 'mail status',
  summary: 'Máy chủ thư có chạy không, cổng nào, thiếu gói nào',
  usage:
    'congvan mail status [--data DIR] [--json]\n\nMã thoát: 0 đang chạy · 1 không chạy hoặc thiếu · 64 sai cách gọi',
  async run(args, io) {
    const parsed = parse(args, {})
    return sayStatus(existing(dataOf(parsed, io)), io, parsed.values.json === true)
  },
}

async function sayStatus(data: string, io: CliIo, json: boolean): Promise<number> {
  const server = await import('../../../server/src/mail-server/index.ts')
  const state = await server.readState(data)
  const now = await server.running(data)
  const missing = server.missingPackages()
  const ports = state
    ? await Promise.all(
        Object.entries(state.ports).map(async ([name, at]) => ({
          name,
          port: at,
          answers: await server.answers(at),
        })),
      )
    : []
  const good = now.dovecot && now.postfix && ports.every((one) => one.answers)
  if (json) io.stdout(JSON.stringify({ domain: state?.domain ?? null, ...now, ports, missing }))
  else {
    if (missing.length > 0)
      io.stdout(`✗ Thiếu gói: apt-get install -y --no-install-recommends ${missing.join(' ')}`)
    if (!state) io.stdout('✗ Chưa bật máy chủ thư cho thư mục này: ./congvan mail up')
    else {
      io.stdout(`${now.dovecot ? '✓' : '✗'} Dovecot ${now.dovecot ? 'đang chạy' : 'không chạy'}`)
      io.stdout(`${now.postfix ? '✓' : '✗'} Postfix ${now.postfix ? 'đang chạy' : 'không chạy'}`)
      for (const one of ports)
        io.stdout(
          `${one.answers ? '✓' : '✗'} ${one.name} 127.0.0.1:${one.port} ${one.answers ? 'trả lời' : 'không trả lời'}`,
        )
    }
  }
  return good ? 0 : REFUSED
}
