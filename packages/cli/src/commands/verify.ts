import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ReportedFile, VerdictText } from '../../../sign-core/src/report/index.ts'
import type { FileVerdict, ValidationReport } from '../../../sign-core/src/validate/index.ts'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'

const USAGE =
  'congvan verify FILE... [--trust DIR] [--at ISO-TIME] [--offline] [--lang vi|en] [--json | --report OUT.pdf]'

interface Wish {
  readonly files: readonly string[]
  readonly trust: string | undefined
  readonly at: Date | null
  readonly offline: boolean
  readonly language: 'vi' | 'en'
  readonly json: boolean
  readonly report: string | null
}

function parse(args: string[]): Wish {
  let parsed: ReturnType<typeof read>
  try {
    parsed = read(args)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : USAGE)
  }
  const { values, positionals } = parsed
  if (positionals.length === 0) throw new UsageError(USAGE)
  const language = values.lang ?? 'vi'
  if (language !== 'vi' && language !== 'en') throw new UsageError('--lang vi|en')
  const at = values.at === undefined ? null : new Date(values.at)
  if (at && Number.isNaN(at.getTime())) throw new UsageError('--at ISO-TIME')
  if (values.report !== undefined && values.json) throw new UsageError('--json | --report')
  return {
    files: positionals,
    trust: values.trust,
    at,
    offline: values.offline ?? false,
    language,
    json: values.json ?? false,
    report: values.report ?? null,
  }
}

const read = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      trust: { type: 'string' },
      at: { type: 'string' },
      offline: { type: 'boolean' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
      report: { type: 'string' },
    },
  })

const EXIT: Record<FileVerdict, number> = {
  valid: 0,
  invalid: 1,
  indeterminate: 2,
  unsigned: 3,
  unreadable: 4,
}
/** For several files the worst decides, in this order. */
const WORST: readonly FileVerdict[] = ['invalid', 'unreadable', 'indeterminate', 'unsigned', 'valid']

function printHuman(io: CliIo, file: string, text: VerdictText): void {
  io.stdout(`${file}: ${text.headline}`)
  for (const signature of text.signatures) {
    io.stdout(`  ${signature.line}`)
    for (const { ok, text: words } of signature.evidence)
      io.stdout(`    ${ok === null ? '·' : ok ? '✓' : '✗'} ${words}`)
  }
}

async function judge(path: string, wish: Wish, io: CliIo): Promise<ValidationReport | null> {
  const { validatePdf } = await import('../../../sign-core/src/validate/index.ts')
  const { fetchEvidence, openFile, readTrust } = await import('./verify-input.ts')
  const trust = await readTrust(wish.trust === undefined ? undefined : resolve(io.cwd, wish.trust)).catch(
    (error: Error) => {
      throw new UsageError(`--trust: ${error.message}`)
    },
  )
  let file: Awaited<ReturnType<typeof openFile>>
  try {
    file = await openFile(resolve(io.cwd, path))
  } catch (error) {
    io.stderr(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  try {
    return await validatePdf(file.source, {
      trust,
      ...(wish.at ? { at: wish.at } : {}),
      ...(wish.offline ? {} : { fetch: fetchEvidence }),
    })
  } catch (error) {
    // A folder, a file that shrank: the file is at fault, not the program.
    if (!(error instanceof Error && 'syscall' in error)) throw error
    io.stderr(`${path}: ${error.message}`)
    return null
  } finally {
    await file.close()
  }
}

async function writeReport(
  path: string,
  files: readonly ReportedFile[],
  language: 'vi' | 'en',
): Promise<void> {
  const { verdictPdf } = await import('../../../sign-core/src/report/index.ts')
  const { readReportFont, writeNew } = await import('./verify-input.ts')
  await writeNew(path, await verdictPdf(files, { font: await readReportFont(), language }))
}

export const verify: CliCommand = {
  name: 'verify',
  summary: 'Kiểm tra chữ ký số của tệp PDF',
  usage: USAGE,
  async run(args, io) {
    const wish = parse(args)
    const { describeVerdict } = await import('../../../sign-core/src/report/index.ts')
    let worst = WORST.length - 1
    const reported: ReportedFile[] = []
    for (const file of wish.files) {
      const report = await judge(file, wish, io)
      const verdict = report?.verdict ?? 'unreadable'
      worst = Math.min(worst, WORST.indexOf(verdict))
      if (report) reported.push({ file: basename(file), report })
      if (!wish.json && report) printHuman(io, file, describeVerdict(report, wish.language))
      if (wish.json)
        io.stdout(
          JSON.stringify({
            file,
            ...(report ?? { sha256: null, verdict, revisions: 0, signatures: [], timestamps: [] }),
          }),
        )
    }
    if (wish.report !== null) await writeReport(resolve(io.cwd, wish.report), reported, wish.language)
    return EXIT[WORST[worst]!]
  },
}
