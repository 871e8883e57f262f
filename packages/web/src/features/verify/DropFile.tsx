import { type DragEvent, useRef, useState } from 'react'
import { Button, Icon } from '../../ui/index.ts'
import { useVerifyTexts } from './texts.ts'

/** Takes what is dropped on the sheet; the button is everybody's way. */
export function DropFile({ onFile, hint }: { onFile: (file: File) => void; hint: string | null }) {
  const t = useVerifyTexts()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button is everybody's
    <div
      className={`verify-drop ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="document" size={32} />
      <p className="verify-drop-word">{over ? t.dropNow : (hint ?? t.drop)}</p>
      <Button variant="primary" icon="upload" onClick={() => input.current?.click()}>
        {t.choose}
      </Button>
      <p className="verify-privacy">{t.privacy}</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.choose}
        accept=".pdf,application/pdf"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </div>
  )
}
