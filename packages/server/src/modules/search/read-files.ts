import { Worker } from 'node:worker_threads'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { filesWaiting, putText } from './store/files.ts'

interface Text {
  pages: string[]
  bySight: boolean
}
interface Said {
  id: number
  text?: Text
  problem?: string
}

/** A file that takes longer is left unread: one bad paper must not stop all others. */
const PATIENCE_MS = 180_000
const IDLE_MS = 20_000
/** NUL is no character of a PostgreSQL text; pages are kept to a size somebody may read. */
const MOST_PAGE = 60_000

let worker: Worker | null = null
let idle: NodeJS.Timeout | undefined
let count = 0

function open(): Worker {
  if (!worker) {
    worker = new Worker(new URL('./file-worker.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    worker.unref()
  }
  return worker
}
function close(): void {
  void worker?.terminate()
  worker = null
}

function readInThread(bytes: Uint8Array, mediaType: string, ocr: 'auto' | 'never'): Promise<Text> {
  const thread = open()
  clearTimeout(idle)
  const id = ++count
  return new Promise<Text>((resolve, reject) => {
    const patience = setTimeout(() => fail(new Error('too slow')), PATIENCE_MS)
    const done = () => {
      clearTimeout(patience)
      thread.off('message', hear)
      thread.off('error', fail)
      thread.off('exit', left)
      thread.unref()
      idle = setTimeout(close, IDLE_MS).unref()
    }
    const hear = (said: Said) => {
      if (said.id !== id) return
      done()
      if (said.text) resolve(said.text)
      else reject(new Error(said.problem ?? 'unreadable'))
    }
    const fail = (error: Error) => {
      done()
      close()
      reject(error)
    }
    const left = () => fail(new Error('the reading thread ended'))
    thread.ref()
    thread.on('message', hear)
    thread.on('error', fail)
    thread.on('exit', left)
    thread.postMessage({ id, bytes, mediaType, ocr })
  })
}

const clean = (text: Text): Text => ({
  ...text,
  pages: text.pages.map((page) => page.normalize('NFC').replaceAll('\0', ' ').slice(0, MOST_PAGE)),
})

/** Reads some files nobody has read yet and gives every holder its text; how many were done. */
export async function readWaitingFiles(services: Services, most: number): Promise<number> {
  const waiting = await services.runner.system((tx) => filesWaiting(tx, most))
  for (const file of waiting) {
    let text: Text | null = null
    try {
      const bytes = await services.blobs.get(file.sha256)
      text = clean(await readInThread(bytes, file.media_type, 'auto'))
    } catch (error) {
      log.info('search.file-unread', { sha256: file.sha256, message: (error as Error).message.slice(0, 200) })
    }
    for (const agencyId of file.agencies)
      await services.runner.store(systemActor(agencyId), (tx) => putText(tx, agencyId, file.sha256, text))
  }
  return waiting.length
}
