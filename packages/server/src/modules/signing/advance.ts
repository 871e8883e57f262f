// Asks the device, waits, keeps what it answers and finishes; every step may be the last before a crash.
import type { SigningProgress } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { messageOf } from '../../kernel/messages.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { close, openService, type Situation, situationOf, TOKEN_SECONDS, viewOf } from './authorise.ts'
import { assertKeyFits } from './check-key.ts'
import { driverOf } from './devices/index.ts'
import type { DeviceKey, Driver, Hash, PersonSecret, Progress, Service } from './devices/types.ts'
import { finishSignature } from './sign-pdf.ts'
import { assertNotStopped } from './stopped.ts'
import {
  type AuthorisationRow,
  endFile,
  keepValues,
  lookAgain,
  markAsked,
  noteAsked,
  type PendingFile,
} from './store/authorisations.ts'
import type { KeyRow } from './store/keys.ts'
import { findSigningSession } from './store/sessions.ts'

/** What a purpose does when all files of a document are signed. */
export type Finish = (
  services: Services,
  actor: Actor,
  authorisation: AuthorisationRow,
  files: PendingFile[],
) => Promise<void>

const LOOK_AGAIN_SECONDS = 3

/** One at a time in this process; two processes are kept apart by the states of the rows. */
const running = new Map<string, Promise<SigningProgress>>()

/** Asks the device, or asks whether it has answered, finishes what is signed; safe to call at any time by anybody. */
export async function advance(
  services: Services,
  actor: Actor,
  id: string,
  finish: Finish,
  asked: { secret?: PersonSecret; waitMs?: number } = {},
): Promise<SigningProgress> {
  const before = running.get(id)
  if (before && !asked.secret) return before
  if (before) await before.catch(() => undefined)
  const work = step(services, actor, id, finish, asked).finally(() => running.delete(id))
  running.set(id, work)
  return work
}

async function step(
  services: Services,
  actor: Actor,
  id: string,
  finish: Finish,
  asked: { secret?: PersonSecret; waitMs?: number },
): Promise<SigningProgress> {
  const read = () => services.runner.read(actor, (tx) => situationOf(tx, actor, id))
  for (let now = await read(); ; now = await read()) {
    if (now.row.state !== 'open') return viewOf(now)
    await finishSigned(services, actor, now, finish)
    now = await read()
    const left = now.files.filter((file) => file.state === 'waiting' || file.state === 'asked')
    if (left.length === 0) {
      await close(services, actor, id, 'done')
      return viewOf(await read())
    }
    if (!now.key || !now.service) {
      await close(services, actor, id, 'refused', 'signing.key-gone')
      return viewOf(await read())
    }
    const device = { ...now, key: now.key, service: openService(services, now.service) }
    const driver = driverOf(device.service)
    if (!driver) return tokenStep(services, actor, device, read)
    if (!now.row.memo && driver.asksPin && !asked.secret?.pin) return viewOf(now, null, 'pin')
    const said = await talk(services, actor, device, driver, left, asked)
    if (said === 'ended') return viewOf(await read())
    if (said === 'again') continue
    return viewOf(await read(), said.problem, said.needs)
  }
}

type Device = Omit<Situation, 'key' | 'service'> & { key: KeyRow; service: Service }

async function tokenStep(
  services: Services,
  actor: Actor,
  { row }: Device,
  read: () => Promise<Situation>,
): Promise<SigningProgress> {
  const age = services.clock.now().epochMilliseconds - Date.parse(row.started_at)
  if (age > TOKEN_SECONDS * 1000) await close(services, actor, row.id, 'expired', 'signing.device-timeout')
  return viewOf(await read())
}

const deviceKey = (key: KeyRow, files: PendingFile[]): DeviceKey => ({
  reference: key.reference,
  certificate: key.certificate,
  scheme: files[0]!.prepared!.scheme!,
})

const hashOf = (file: PendingFile): Hash => ({
  digest: new Uint8Array(Buffer.from(file.prepared!.digest!, 'base64')),
  display: file.label,
})

