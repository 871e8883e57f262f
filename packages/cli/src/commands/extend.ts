// ./congvan extend: raises the signatures of a file to a higher level, by appending only.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Level } from '../../../sign-core/src/index.ts'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { LEVELS, readLevel, refusal, sha256Of, timestampFrom, writeAppended } from './sign-input.ts'

const USAGE = `congvan extend IN.pdf --out OUT.pdf --to B-T|B-LT|B-LTA --tsa URL [--trust DIR]
  0 đã nâng mức · 1 không nâng được · 4 không đọc được`

interface Wish {
  input: string
  output: string
  to: Level
  tsa: string
  trust: string | undefined
}

function parse(args: string[]): Wish {
  const text = { type: 'string' } as const
  const options = { out: text, to: text, tsa: text, trust: text }
  let parsed: ReturnType<
    typeof parseArgs<{ args: string[]; allowPositionals: true; options: typeof options }>
  >
  try {
    parsed = parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : USAGE)
  }
  const { values, positionals } = parsed
  const [input] = positionals
  const to = readLevel(values.to, LEVELS.slice(1), '--to')
  if (input === undefined || positionals.length > 1) throw new UsageError(USAGE)
  if (!values.out || to === undefined || !values.tsa) throw new UsageError(USAGE)
  return { input, output: values.out, to, tsa: values.tsa, trust: values.trust }
}

async function run(args: string[], io: CliIo): Promise<number> {
  const wish = parse(args)
  const { extendTo } = await import('../../../sign-core/src/index.ts')
  const { fetchEvidence, openFile, readTrust } = await import('./verify-input.ts')
  const trust = await readTrust(wish.trust === undefined ? undefined : resolve(io.cwd, wish.trust)).catch(
    (error: Error) => {
      throw new UsageError(`--trust: ${error.message}`)
    },
  )
  const [input, output] = [resolve(io.cwd, wish.input), resolve(io.cwd, wish.output)]
  let opened: Awaited<ReturnType<typeof openFile>> | undefined
  try {
    opened = await openFile(input)
    const { tail } = await extendTo(opened.source, wish.to, {
      fetchTimestamp: timestampFrom(wish.tsa),
      fetch: fetchEvidence,
      known: trust.anchors.map((anchor) => anchor.certificate.raw),
    })
    await writeAppended(input, output, tail)
    io.stdout(
      JSON.stringify({ file: wish.output, level: `PAdES-${wish.to}`, sha256: await sha256Of(output) }),
    )
    return 0
  } catch (error) {
    return refusal(error, wish.input, io)
  } finally {
    await opened?.close()
  }
}

export const extend: CliCommand = {
  name: 'extend',
  summary: 'Nâng mức chữ ký số (dấu thời gian, bằng chứng lưu kèm)',
  usage: USAGE,
  run,
}
