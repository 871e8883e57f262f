// Commands on an installation: the same queries and commands as the screens, asked from the keyboard.
import { createInterface } from 'node:readline/promises'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { dataOf, existing, type Parsed, parse, refusing, urlOf } from './data-folder.ts'

export type Installation = Awaited<
  ReturnType<typeof import('../../../server/src/compose.ts')['openInstallation']>
>
type Actor = import('../../../server/src/platform/actor.ts').Actor

export async function withInstallation(
  parsed: Parsed,
  io: CliIo,
  run: (installation: Installation) => Promise<number>,
): Promise<number> {
  const data = existing(dataOf(parsed, io))
  return refusing(io, async () => {
    const { openData } = await import('../../../server/src/platform/backup/index.ts')
    const { openInstallation } = await import('../../../server/src/compose.ts')
    const open = await openData({ data, databaseUrl: urlOf(parsed, io) })
    try {
      const installation = await openInstallation({
        data,
        database: open.address,
        masterKey: open.secrets.masterKey,
        workers: false,
      })
      try {
        return await run(installation)
      } finally {
        await installation.close()
      }
    } finally {
      await open.close()
    }
  })
}

export const WHO = `  --as TÀI-KHOẢN   làm dưới tên người này (hoặc mã bàn làm việc của tỉnh mẫu)
  --post MÃ        chức vụ dùng để làm, nếu người đó có nhiều chức vụ`

/** Whoever may read the data folder may act as anybody in it; the log says that it came from the command line. */
export async function actorFrom(installation: Installation, parsed: Parsed): Promise<Actor> {
  const { services } = installation
  const found = await personFrom(installation, parsed)
  const { actorForPerson, logAccess } = await import('../../../server/src/modules/identity/index.ts')
  const position = (parsed.values.post as string | undefined) ?? found.positionId
  const actor = await actorForPerson(services, found.personId, position)
  await services.runner.system((tx) =>
    logAccess(tx, { personId: actor.personId, agencyId: actor.acting.agencyId, what: 'command-line' }),
  )
  return actor
}

/** The person of an account or of a desk of the demo; an administrator may hold no post at all. */
export async function personFrom(
  { services }: Installation,
  parsed: Parsed,
): Promise<{ personId: string; positionId: string | undefined; administrator: boolean }> {
  const as = parsed.values.as
  if (typeof as !== 'string') throw new UsageError('Cần --as: làm dưới tên ai.')
  const found = await services.runner.system(async (tx) => {
    const account = await tx.one<{ person_id: string; administrator: boolean }>(
      'select person_id, administrator from identity.account where login = $1',
      [as.toLowerCase()],
    )
    if (account)
      return {
        personId: account.person_id,
        positionId: undefined,
        administrator: account.administrator,
      }
    const desks = await tx.one<{ value: { desks: { id: string; personId: string; positionId: string }[] } }>(
      `select value from platform.setting where key = 'demo-desks'`,
    )
    const desk = desks?.value.desks.find((one) => one.id === as)
    return desk ? { personId: desk.personId, positionId: desk.positionId, administrator: false } : null
  })
  if (!found) throw new UsageError(`Không có tài khoản hay bàn làm việc “${as}”.`)
  return found
}

interface QueryCommand {
  name: string
  summary: string
  usage: string
  options: Record<string, { type: 'string' }>
  query: string
  input: (parsed: Parsed) => Record<string, unknown>
  line: (row: Record<string, unknown>) => string
}

const text = (value: unknown) => String(value ?? '')

function queryCommand(spec: QueryCommand): CliCommand {
  return {
    name: spec.name,
    summary: spec.summary,
    usage: spec.usage,
    async run(args, io) {
      const parsed = parse(args, { as: { type: 'string' }, post: { type: 'string' }, ...spec.options })
      const input = spec.input(parsed)
      return withInstallation(parsed, io, async (installation) => {
        const actor = await actorFrom(installation, parsed)
        const answer = (await installation.services.runner.queryByName(spec.query, actor, input)) as Record<
          string,
          unknown
        >
        const rows = (answer.rows ?? answer.books ?? [answer]) as Record<string, unknown>[]
        for (const row of rows) io.stdout(parsed.values.json ? JSON.stringify(row) : spec.line(row))
        if (answer.next) io.stderr(`Còn nữa: --cursor ${text(answer.next)}`)
        return 0
      })
    },
  }
}

