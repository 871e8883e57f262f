import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { Banner, Button, Dialog, Skeleton } from '../../ui/index.ts'
import { useDoorTexts } from './door-texts.ts'

/** Thư mục quét: where it lies, whether it is watched, and the sheets that part a stack. */
export function ScanFolder({ onClose }: { onClose: () => void }) {
  const t = useDoorTexts()
  const doors = useApi('intake.doors', {})
  const [error, setError] = useState<string | null>(null)
  const folder = doors.data?.folder
  const open = folder?.open === true
  const set = async () => {
    setError(null)
    try {
      await command('intake.set-scan-folder', { open: !open })
    } catch (problem) {
      setError((problem as Error).message)
    }
    takeAnswer(undefined)
  }
  return (
    <Dialog
      title={t.scanTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.close}
          </Button>
          {doors.data && (
            <Button variant={open ? 'quiet' : 'primary'} onClick={() => void set()}>
              {open ? t.closeScan : t.openScan}
            </Button>
          )}
        </>
      }
    >
      {error && (
        <Banner tone="amber" alert>
          {error}
        </Banner>
      )}
      <p className="paper-note">{t.scanNote}</p>
      {doors.data ? (
        <div className="scan-facts">
          <p role="status">{folder ? (open ? t.scanOpenState : t.scanClosedState) : t.scanNone}</p>
          {folder && (
            <>
              <p>
                <small>{t.scanPath}</small>
                <code>{folder.path}</code>
              </p>
              <p className="paper-note">{t.scanShare}</p>
            </>
          )}
          <p>
            <a className="button quiet small" href="/api/v1/intake/separator-sheets.pdf" download>
              {t.sheets}
            </a>
            <small>{t.sheetsNote}</small>
          </p>
        </div>
      ) : (
        <Skeleton lines={3} />
      )}
    </Dialog>
  )
}
