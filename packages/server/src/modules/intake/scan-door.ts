// The scan folder as the clerk meets it: opened, closed, and what could not be taken in.
import { ClearSetAside, type IntakeDoors, SetScanFolder } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { fold } from '../../kernel/text.ts'
import { command, query } from '../../platform/command.ts'
import { findAgency } from '../organisations/index.ts'
import { clerk } from '../registers/index.ts'
import { heldOf } from './held.ts'
import { scanFolderPath } from './scan-folder.ts'
import { clearScanned, findScanDoor, listSetAside, putScanDoor } from './store/scans.ts'

const slug = (name: string) =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)

/** "Mở thư mục quét": a name below the installation's scan folder; nobody chooses a path on the server. */
export const setScanFolder = command({
  name: 'intake.set-scan-folder',
  input: SetScanFolder,
  access: clerk,
  async run({ tx, actor, now, emit, touch }, { open }) {
    const agencyId = actor.acting.agencyId
    const door = await findScanDoor(tx, agencyId)
    const agency = await findAgency(tx, agencyId)
    const folder = door?.folder ?? `${slug(agency?.name ?? 'co-quan')}-${agencyId.slice(-4)}`
    const changed = door || open ? await putScanDoor(tx, agencyId, folder, open, now.toString()) : 0
    if (changed === 0) throw new DomainError('conflict', 'intake.scan-unchanged')
    emit({ name: 'intake.scan-folder-set', subjectId: agencyId, payload: { open, folder } })
    touch('intake')
    return { folder, open }
  },
})

/** The clerk has dealt with it; the file stays where it lies. */
export const clearSetAside = command({
  name: 'intake.clear-set-aside',
  input: ClearSetAside,
  access: clerk,
  async run({ tx, actor, emit, touch }, { fileId }) {
    if ((await clearScanned(tx, actor.acting.agencyId, fileId)) === 0)
      throw new DomainError('not-found', 'intake.not-set-aside')
    emit({ name: 'intake.set-aside-cleared', subjectId: fileId })
    touch('intake')
    return { fileId }
  },
})

export const doors = query({
  name: 'intake.doors',
  input: Type.Object({}, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, services }): Promise<IntakeDoors> {
    const agencyId = actor.acting.agencyId
    const door = await findScanDoor(tx, agencyId)
    return {
      held: await heldOf(tx, agencyId),
      folder: door ? { path: scanFolderPath(services, door.folder), open: door.open } : null,
      setAside: (await listSetAside(tx, agencyId)).map((row) => ({
        fileId: row.id,
        filename: row.filename,
        reason: row.reason ?? '',
        at: row.seen_at,
      })),
    }
  },
})