const only = (input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

export const documentList = queryCommand({
  name: 'document list',
  summary: 'Danh sách văn bản của cơ quan',
  usage: `congvan document list --as TÀI-KHOẢN [--direction incoming|outgoing] [--q CHỮ] [--from NGÀY] [--to NGÀY] [--cursor C] [--data DIR] [--json]\n\n${WHO}`,
  options: {
    direction: { type: 'string' },
    q: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    cursor: { type: 'string' },
  },
  query: 'documents.list',
  input: ({ values }) =>
    only({
      direction: values.direction,
      q: values.q,
      from: values.from,
      to: values.to,
      cursor: values.cursor,
    }),
  line: (row) =>
    `${text(row.id)}  ${text(row.numberSymbol).padEnd(22)}${text(row.issuerName).slice(0, 30).padEnd(32)}${text(row.subject)}`,
})

export const documentGet = queryCommand({
  name: 'document get',
  summary: 'Một văn bản: trạng thái, đang ở đâu, chữ ký, nhật ký (JSON)',
  usage: `congvan document get MÃ --as TÀI-KHOẢN [--data DIR]\n\n${WHO}`,
  options: {},
  query: 'documents.get',
  input: ({ positionals }) => {
    if (positionals.length !== 1) throw new UsageError('Cần đúng một mã văn bản.')
    return { documentId: positionals[0] }
  },
  line: (row) => JSON.stringify(row, null, 2),
})

export const registerBooks = queryCommand({
  name: 'register books',
  summary: 'Các sổ của cơ quan và số cuối đã cấp',
  usage: `congvan register books --as TÀI-KHOẢN [--data DIR] [--json]\n\n${WHO}`,
  options: {},
  query: 'registers.books',
  input: () => ({}),
  line: (row) =>
    `${text(row.id)}  ${text(row.name).padEnd(40)}${text(row.period).padEnd(12)}số cuối ${text(row.lastNumber)}`,
})

export const registerEntries = queryCommand({
  name: 'register entries',
  summary: 'Các dòng của một sổ',
  usage: `congvan register entries MÃ-SỔ --as TÀI-KHOẢN [--from NGÀY] [--to NGÀY] [--cursor C] [--data DIR] [--json]\n\n${WHO}`,
  options: { from: { type: 'string' }, to: { type: 'string' }, cursor: { type: 'string' } },
  query: 'registers.entries',
  input: ({ values, positionals }) => {
    if (positionals.length !== 1) throw new UsageError('Cần đúng một mã sổ; xem register books.')
    return only({ bookId: positionals[0], from: values.from, to: values.to, cursor: values.cursor })
  },
  line: (row) =>
    `${text(row.number).padStart(6)}  ${text(row.registeredOn)}  ${text(row.state).padEnd(10)}${text(row.numberSymbol).padEnd(22)}${text(row.typeAndSubject)}`,
})

export const agencyList: CliCommand = {
  name: 'agency list',
  summary: 'Danh mục cơ quan của hệ thống',
  usage: 'congvan agency list [--data DIR] [--json]',
  async run(args, io) {
    const parsed = parse(args, {})
    return withInstallation(parsed, io, async ({ services }) => {
      const { listAgencies } = await import('../../../server/src/modules/organisations/index.ts')
      for (const row of await services.runner.system(listAgencies))
        io.stdout(
          parsed.values.json
            ? JSON.stringify(row)
            : `${row.code.padEnd(34)}${row.level_name.padEnd(14)}${row.name}`,
        )
      return 0
    })
  },
}

export const setAccountPassword: CliCommand = {
  name: 'account set-password',
  summary: 'Đặt mật khẩu cho một tài khoản; mọi phiên đang mở của người đó kết thúc',
  usage: `congvan account set-password TÀI-KHOẢN [--data DIR]

Mật khẩu (từ 12 ký tự) được hỏi ở bàn phím, hoặc đọc một dòng từ stdin; không nhận trên dòng lệnh,
vì dòng lệnh hiện ra với mọi người dùng của máy.`,
  async run(args, io) {
    const parsed = parse(args, {})
    const [account] = parsed.positionals
    if (!account || parsed.positionals.length !== 1) throw new UsageError('Cần đúng một tài khoản.')
    return withInstallation(parsed, io, async ({ services }) => {
      const { setPassword } = await import('../../../server/src/modules/setup/index.ts')
      await setPassword(services, null, account, await readPassword(io))
      io.stdout(
        parsed.values.json ? JSON.stringify({ account, set: true }) : `Đã đặt mật khẩu cho ${account}`,
      )
      return 0
    })
  },
}

async function readPassword(io: CliIo): Promise<string> {
  if (process.stdin.isTTY) io.stderr('Mật khẩu mới (hiện trên màn hình khi gõ):')
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}
