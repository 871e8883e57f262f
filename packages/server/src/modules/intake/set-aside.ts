import Type from 'typebox'
import { command } from '../../platform/command.ts'
import { putScanned } from './store/scans.ts'
import { systemOnly } from './system-only.ts'

/** Given by the watcher: a file that cannot be taken in, with the sentence a person reads. */
export const setAside = command({
  name: 'intake.set-aside',
  input: Type.Object(
    { fileId: Type.String(), filename: Type.String(), reason: Type.String() },
    { additionalProperties: false },
  ),
  access: systemOnly,
  async run({ tx, actor, now, emit, touch }, { fileId, filename, reason }) {
    const row = { id: fileId, filename, state: 'set-aside' as const, reason, documents: 0 }
    await putScanned(tx, actor.acting.agencyId, { ...row, now: now.toString() })
    emit({ name: 'intake.file-set-aside', subjectId: fileId, texts: { filename, reason } })
    touch('intake')
    return {}
  },
})
