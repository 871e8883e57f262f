// "Có dấu MẬT": said twice before it is done, because nothing comes back.
import type { DestroyDraft } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Dialog, Select, toast } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

const MARKS = ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'] as const satisfies readonly DestroyDraft['mark'][]

export function SecretDialog({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const t = useTexts()
  const [, go] = useLocation()
  const [mark, setMark] = useState<DestroyDraft['mark']>('MẬT')
  const [busy, setBusy] = useState(false)
  const destroy = async () => {
    setBusy(true)
    try {
      await command('drafting.destroy-secret', { documentId, mark })
      takeAnswer(null)
      toast(t.secretDone)
      go(paths.drafts())
    } catch (problem) {
      toast((problem as Error).message, { tone: 'error' })
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t.secret}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void destroy()}>
            {t.secretDestroy}
          </Button>
        </>
      }
    >
      <Banner tone="amber">{t.secretNote}</Banner>
      <Select
        label={t.secretMark}
        value={mark}
        options={MARKS.map((value) => ({ value, label: value }))}
        onChange={(value) => setMark(value as DestroyDraft['mark'])}
      />
    </Dialog>
  )
}
