// Lists for the authority: identity numbers leave the product only with a reason, which goes into the log of accesses.
import type { CertificateBoard } from '@congvan/contract'
import { useState } from 'react'
import { download } from '../../lib/api.ts'
import { momentWords } from '../../lib/clock.ts'
import { Badge, Banner, Button, Dialog, TextInput, toast } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

type List = CertificateBoard['lists'][number]
const FORMS = ['docx', 'pdf', 'xlsx'] as const

export function RequestLists({ lists }: { lists: List[] }) {
  const t = useTexts()
  const [open, setOpen] = useState<List | null>(null)
  return (
    <section aria-label={t.lists}>
      <h2>{t.lists}</h2>
      <ul className="certificates-rows">
        {lists.map((row) => (
          <li key={row.id}>
            <span>
              <strong>{row.name}</strong>
              <small>
                {t.listFacts(row.count, row.answered)}
                {row.sentAt ? ` · ${t.sentOn(momentWords(isoOf(row.sentAt)))}` : ` · ${t.notSent}`}
              </small>
            </span>
            {row.late && <Badge tone="amber">{t.lateAnswer}</Badge>}
            <Button size="small" title={`${t.download}: ${row.name}`} onClick={() => setOpen(row)}>
              {t.download}
            </Button>
          </li>
        ))}
      </ul>
      {open && <DownloadDialog list={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

function DownloadDialog({ list, onClose }: { list: List; onClose: () => void }) {
  const t = useTexts()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const short = reason.trim().length < 3
  const take = async (form: (typeof FORMS)[number]) => {
    setAsked(true)
    if (short) return
    setBusy(form)
    setTrouble(null)
    try {
      const query = new URLSearchParams({ reason: reason.trim() })
      await download(
        `/api/v1/provisioning/lists/${list.id}/export.${form}?${query}`,
        `danh-sach-de-nghi-chung-thu.${form}`,
      )
      toast(t.downloaded(form.toUpperCase()))
      onClose()
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(null)
    }
  }
  return (
    <Dialog
      open
      title={`${t.download}: ${list.name}`}
      onClose={onClose}
      actions={FORMS.map((form) => (
        <Button key={form} busy={busy === form} disabled={busy !== null} onClick={() => void take(form)}>
          {form.toUpperCase()}
        </Button>
      ))}
    >
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <p>{t.downloadText}</p>
      <TextInput
        label={t.exportReason}
        value={reason}
        onChange={setReason}
        required
        maxLength={300}
        error={asked && short ? t.needReason : null}
      />
    </Dialog>
  )
}

/** `2021-12-27 07:30:00+07` of the database → an instant every browser reads. */
const isoOf = (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
