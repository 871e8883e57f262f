import { useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command } from '../../lib/api.ts'
import { Banner, Button, Dialog } from '../../ui/index.ts'
import { DossierPicker, type PickedDossier } from './DossierPicker.tsx'
import { useDossierTexts } from './texts.ts'

/** "Lưu vào hồ sơ…" where no document is open: beside the letter that was just issued. */
export function FileDialog(props: {
  documentId: string
  what: string
  onFiled: (symbols: string[]) => void
  onClose: () => void
}) {
  const t = useDossierTexts()
  const [picked, setPicked] = useState<PickedDossier[]>([])
  const [asked, setAsked] = useState(false)
  const symbols = picked.map((one) => one.symbol)
  const { busy, trouble, act } = useAct(() => {
    props.onFiled(symbols)
    props.onClose()
  })
  const file = () => {
    if (picked.length === 0) return setAsked(true)
    void act(async () => {
      const dossierIds = picked.map((one) => one.id)
      await command('dossiers.file', { documentId: props.documentId, dossierIds })
      return t.filedInto(symbols.join(', '))
    })
  }
  return (
    <Dialog
      open
      title={t.fileWhat(props.what)}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" busy={busy} onClick={file}>
            {t.fileAct}
          </Button>
        </>
      }
    >
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <DossierPicker
        documentId={props.documentId}
        value={picked}
        onChange={setPicked}
        onEnter={file}
        error={asked && picked.length === 0 ? t.fileNeeded : null}
      />
    </Dialog>
  )
}
