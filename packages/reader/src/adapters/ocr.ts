// Text recognition: the tesseract program when it is on PATH with Vietnamese data, else the npm engine.
import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import type { Worker } from 'tesseract.js'
import type { Word } from '../page-model.ts'
import { normaliseWord } from '../text/normalise.ts'
import { evened, levelled, turnOfLines } from './skew.ts'

export type Env = Record<string, string | undefined>

/** A recognised word with the line it belongs to, in the picture's points. */
export interface SeenWord extends Word {
  line: string
}

const TIMEOUT_MS = 90_000

class OutOfTime extends Error {}

export async function onPath(program: string, env: Env): Promise<string | null> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue
    const file = join(folder, program)
    try {
      await access(file, constants.X_OK)
      return file
    } catch {}
  }
  return null
}

/** Runs a program on bytes; one thread, because more made tesseract 5–6 times slower (measured). */
export function pipe(
  program: string,
  args: readonly string[],
  input: Uint8Array | null,
  env: Env,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...env, OMP_THREAD_LIMIT: '1' } as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(out))
      else if (signal !== null) reject(new OutOfTime(program))
      else
        reject(
          new Error(`${program} ended with ${code}: ${Buffer.concat(err).toString('utf8').slice(0, 300)}`),
        )
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? undefined)
  })
}

const nativeFor = new Map<string, Promise<string | null>>()

async function findNative(env: Env): Promise<string | null> {
  const program = await onPath('tesseract', env)
  if (!program) return null
  try {
    const langs = (await pipe(program, ['--list-langs'], null, env)).toString('utf8')
    return /^vie$/m.test(langs) ? program : null
  } catch {
    return null
  }
}

function native(env: Env): Promise<string | null> {
  const key = env.PATH ?? ''
  const known = nativeFor.get(key) ?? findNative(env)
  nativeFor.set(key, known)
  return known
}

function wordsOfTsv(tsv: string): SeenWord[] {
  const words: SeenWord[] = []
  for (const row of tsv.split('\n').slice(1)) {
    const cells = row.split('\t')
    if (cells[0] !== '5' || cells.length < 12) continue
    const [, page, block, paragraph, line, , left, top, width, height, conf] = cells
    const text = normaliseWord(cells.slice(11).join(' ')).trim()
    if (text === '') continue
    const h = Number(height)
    words.push({
      text,
      x: Number(left),
      y: Number(top),
      w: Number(width),
      h,
      size: h,
      source: 'ocr',
      confidence: Number(conf) / 100,
      line: `${page}.${block}.${paragraph}.${line}`,
    })
  }
  return words
}

let worker: Promise<Worker> | null = null

async function startWorker(): Promise<Worker> {
  const { createWorker } = await import('tesseract.js')
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json'))
  return createWorker('vie', 1, { langPath: join(data, '4.0.0_best_int'), gzip: true, cacheMethod: 'none' })
}

export type Layout = 'page' | 'block' | 'sparse'
const PSM: Record<Layout, string> = { page: '3', block: '6', sparse: '11' }

async function recogniseInWorker(png: Uint8Array, layout: Layout): Promise<string> {
  worker ??= startWorker()
  const engine = await worker
  await engine.setParameters({ tessedit_pageseg_mode: PSM[layout] as never })
  const result = await engine.recognize(Buffer.from(png), {}, { text: false, tsv: true })
  return result.data.tsv ?? ''
}

export interface Recognised {
  words: SeenWord[]
  /** The picture must be turned by this before its boxes mean anything. */
  turn: 0 | 90 | 180 | 270
}

/** Words of a picture, levelled: a skewed scan's lines come out straight. */
export async function recognise(
  png: Uint8Array,
  layout: Layout,
  env: Env = process.env,
): Promise<Recognised> {
  try {
    return await recogniseOnce(png, layout, env)
  } catch (error) {
    // A hopeless picture may cost the engine more than its time: the page then counts as unread.
    if (error instanceof OutOfTime) return { words: [], turn: 0 }
    throw error
  }
}

async function recogniseOnce(png: Uint8Array, layout: Layout, env: Env): Promise<Recognised> {
  const program = await native(env)
  const tsv = program
    ? (
        await pipe(
          program,
          ['stdin', 'stdout', '-l', 'vie', '--psm', PSM[layout], '-c', 'tessedit_create_tsv=1'],
          png,
          env,
        )
      ).toString('utf8')
    : `level\n${await recogniseInWorker(png, layout)}`
  const words = wordsOfTsv(tsv)
  const turn = turnOfLines(words)
  return { words: turn === 0 ? evened(levelled(words)) : words, turn }
}

export async function engineName(env: Env = process.env): Promise<'tesseract' | 'tesseract.js'> {
  return (await native(env)) ? 'tesseract' : 'tesseract.js'
}

export async function closeOcr(): Promise<void> {
  const running = worker
  worker = null
  if (running) await (await running).terminate()
}
