// ./congvan: finds the command by its first words and turns errors into exit codes (64 usage, 70 internal).
import { type CliCommand, type CliIo, UsageError } from './cli.ts'
import { LOADERS, loadAll } from './commands.ts'

async function help(): Promise<string> {
  const commands = await loadAll()
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  return [
    'Congvan – quản lý văn bản và điều hành. Cách dùng: ./congvan LỆNH [tùy chọn]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    'Thêm --help sau một lệnh để xem cách dùng. Kết quả ở stdout (JSON từng dòng với --json), chẩn đoán ở stderr. Mã thoát: 64 sai cách dùng, 70 lỗi bên trong.',
  ].join('\n')
}

async function find(args: string[]): Promise<{ command: CliCommand; rest: string[] } | null> {
  for (const words of [2, 1]) {
    const load = LOADERS[args.slice(0, words).join(' ')]
    if (load) return { command: await load(), rest: args.slice(words) }
  }
  return null
}

export async function main(args: string[], io: CliIo): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    io.stdout(await help())
    return args.length === 0 ? 64 : 0
  }
  const found = await find(args)
  if (!found) {
    io.stderr(`Không có lệnh “${args.slice(0, 2).join(' ')}”. Xem ./congvan --help`)
    return 64
  }
  if (found.rest.includes('--help') || found.rest.includes('-h')) {
    io.stdout(found.command.usage)
    return 0
  }
  try {
    return await found.command.run(found.rest, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(`${error.message}\n${found.command.usage}`)
      return 64
    }
    io.stderr(`Lỗi bên trong: ${(error as Error).stack ?? String(error)}`)
    return 70
  }
}

if (import.meta.main) {
  const io: CliIo = {
    stdout: (line) => process.stdout.write(`${line}\n`),
    stderr: (line) => process.stderr.write(`${line}\n`),
    cwd: process.cwd(),
    env: process.env,
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70))
  process.exitCode = await main(process.argv.slice(2), io)
}
