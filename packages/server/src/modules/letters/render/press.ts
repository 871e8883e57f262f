// The press: a Typst compiler in a child process that is replaced before it grows, and killed when it hangs.
// Typst keeps about 70 KiB per document for ever (measured), so no child lives long.
import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RenderError } from './errors.ts'
import type { ChildSettings, Note, PressAnswer, PressJob } from './press-messages.ts'

export interface PressOptions {
  /** Extra font folders, e.g. a site's licensed Times New Roman; it wins over Tinos when it is there. */
  fontDirs?: readonly string[]
  maxRenders?: number
  memoryLimitBytes?: number
  timeLimitMs?: number
  /** An idle child goes after this time: at rest the server keeps its memory small. */
  idleMs?: number
  maxDataBytes?: number
  /** For tests: another layout folder. */
  layoutDir?: string
}

export interface Printed {
  bytes: Uint8Array
  pages: number
  notes: readonly Note[]
}

interface Waiting {
  job: PressJob
  resolve(printed: Printed): void
  reject(error: Error): void
}

const here = dirname(fileURLToPath(import.meta.url))
const PAGE = 4096
const MEMORY_WATCH_MS = 100

/** Folder of the built-in font (Tinos: the metrics of Times, full Vietnamese). */
export function builtInFontDir(): string {
  return dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
}

export class Press {
  readonly #options: Required<PressOptions>
  readonly #queue: Waiting[] = []
  #child: ChildProcess | null = null
  #current: Waiting | null = null
  #timers: NodeJS.Timeout[] = []
  #renders = 0
  #rest: NodeJS.Timeout | null = null
  #nextId = 1
  #closed = false

  constructor(options: PressOptions = {}) {
    this.#options = {
      fontDirs: [],
      maxRenders: 1500,
      memoryLimitBytes: 500 * 2 ** 20,
      timeLimitMs: 10_000,
      idleMs: 120_000,
      maxDataBytes: 4 * 2 ** 20,
      layoutDir: join(here, '../layouts'),
      ...options,
    }
  }

  print(
    layout: string,
    data: unknown,
    options: { output?: PressJob['output']; createdAt?: number | undefined } = {},
  ): Promise<Printed> {
    const text = JSON.stringify(data)
    if (text.length > this.#options.maxDataBytes) {
      return Promise.reject(
        new RenderError('letters.too-long', { limit: String(this.#options.maxDataBytes) }),
      )
    }
    if (this.#closed) return Promise.reject(new RenderError('letters.press-closed'))
    return new Promise((resolve, reject) => {
      const { output = 'pdf', createdAt = Math.floor(Date.now() / 1000) } = options
      this.#queue.push({
        job: { id: this.#nextId++, layout, data: text, output, createdAt },
        resolve,
        reject,
      })
      this.#next()
    })
  }

  /** Process id of the child at work, for tests and figures. */
  get childPid(): number | undefined {
    return this.#child?.pid
  }

  close(): void {
    this.#closed = true
    for (const waiting of this.#queue.splice(0)) waiting.reject(new RenderError('letters.press-closed'))
    this.#fail(new RenderError('letters.press-closed'))
  }

  #next(): void {
    if (this.#current || this.#closed) return
    const waiting = this.#queue.shift()
    if (!waiting) return
    this.#current = waiting
    if (this.#rest) clearTimeout(this.#rest)
    const child = this.#start()
    child.ref()
    child.channel?.ref()
    const { timeLimitMs } = this.#options
    this.#timers = [
      setTimeout(
        () => this.#fail(new RenderError('letters.render-timeout', { ms: String(timeLimitMs) })),
        timeLimitMs,
      ),
      setInterval(() => void this.#watchMemory(child), MEMORY_WATCH_MS),
    ]
    child.send(waiting.job, (error) => {
      if (error && this.#child === child)
        this.#fail(new RenderError('letters.render-crashed', { reason: error.message }))
    })
  }

  #start(): ChildProcess {
    if (this.#child) return this.#child
    const settings: ChildSettings = {
      layoutDir: this.#options.layoutDir,
      fontDirs: [...this.#options.fontDirs, builtInFontDir()],
    }
    const child = fork(join(here, 'press-child.ts'), [JSON.stringify(settings)], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=256'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' },
    })
    child.on('message', (answer: PressAnswer) => this.#answered(child, answer))
    const gone = (reason: string) => {
      if (this.#child === child) this.#fail(new RenderError('letters.render-crashed', { reason }))
    }
    child.on('error', (error) => gone(error.message))
    child.on('exit', (code, signal) => gone(`exit ${signal ?? code}`))
    this.#child = child
    this.#renders = 0
    return child
  }

  #answered(child: ChildProcess, answer: PressAnswer): void {
    const waiting = this.#current
    if (child !== this.#child || waiting?.job.id !== answer.id) return
    this.#idle()
    this.#renders += 1
    const worn = this.#renders >= this.#options.maxRenders || answer.rss > this.#options.memoryLimitBytes
    if (worn) this.#discard()
    if (answer.ok) waiting.resolve({ bytes: answer.bytes, pages: answer.pages, notes: answer.notes })
    else waiting.reject(asRenderError(answer.message))
    this.#next()
  }

  /** Ends the child and the job it had; the next job gets a fresh one. */
  #fail(error: RenderError): void {
    const waiting = this.#current
    this.#idle()
    this.#discard()
    waiting?.reject(error)
    this.#next()
  }

  #idle(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer)
    this.#current = null
    if (this.#rest) clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.#discard(), this.#options.idleMs).unref()
    this.#child?.unref()
    this.#child?.channel?.unref()
  }

  #discard(): void {
    const child = this.#child
    this.#child = null
    child?.kill('SIGKILL')
  }

  async #watchMemory(child: ChildProcess): Promise<void> {
    const statm = await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '')
    const resident = Number(statm.split(' ')[1] ?? 0) * PAGE
    if (resident > 2 * this.#options.memoryLimitBytes && this.#child === child && this.#current) {
      this.#fail(new RenderError('letters.render-memory', { bytes: String(resident) }))
    }
  }
}

function asRenderError(message: string): RenderError {
  const glyph = /the text `\\*"(.*?)\\*"` could not be displayed/.exec(message)?.[1]
  if (glyph)
    return new RenderError('letters.character-not-printable', {
      character: glyph.replace(/\\+(?=u\{)/g, '\\'),
    })
  return new RenderError('letters.layout-failed', { reason: message.slice(0, 500) })
}

/** Registers and reports: minutes are allowed, letters do not wait behind them. */
const SLOW: PressOptions = { timeLimitMs: 120_000, maxDataBytes: 32 * 2 ** 20, maxRenders: 50 }

const shared: { letters: Press | null; books: Press | null; options: PressOptions } = {
  letters: null,
  books: null,
  options: {},
}

/** The press for letters of this process, started on first use; its child never keeps the process alive. */
export function defaultPress(): Press {
  shared.letters ??= new Press(shared.options)
  return shared.letters
}

/** A second press for long work. */
export function slowPress(): Press {
  shared.books ??= new Press({ ...shared.options, ...SLOW })
  return shared.books
}

/** At start: a site's fonts, other limits. At stop: `await`-free end of both children; a later letter starts anew. */
export function setUpPresses(options: PressOptions = {}): { close(): void } {
  shared.options = options
  const close = () => {
    shared.letters?.close()
    shared.books?.close()
    shared.letters = null
    shared.books = null
  }
  close()
  return { close }
}
