import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { Button, Icon } from '../../ui/index.ts'
import { useDoorTexts } from './door-texts.ts'
import { useIntakeTexts } from './texts.ts'
import { addFiles, filesOf } from './uploads.ts'

/** The whole screen takes what is dropped; a strip of doors stands over the queue. */
export function DropZone({ children }: { children: ReactNode }) {
  const t = useIntakeTexts()
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the buttons are everybody's
    <div
      className="drop-zone"
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return
        depth.current++
        setOver(true)
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1)
        if (depth.current === 0) setOver(false)
      }}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        depth.current = 0
        setOver(false)
        void filesOf(event.dataTransfer).then(addFiles)
      }}
    >
      {children}
      {over && (
        <div className="drop-over">
          <Icon name="inbox" size={32} />
          <strong>{t.dropNow}</strong>
        </div>
      )}
    </div>
  )
}

export function Doors({ onPaper, onScanFolder }: { onPaper: () => void; onScanFolder: () => void }) {
  const t = useIntakeTexts()
  const d = useDoorTexts()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  return (
    <div className="doors">
      <Button size="small" icon="upload" onClick={() => files.current?.click()}>
        {t.addFiles}
      </Button>
      <Button size="small" variant="plain" icon="folder" iconOnly onClick={() => folder.current?.click()}>
        {t.addFolder}
      </Button>
      <Button size="small" variant="plain" icon="paper" onClick={onPaper}>
        {t.paperOnly}
      </Button>
      <Button size="small" variant="plain" icon="inbox" onClick={onScanFolder}>
        {d.scanFolder}
      </Button>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t.addFiles}
        accept=".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.heic,.txt"
        onChange={(event) => {
          addFiles(event.target.files ?? [])
          event.target.value = ''
        }}
      />
      <input
        ref={(element) => {
          folder.current = element
          element?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        multiple
        hidden
        aria-label={t.addFolder}
        onChange={(event) => {
          addFiles(event.target.files ?? [])
          event.target.value = ''
        }}
      />
    </div>
  )
}
