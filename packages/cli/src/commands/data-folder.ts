// What every command on an installation shares: --data, --database-url, and a refusal in one sentence.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type CliIo, UsageError } from '../cli.ts'

export const REFUSED = 1
export const PRODUCT = '0.1.0'

type Words = NonNullable<ParseArgsConfig['options']>
export interface Parsed {
  values: Record<string, string | boolean | undefined>
  positionals: string[]
}

export function parse(args: string[], options: Words): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args,
      strict: true,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        'database-url': { type: 'string' },
        json: { type: 'boolean' },
        ...options,
      },
    })
    return { values: values as Parsed['values'], positionals }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

export const dataOf = (parsed: Parsed, io: CliIo): string =>
  resolve(io.cwd, String(parsed.values.data ?? join(import.meta.dirname, '../../../../data')))
export const urlOf = (parsed: Parsed, io: CliIo): string | null =>
  (parsed.values['database-url'] as string | undefined) ?? io.env.DATABASE_URL ?? null

/** An existing installation; a mistyped folder must not become a new empty one. */
export function existing(data: string): string {
  if (!existsSync(join(data, 'secrets.json')))
    throw new UsageError(`${data} không phải là thư mục dữ liệu của Congvan (thiếu secrets.json).`)
  return data
}

/** Expected refusals are one sentence and exit code 1; anything else is a fault of ours. */
export async function refusing(io: CliIo, run: () => Promise<number>): Promise<number> {
  const { BackupRefused } = await import('../../../server/src/platform/backup/index.ts')
  const { StartRefused } = await import('../../../server/src/platform/installation.ts')
  const { DomainError } = await import('../../../server/src/kernel/domain-error.ts')
  const { messageOf } = await import('../../../server/src/kernel/messages.ts')
  const { setLogLevel } = await import('../../../server/src/platform/log.ts')
  setLogLevel('error')
  try {
    return await run()
  } catch (error) {
    if (error instanceof DomainError) io.stderr(messageOf(error.code, error.params).vi)
    else if (error instanceof BackupRefused || error instanceof StartRefused) io.stderr(error.message)
    else throw error
    return REFUSED
  }
}
