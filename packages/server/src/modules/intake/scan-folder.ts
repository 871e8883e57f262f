// The watched folder of an agency's scanners. A file is claimed by a rename, taken in under the id of its claim, and only
// then removed: a cut at any moment leaves it claimed, and the next look goes on where the last one ended.
import { lstat, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '../../kernel/domain-error.ts'
import { derivedId, isId, newId } from '../../kernel/id.ts'
import { messageOf } from '../../kernel/messages.ts'
import { machineClock } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import { crashPoint } from '../../platform/crash-point.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { takeIn } from './capture-arrival.ts'
import { takeUploadFile } from './read-upload.ts'
import { setAside } from './set-aside.ts'
import { partId, partsOf } from './stack.ts'
import { openScanDoors } from './store/scans.ts'
import { findUploads, forgetUploads, type KeptReading } from './store/uploads.ts'

const CLAIMED = '.dang-nhan'
export const ASIDE = 'chua-nhan-duoc'
/** A scanner writes page after page: a file is whole when nothing has changed for so long. */
const QUIET_MS = 3000
/** What cannot be opened may still be growing over a slow line: it is called unreadable only after this. */
const PATIENCE_MS = 30_000
const MOST = 300 * 1024 * 1024

export const scanFolderPath = (services: Services, folder: string) => join(services.scanRoot, folder)

export interface SweepOptions {
  quietMs?: number
  patienceMs?: number
  /** Milliseconds since the epoch, by the clock that stamps the files. */
  nowMs: number
}

interface Claim {
  id: string
  name: string
  path: string
}

/** One look into one folder; gives how many files were taken in. */
export async function sweepScanFolder(
  services: Services,
  agencyId: string,
  folder: string,
  options: SweepOptions,
): Promise<number> {
  await mkdir(join(folder, CLAIMED), { recursive: true })
  await mkdir(join(folder, ASIDE), { recursive: true })
  let taken = 0
  for (const claim of await claimsIn(folder))
    taken += await settle(services, agencyId, folder, claim, options)
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith('.') || name === ASIDE) continue
    if (!(await isStill(join(folder, name), options.nowMs, options.quietMs ?? QUIET_MS))) continue
    const id = newId()
    const path = join(folder, CLAIMED, `${id}~${name}`)
    await rename(join(folder, name), path)
    crashPoint('scan.claimed')
    taken += await settle(services, agencyId, folder, { id, name, path }, options)
  }
  return taken
}

async function claimsIn(folder: string): Promise<Claim[]> {
  const found: Claim[] = []
  for (const entry of (await readdir(join(folder, CLAIMED))).sort()) {
    const id = entry.slice(0, 36)
    if (isId(id) && entry[36] === '~')
      found.push({ id, name: entry.slice(37), path: join(folder, CLAIMED, entry) })
  }
  return found
}

/** A plain file (no link, no folder) at rest. Empty ones wait longer: some scanners make the name first. */
async function isStill(path: string, nowMs: number, quietMs: number): Promise<boolean> {
  const stat = await lstat(path).catch(() => null)
  if (!stat?.isFile()) return false
  return nowMs - stat.mtimeMs >= (stat.size === 0 ? quietMs * 20 : quietMs)
}

async function settle(
  services: Services,
  agencyId: string,
  folder: string,
  claim: Claim,
  options: SweepOptions,
): Promise<number> {
  try {
    return await takeClaimed(services, agencyId, claim)
  } catch (problem) {
    if (!(problem instanceof DomainError)) throw problem
    const age = options.nowMs - (await lstat(claim.path)).mtimeMs
    if (age < (options.patienceMs ?? PATIENCE_MS)) await rename(claim.path, join(folder, claim.name))
    else await putAside(services, agencyId, folder, claim, messageOf(problem.code, problem.params).vi)
    return 0
  }
}

