// Every command and question of the screens by its own name: the same parsing, permissions, events and refusals.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { type Parsed, parse } from './data-folder.ts'
import { actorFrom, type Installation, WHO, withInstallation } from './installation.ts'

type Actor = Awaited<ReturnType<typeof actorFrom>>

/** What works outside one transaction; the screens call them actions. */
const ACTIONS = ['sign', 'issue', 'issue-paper'] as const
type Action = (typeof ACTIONS)[number]

const OPTIONS = {
  as: { type: 'string' },
  post: { type: 'string' },
  id: { type: 'string' },
  list: { type: 'boolean' },
} as const

function inputOf(parsed: Parsed, io: CliIo): unknown {
  const file = parsed.positionals[1]
  if (file === undefined) return {}
  try {
    return JSON.parse(
      file.startsWith('{') ? file : readFileSync(file === '-' ? 0 : resolve(io.cwd, file), 'utf8'),
    )
  } catch (error) {
    throw new UsageError(`Không đọc được JSON từ ${file}: ${(error as Error).message}`)
  }
}

/** Commands of the workers themselves parse packets elsewhere and are nobody's to call; they refuse by their own access rule. */
async function names(kind: 'commands' | 'queries'): Promise<string[]> {
  const { MODULES } = await import('../../../server/src/compose.ts')
  const own = MODULES.flatMap((module) => (module[kind] ?? []).map((one) => one.name))
  return [...own, ...(kind === 'commands' ? ACTIONS : [])].sort()
}

async function act({ services }: Installation, actor: Actor, name: Action, input: unknown): Promise<unknown> {
  const drafting = await import('../../../server/src/modules/drafting/index.ts')
  const contract = await import('@congvan/contract')
  const { Value } = await import('typebox/value')
  const schema = {
    sign: contract.SignDocuments,
    issue: contract.IssueDocuments,
    'issue-paper': contract.IssuePaper,
  }
  if (!Value.Check(schema[name], input)) {
    const where = Value.Errors(schema[name], input)[0]?.instancePath.slice(1) || 'yêu cầu'
    throw new UsageError(`Thông tin chưa đúng ở mục “${where}”.`)
  }
  if (name === 'sign') return drafting.signDocuments(services, actor, input as never)
  if (name === 'issue') return drafting.issueDocuments(services, actor, input as never)
  return drafting.issuePaper(services, actor, input as never)
}

function generic(
  name: 'do' | 'ask',
  summary: string,
  run: (
    installation: Installation,
    actor: Actor,
    what: string,
    input: unknown,
    parsed: Parsed,
  ) => Promise<unknown>,
): CliCommand {
  const kind = name === 'do' ? 'commands' : 'queries'
  const usage = `congvan ${name} TÊN [TỆP.json | - | '{…}'] --as TÀI-KHOẢN [--post MÃ]${name === 'do' ? ' [--id UUID]' : ''} [--data DIR]
congvan ${name} --list          liệt kê mọi tên (lược đồ: /api/openapi.json)

${WHO}${name === 'do' ? '\n  --id UUID        mã yêu cầu: gửi lại cùng mã chỉ làm một lần' : ''}`
  return {
    name,
    summary,
    usage,
    async run(args, io) {
      const parsed = parse(args, OPTIONS)
      const all = await names(kind)
      if (parsed.values.list) {
        for (const one of all) io.stdout(parsed.values.json ? JSON.stringify({ name: one }) : one)
        return 0
      }
      const [what] = parsed.positionals
      if (!what) throw new UsageError(`Cần tên ${name === 'do' ? 'việc' : 'câu hỏi'}.`)
      if (!all.includes(what)) throw new UsageError(`Không có “${what}”. Xem congvan ${name} --list`)
      const input = inputOf(parsed, io)
      return withInstallation(parsed, io, async (installation) => {
        const actor = await actorFrom(installation, parsed)
        io.stdout(JSON.stringify((await run(installation, actor, what, input, parsed)) ?? {}))
        return 0
      })
    },
  }
}

export const doCommand = generic(
  'do',
  'Làm một việc của màn hình theo tên của nó',
  (installation, actor, what, input, parsed) =>
    (ACTIONS as readonly string[]).includes(what)
      ? act(installation, actor, what as Action, input)
      : installation.services.runner.commandByName(
          what,
          actor,
          typeof parsed.values.id === 'string' ? parsed.values.id : randomUUID(),
          input,
        ),
)

export const askQuery = generic(
  'ask',
  'Hỏi một câu của màn hình theo tên của nó',
  (installation, actor, what, input) => installation.services.runner.queryByName(what, actor, input),
)

/** A file into the encrypted spool, as the screens drop it; the answer names the upload for `do intake.capture`. */
export const uploadFile: CliCommand = {
  name: 'upload',
  summary: 'Tải một tệp lên để tiếp nhận hoặc soạn thảo',
  usage: `congvan upload TỆP --as TÀI-KHOẢN [--post MÃ] [--data DIR]\n\n${WHO}`,
  async run(args, io) {
    const parsed = parse(args, OPTIONS)
    const [file] = parsed.positionals
    if (!file) throw new UsageError('Cần tên tệp.')
    const path = resolve(io.cwd, file)
    return withInstallation(parsed, io, async (installation) => {
      const actor = await actorFrom(installation, parsed)
      const { takeUploadFile } = await import('../../../server/src/modules/intake/index.ts')
      const receipt = await takeUploadFile(
        installation.services,
        actor,
        randomUUID(),
        basename(path),
        readFileSync(path),
      )
      io.stdout(JSON.stringify(receipt))
      return 0
    })
  },
}
