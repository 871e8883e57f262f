// The command line's own contract: one file per command group in commands/, listed in main.ts.

export interface CliIo {
  stdout(line: string): void
  stderr(line: string): void
  cwd: string
  env: Record<string, string | undefined>
}

export interface CliCommand {
  /** First word(s) on the command line, e.g. `verify` or `edxml read`. */
  name: string
  /** One line for `--help`, Vietnamese. */
  summary: string
  usage: string
  /** Returns the exit code. Throws UsageError for wrong words (exit 64); anything else is exit 70. */
  run(args: string[], io: CliIo): Promise<number>
}

export class UsageError extends Error {}