async function takeClaimed(services: Services, agencyId: string, claim: Claim): Promise<number> {
  const actor = systemActor(agencyId)
  const before = await lstat(claim.path)
  if (before.size > MOST)
    throw new DomainError('invalid', 'intake.too-large', { name: claim.name, limit: '300 MB' }, 'file')
  const bytes = await readFile(claim.path)
  const parts = (await partsOf(bytes)) ?? [bytes]
  const ids = parts.map((_, n) => partId(claim.id, n))
  let secret = false
  for (const [n, part] of parts.entries()) {
    const taken = await spooled(services, actor, ids[n]!, nameOfPart(claim.name, n, parts.length), part)
    secret = secret || !taken
  }
  const after = await lstat(claim.path)
  // Written on while it was read: what was taken is not the whole; the whole is taken by another look.
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    for (const id of ids) await services.spool.destroy(id)
    await services.runner.store(actor, (tx) => forgetUploads(tx, agencyId, ids))
    await rename(claim.path, join(claim.path, '..', '..', claim.name))
    return 0
  }
  crashPoint('scan.spooled')
  for (const id of ids) await captureOne(services, actor, id)
  crashPoint('scan.captured')
  if (secret) await wipe(claim.path)
  else await rm(claim.path, { force: true })
  return parts.length
}

const nameOfPart = (name: string, n: number, of: number) =>
  of === 1 ? name : name.replace(/(\.[^.]*)?$/, ` (${n + 1})$1`)

/** False for what is, or may be, marked secret: it is destroyed or sealed, and the folder's copy is written over. */
async function spooled(
  services: Services,
  actor: Actor,
  id: string,
  name: string,
  bytes: Buffer,
): Promise<boolean> {
  const known = await uploadOf(services, actor, id)
  if (known) return known.state === 'waiting' || known.state === 'taken'
  try {
    await takeUploadFile(services, actor, id, name, bytes)
    return true
  } catch (problem) {
    if (
      problem instanceof DomainError &&
      (problem.code === 'intake.held' || problem.code === 'documents.secret')
    )
      return false
    throw problem
  }
}

/** Under ids made from the claim's: begun again, it is the same command, and the same arrival. */
async function captureOne(services: Services, actor: Actor, id: string): Promise<void> {
  const upload = await uploadOf(services, actor, id)
  if (upload?.state !== 'waiting') return
  await services.runner.command(takeIn, actor, derivedId('take-in', id), {
    documentId: derivedId('arrival-of', id),
    uploadIds: [id],
    fields: (upload.reading as KeptReading).suggestion,
    paperOnly: false,
  })
}

const uploadOf = async (services: Services, actor: Actor, id: string) =>
  (await services.runner.read(actor, (tx) => findUploads(tx, actor.acting.agencyId, [id])))[0]

/** Beside the file stands why, for whoever opens the folder and not the screen. */
async function putAside(
  services: Services,
  agencyId: string,
  folder: string,
  claim: Claim,
  reason: string,
): Promise<void> {
  const target = await freeName(join(folder, ASIDE), claim.name)
  const commandId = derivedId('set-aside', claim.id)
  const input = { fileId: claim.id, filename: claim.name, reason }
  await services.runner.command(setAside, systemActor(agencyId), commandId, input)
  await writeFile(`${target}.ly-do.txt`, `${reason}\n`)
  await rename(claim.path, target)
}

async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder))
  if (!taken.has(name)) return join(folder, name)
  for (let n = 2; ; n++) {
    const other = name.replace(/(\.[^.]*)?$/, ` (${n})$1`)
    if (!taken.has(other)) return join(folder, other)
  }
}

/** The folder is no encrypted spool: what may be secret is written over before its name goes. */
async function wipe(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => null)
  if (file) {
    const { size } = await file.stat()
    const zeros = Buffer.alloc(64 * 1024)
    for (let at = 0; at < size; at += zeros.length)
      await file.write(zeros, 0, Math.min(zeros.length, size - at), at)
    await file.sync()
    await file.close()
  }
  await rm(path, { force: true })
}

const BEAT_MS = 2000

/** Looks into every open folder in turn; one folder that fails does not stop the others. */
export function startScanFolders(services: Services): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  const beat = async () => {
    for (const door of await services.runner.system(openScanDoors)) {
      if (stopped) return
      await sweepScanFolder(services, door.agency_id, scanFolderPath(services, door.folder), {
        // Files are stamped by the machine, whatever day the demo plays.
        nowMs: machineClock.now().epochMilliseconds,
      }).catch((error: Error) =>
        log.warn('intake.scan-failed', { folder: door.folder, message: error.message.slice(0, 200) }),
      )
    }
  }
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = beat()
        .catch((error: Error) =>
          log.warn('intake.scan-beat-failed', { message: error.message.slice(0, 200) }),
        )
        .then(next)
    }, BEAT_MS)
  }
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
