// What is no JSON command – prints, downloads, sheets, the setup – by its address, through the same routes as the screens.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { type Parsed, parse, REFUSED } from './data-folder.ts'
import { type Installation, personFrom, WHO, withInstallation } from './installation.ts'

const OPTIONS = {
  as: { type: 'string' },
  post: { type: 'string' },
  out: { type: 'string' },
  type: { type: 'string' },
  header: { type: 'string', multiple: true },
} as const

interface Asked {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  payload?: Buffer
}

/** The routes without a socket, under a session that ends with the command. */
async function through(installation: Installation, parsed: Parsed, asked: Asked) {
  const app = await installation.serve({ screens: null, ready: () => ({ ready: true, detail: {} }) })
  const { closeSession, openSession } = await import('../../../server/src/modules/identity/index.ts')
  const { COOKIE } = await import('../../../server/src/http/session.ts')
  const who = parsed.values.as === undefined ? null : await personFrom(installation, parsed)
  const position = (parsed.values.post as string | undefined) ?? who?.positionId
  const token = who
    ? await openSession(installation.services, who.personId, who.administrator, 'command-line')
    : null
  try {
    return await app.inject({
      ...asked,
      headers: {
        ...asked.headers,
        'x-congvan': '1',
        ...(position ? { 'x-position': position } : {}),
        ...(token ? { cookie: `${COOKIE}=${token}` } : {}),
      },
    })
  } finally {
    if (token) await closeSession(installation.services, token)
    await app.close()
  }
}

function addressOf(parsed: Parsed): string {
  const [url] = parsed.positionals
  if (!url?.startsWith('/api/'))
    throw new UsageError('Cần địa chỉ bắt đầu bằng /api/, xem /api/openapi.json.')
  return url
}

function headersOf(parsed: Parsed): Record<string, string> {
  const given = parsed.values.header as unknown as string[] | undefined
  return Object.fromEntries(
    (given ?? []).map((line) => {
      const at = line.indexOf(':')
      if (at < 1) throw new UsageError(`--header “${line}” không có dạng tên: giá trị.`)
      return [line.slice(0, at).trim().toLowerCase(), encodeURIComponent(line.slice(at + 1).trim())]
    }),
  )
}

function answer(
  response: { statusCode: number; rawPayload: Buffer; headers: Record<string, unknown> },
  parsed: Parsed,
  io: CliIo,
): number {
  const json = String(response.headers['content-type'] ?? '').includes('json')
  if (response.statusCode >= 400) {
    const said = json ? (JSON.parse(response.rawPayload.toString()) as { vi?: string }).vi : null
    io.stderr(said ?? `Máy chủ trả lời ${response.statusCode}.`)
    return REFUSED
  }
  const { out } = parsed.values
  if (typeof out === 'string') {
    writeFileSync(resolve(io.cwd, out), response.rawPayload)
    io.stdout(JSON.stringify({ out: resolve(io.cwd, out), bytes: response.rawPayload.length }))
  } else if (json) io.stdout(response.rawPayload.toString())
  else throw new UsageError('Cần --out: kết quả là một tệp.')
  return 0
}

export const fetchAddress: CliCommand = {
  name: 'fetch',
  summary: 'Lấy một bản in hoặc tệp: sổ, phiếu, mục lục hồ sơ, bảng mẫu, tệp của văn bản',
  usage: `congvan fetch /api/v1/… [--out TỆP] [--as TÀI-KHOẢN] [--post MÃ] [--data DIR]

  congvan fetch '/api/v1/registers/MÃ-SỔ/print.pdf?from=2021-01-01' --as mo.lt --out so.pdf
  congvan fetch /api/v1/setup/template.xlsx --out bang-mau.xlsx

${WHO}`,
  async run(args, io) {
    const parsed = parse(args, OPTIONS)
    const url = addressOf(parsed)
    return withInstallation(parsed, io, async (installation) =>
      answer(
        await through(installation, parsed, { method: 'GET', url, headers: headersOf(parsed) }),
        parsed,
        io,
      ),
    )
  },
}

export const sendAddress: CliCommand = {
  name: 'send',
  summary: 'Gửi một tệp hoặc JSON tới một địa chỉ: bước bắt đầu sử dụng, nhập bảng tính',
  usage: `congvan send /api/v1/… [TỆP | '{…}'] [--type KIỂU] [--header 'x-holder: …'] [--out TỆP] [--as TÀI-KHOẢN] [--data DIR]

  congvan send /api/v1/setup/import bang.xlsx --as quantri
  congvan send /api/v1/setup/picture dau.png --header 'x-holder: MÃ' --as quantri

${WHO}`,
  async run(args, io) {
    const parsed = parse(args, OPTIONS)
    const url = addressOf(parsed)
    const [, what] = parsed.positionals
    const json = what === undefined || what.startsWith('{')
    const payload = json ? Buffer.from(what ?? '{}') : readFileSync(resolve(io.cwd, what))
    const type = String(parsed.values.type ?? (json ? 'application/json' : 'application/octet-stream'))
    return withInstallation(parsed, io, async (installation) =>
      answer(
        await through(installation, parsed, {
          method: 'POST',
          url,
          headers: { ...headersOf(parsed), 'content-type': type },
          payload,
        }),
        parsed,
        io,
      ),
    )
  },
}