/** One exchange with the service: its answer is stored before anything else happens. */
async function talk(
  services: Services,
  actor: Actor,
  now: Device,
  driver: Driver,
  left: PendingFile[],
  asked: { secret?: PersonSecret; waitMs?: number },
): Promise<'again' | 'ended' | { problem: string | null; needs: 'pin' | null }> {
  const { row, key, service } = now
  const agencyId = actor.acting.agencyId
  const onDevice = left.filter((file) => file.state === 'asked')
  const round = row.memo && onDevice.length > 0 ? onDevice : left.slice(0, driver.most)
  let progress: Progress
  try {
    if (row.memo) {
      const memo = JSON.parse(services.sealer.open('signing-memo', row.memo).toString('utf8')) as unknown
      progress = await driver.poll(service, deviceKey(key, round), memo, asked.waitMs ?? 0)
    } else {
      await services.runner.read(actor, (tx) => assertStillFits(tx, actor, key, services))
      await services.runner.store(actor, (tx) =>
        markAsked(
          tx,
          agencyId,
          round.map((file) => file.id),
        ),
      )
      progress = await driver.start(service, deviceKey(key, round), round.map(hashOf), asked.secret ?? {})
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return onFailure(services, actor, now, error)
  }
  if (progress.state === 'signed') {
    const values = round.map((file, i) => ({ id: file.id, value: progress.values[i]! }))
    await services.runner.store(actor, (tx) => keepValues(tx, agencyId, row.id, values))
    return 'again'
  }
  if (progress.state === 'refused') {
    if (progress.problem === 'signing.wrong-pin' && driver.asksPin) {
      await services.runner.store(actor, (tx) => keepValues(tx, agencyId, row.id, []))
      return { problem: progress.problem, needs: 'pin' }
    }
    await close(services, actor, row.id, endingOf(progress.problem), progress.problem)
    return 'ended'
  }
  return onWaiting(services, actor, now, driver, progress)
}

const endingOf = (problem: string): AuthorisationRow['state'] =>
  problem === 'signing.cancelled-on-device'
    ? 'cancelled'
    : problem === 'signing.device-timeout'
      ? 'expired'
      : 'refused'

async function onWaiting(
  services: Services,
  actor: Actor,
  { row, service }: Device,
  driver: Driver,
  progress: Extract<Progress, { state: 'waiting' }>,
): Promise<'ended' | { problem: null; needs: null }> {
  const agencyId = actor.acting.agencyId
  const now = services.clock.now()
  if (row.expires_at && Date.parse(row.expires_at) < now.epochMilliseconds) {
    await driver.cancel(service, progress.memo).catch(() => undefined)
    await close(services, actor, row.id, 'expired', 'signing.device-timeout')
    return 'ended'
  }
  await services.runner.store(actor, async (tx) => {
    await noteAsked(tx, agencyId, row.id, {
      memo: services.sealer.seal('signing-memo', Buffer.from(JSON.stringify(progress.memo))),
      code: progress.code ?? null,
      now: now.toString(),
      expiresAt: progress.seconds ? now.add({ seconds: progress.seconds }).toString() : null,
    })
    await lookAgain(tx, agencyId, row.id, LOOK_AGAIN_SECONDS, row.person_id, row.position_id)
  })
  return { problem: null, needs: null }
}

/** A service that cannot be reached: what was asked is asked about again until its time is over; what was not, is left signable. */
async function onFailure(
  services: Services,
  actor: Actor,
  { row }: Device,
  error: DomainError,
): Promise<'ended' | { problem: string; needs: null }> {
  const over = !row.expires_at || Date.parse(row.expires_at) < services.clock.now().epochMilliseconds
  if (row.memo && !over && error.kind === 'unavailable') {
    await services.runner.store(actor, (tx) =>
      lookAgain(tx, actor.acting.agencyId, row.id, LOOK_AGAIN_SECONDS, row.person_id, row.position_id),
    )
    return { problem: error.code, needs: null }
  }
  await close(services, actor, row.id, row.memo ? 'expired' : 'refused', error.code)
  return 'ended'
}

/** Values become files, and when all files of a document are there, the document moves on. */
export async function finishSigned(
  services: Services,
  actor: Actor,
  { row, files, key }: Pick<Situation, 'row' | 'files' | 'key'>,
  finish: Finish,
): Promise<void> {
  const agencyId = actor.acting.agencyId
  const groups = Map.groupBy(files, (file) => file.document_id ?? '')
  for (const group of groups.values()) {
    if (!group.every((file) => file.state === 'signed')) continue
    try {
      // Blocked while the phone was ringing: what it signed is not used.
      if (key) await services.runner.read(actor, (tx) => assertNotStopped(tx, key.certificate))
      const made: PendingFile[] = []
      for (const file of group) made.push(await outputOf(services, actor, file))
      if (!(await isFinished(services, actor, group))) await finish(services, actor, row, made)
      for (const file of made) await end(services, actor, file, null)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const problem = { code: error.code, ...messageOf(error.code, error.params) }
      for (const file of group) await end(services, actor, file, problem)
    }
  }
  async function end(services: Services, actor: Actor, file: PendingFile, problem: PendingFile['problem']) {
    await services.runner.store(actor, (tx) =>
      endFile(tx, agencyId, file.id, {
        state: problem ? 'failed' : 'done',
        outputSha256: file.output_sha256,
        problem,
      }),
    )
  }
}

/** The crash came between the document's own commit and the note of it here: it is not signed a second time. */
const isFinished = async (services: Services, actor: Actor, [file]: PendingFile[]): Promise<boolean> => {
  const session = file?.session_id
  if (!session) return false
  const row = await services.runner.read(actor, (tx) =>
    findSigningSession(tx, actor.acting.agencyId, session),
  )
  return row?.state === 'completed'
}

async function outputOf(services: Services, actor: Actor, file: PendingFile): Promise<PendingFile> {
  if (file.output_sha256) return file
  const input = await services.blobs.get(file.input_sha256)
  const signed = await finishSignature(input, file.prepared!, file.value!)
  const { sha256 } = await services.blobs.put(signed)
  await services.runner.store(actor, (tx) =>
    endFile(tx, actor.acting.agencyId, file.id, { state: 'signed', outputSha256: sha256, problem: null }),
  )
  return { ...file, output_sha256: sha256 }
}

/** The key may have been revoked or the person moved since the documents were prepared. */
async function assertStillFits(tx: Tx, actor: Actor, key: KeyRow, services: Services): Promise<void> {
  await assertKeyFits(tx, actor, key, key.holder, services.clock.now())
}
