/** JSON lines on stderr with request and command id; never personal data, never document content. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

let minimum = 1
const LEVELS = { debug: 0, info: 1, warn: 2, error: 3 } as const
export function setLogLevel(level: keyof typeof LEVELS): void {
  minimum = LEVELS[level]
}

function write(level: keyof typeof LEVELS, event: string, fields: LogFields): void {
  if (LEVELS[level] < minimum) return
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
}

export const log = {
  debug: (event: string, fields: LogFields = {}) => write('debug', event, fields),
  info: (event: string, fields: LogFields = {}) => write('info', event, fields),
  warn: (event: string, fields: LogFields = {}) => write('warn', event, fields),
  error: (event: string, fields: LogFields = {}) => write('error', event, fields),
}
