// One IDLE connection for each connected mailbox; a server that is down is tried again, and the screen says since when.
import type { ImapFlow } from 'imapflow'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { followAllStaff } from './boxes.ts'
import { followUse } from './last-use.ts'
import { type Connection, connectionOf, noteFailure, setConnection, syncBox } from './letters.ts'
import { sendNotices } from './notices.ts'
import { openImap } from './server.ts'

const BEAT_MS = 5000
const LONGEST_WAIT_MS = 60_000
const STAFF_EVERY_BEATS = 120
const USE_EVERY_BEATS = 24

interface Watch {
  imap: ImapFlow | null
  busy: boolean
  failures: number
  nextAt: number
}

export interface WatchOptions {
  beatMs?: number
  /** Where our own mail server writes who logged in; another province's server tells nobody. */
  lastLogins?: string
}

export function startMail(
  services: Services,
  { beatMs = BEAT_MS, lastLogins }: WatchOptions = {},
): () => Promise<void> {
  const watches = new Map<string, Watch>()
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  let beats = 0

  const beat = async () => {
    const open = await services.runner.system((tx) =>
      tx.rows<{ agency_id: string; mailbox_id: string }>('select * from mail.connections()'),
    )
    const wanted = new Set(open.map((row) => row.mailbox_id))
    for (const [id, watch] of watches)
      if (!wanted.has(id)) {
        watch.imap?.close()
        watches.delete(id)
      }
    await Promise.all(open.map((row) => tend(row)))
    await sendNotices(services)
    if (lastLogins && beats % USE_EVERY_BEATS === 0) await followUse(services, lastLogins)
    if (beats++ % STAFF_EVERY_BEATS === 0) await followAllStaff(services)
  }

  const tend = async (row: { agency_id: string; mailbox_id: string }) => {
    const watch = watches.get(row.mailbox_id) ?? { imap: null, busy: false, failures: 0, nextAt: 0 }
    watches.set(row.mailbox_id, watch)
    if (watch.imap?.usable || watch.busy || performance.now() < watch.nextAt) return
    watch.busy = true
    const box = await services.runner.read(systemActor(row.agency_id), (tx) =>
      connectionOf(tx, row.agency_id, row.mailbox_id),
    )
    try {
      if (box) watch.imap = await listen(services, box, watch)
      watch.failures = 0
    } catch (error) {
      watch.failures++
      watch.nextAt = performance.now() + Math.min(beatMs * 2 ** watch.failures, LONGEST_WAIT_MS)
      if (box) await noteFailure(services, box, error)
    } finally {
      watch.busy = false
    }
  }

  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = beat()
        .catch((error: Error) => log.warn('mail.beat-failed', { message: error.message.slice(0, 200) }))
        .then(next)
    }, beatMs)
  }
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
    for (const watch of watches.values()) watch.imap?.close()
  }
}

async function listen(services: Services, box: Connection, watch: Watch): Promise<ImapFlow> {
  const imap = await openImap(services, box)
  let looking: Promise<unknown> = Promise.resolve()
  const look = () => {
    looking = looking
      .then(() => syncBox(services, box, imap))
      .then(() => idle(imap))
      .catch((error: Error) => log.warn('mail.look-failed', { message: error.message.slice(0, 200) }))
  }
  await syncBox(services, box, imap)
  await setConnection(services, box, 'watching')
  for (const word of ['exists', 'expunge', 'flags'] as const) imap.on(word, look)
  imap.once('close', () => {
    watch.imap = null
    void setConnection(services, box, 'down', 'Máy chủ thư đã ngắt; đang nối lại.').catch(() => undefined)
  })
  idle(imap)
  return imap
}

/** At once, not after the library's fifteen quiet seconds; ends by itself when something is asked. */
const idle = (imap: ImapFlow): void => void imap.idle().catch(() => undefined)
