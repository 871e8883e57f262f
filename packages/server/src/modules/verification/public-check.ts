// POST of /kiem-tra: spool → judge in a thread → destroy, whatever happens; the answer is the only thing that remains.
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Services } from '../../platform/services.ts'
import { trustMaterial } from '../signing/index.ts'
import { compareFile, letterByCode, letterByFile, type PublicLetter } from './link.ts'
import type { Answer, Question } from './worker.ts'

export const MOST_BYTES = 50 * 1024 * 1024
const SECONDS = 20
/** Files judged at once; one more waits for nobody, it is told to come back. */
const AT_ONCE = 2
let running = 0

export interface PublicVerdict extends Omit<Answer, 'paper'> {
  /** The report as a PDF, base64: nothing is kept here to fetch it from later. */
  paper: string
  letter: (Omit<PublicLetter, 'files'> & { file: 'same' | 'longer' | 'other' }) | null
}

export async function checkPublicly(
  services: Services,
  input: { name: string; bytes: Uint8Array; code: string | null },
): Promise<PublicVerdict> {
  if (input.bytes.length === 0) throw new DomainError('invalid', 'verification.empty', {}, 'file')
  if (input.bytes.length > MOST_BYTES) throw new DomainError('invalid', 'verification.too-large', {}, 'file')
  if (running >= AT_ONCE) throw new DomainError('unavailable', 'verification.busy')
  running++
  const id = newId()
  try {
    await services.spool.put(id, input.bytes)
    const pdf = await services.spool.get(id)
    const found = await letterOf(services, pdf!, input.code)
    const material = await trustMaterial(services, pdf!)
    const answer = await inThread({
      pdf: new Uint8Array(pdf!),
      name: input.name,
      now: services.clock.now().epochMilliseconds,
      ...material,
    })
    return { ...answer, letter: found }
  } finally {
    running--
    await services.spool.destroy(id)
  }
}

async function letterOf(services: Services, pdf: Uint8Array, code: string | null) {
  const sha256 = createHash('sha256').update(pdf).digest('hex')
  const letter = code ? await letterByCode(services, code) : await letterByFile(services, sha256)
  if (!letter) return null
  const { files: _files, ...told } = letter
  return { ...told, file: compareFile(letter, pdf) }
}

function inThread(question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: question,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    })
    const timer = setTimeout(() => {
      reject(new DomainError('invalid', 'verification.too-long', { seconds: SECONDS }, 'file'))
      void worker.terminate()
    }, SECONDS * 1000)
    worker.once('message', resolve)
    // A thread that ends without a word (out of memory) has judged nothing: never "valid".
    worker.once('error', () =>
      reject(new DomainError('invalid', 'verification.too-long', { seconds: SECONDS }, 'file')),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new DomainError('invalid', 'verification.too-long', { seconds: SECONDS }, 'file'))
    })
  })
}
