import type { IntakeDoors } from '@congvan/contract'
import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { Button, Dialog, toast } from '../../ui/index.ts'
import { useDoorTexts } from './door-texts.ts'

type Held = IntakeDoors['held'][number]

/** What came in by a door and waits for a word of the clerk: sealed files, and files that could not be opened. */
export function DoorNotices() {
  const t = useDoorTexts()
  const doors = useApi('intake.doors', {})
  const [destroying, setDestroying] = useState<Held | null>(null)
  const held = doors.data?.held ?? []
  const aside = doors.data?.setAside ?? []
  if (held.length + aside.length === 0) return null
  const act = async (work: Promise<unknown>, done: string | null) => {
    try {
      await work
      if (done) toast(done)
    } catch (problem) {
      toast((problem as Error).message, { tone: 'error' })
    }
    takeAnswer(undefined)
  }
  return (
    <ul className="uploads door-notices">
      {held.map((file) => (
        <li key={file.uploadId} className="held">
          <span className="upload-name">{file.filename}</span>
          <span className="upload-error" role="alert">
            {t.held(file.mark, Math.round(file.confidence * 100))}
          </span>
          <span className="upload-actions">
            <Button
              size="small"
              onClick={() =>
                void act(command('intake.release-held', { uploadId: file.uploadId }), t.released)
              }
            >
              {t.release}
            </Button>
            <Button size="small" variant="danger" onClick={() => setDestroying(file)}>
              {t.destroy}
            </Button>
          </span>
        </li>
      ))}
      {aside.map((file) => (
        <li key={file.fileId}>
          <span className="upload-name">{file.filename}</span>
          <Button
            size="small"
            variant="plain"
            onClick={() => void act(command('intake.clear-set-aside', { fileId: file.fileId }), null)}
          >
            {t.clear}
          </Button>
          <span className="upload-error">
            {file.reason} {t.aside}
          </span>
        </li>
      ))}
      {destroying && (
        <Dialog
          title={t.destroyTitle}
          open
          onClose={() => setDestroying(null)}
          actions={
            <>
              <Button variant="plain" onClick={() => setDestroying(null)}>
                {t.cancel}
              </Button>
              <Button
                variant="danger"
                onClick={() => {
                  setDestroying(null)
                  void act(command('intake.destroy-held', { uploadId: destroying.uploadId }), t.destroyed)
                }}
              >
                {t.destroy}
              </Button>
            </>
          }
        >
          <p>{t.destroyNote(destroying.filename)}</p>
        </Dialog>
      )}
    </ul>
  )
}
