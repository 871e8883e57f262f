// A receipt as it was signed, to be read and taken along; what it says in words, the signed text below.
import { Button, Dialog, toast } from '../../ui/index.ts'
import { useTexts } from './texts.ts'
import { time } from './time.ts'

const FIELDS = ['level', 'by', 'addressee', 'at', 'status', 'messageHash'] as const

/** `name "value"` lines of a signed note (C2SP); an axis gives only its own number. */
function fieldsOf(note: string): Partial<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const line of note.split('\n')) {
    const match = /^(\w+) (".*")$/.exec(line)
    if (match) found[match[1]!] = String(JSON.parse(match[2]!))
  }
  return found
}

export function Receipt({ note, onClose }: { note: string; onClose: () => void }) {
  const t = useTexts()
  const said = fieldsOf(note)
  const shown = (name: (typeof FIELDS)[number]) =>
    name === 'level'
      ? (t.levels[said.level ?? ''] ?? said.level)
      : name === 'at'
        ? time(said.at!)
        : said[name]
  return (
    <Dialog
      title={t.receiptTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.close}
          </Button>
          <Button
            variant="primary"
            onClick={() => void navigator.clipboard.writeText(note).then(() => toast(t.receiptCopied))}
          >
            {t.copyReceipt}
          </Button>
        </>
      }
    >
      <dl className="receipt-words">
        {FIELDS.filter((name) => said[name]).map((name) => (
          <div key={name}>
            <dt>{t.receiptFields[name]}</dt>
            <dd>{shown(name)}</dd>
          </div>
        ))}
      </dl>
      <p className="exchange-note">{said.level ? t.receiptNote : t.axisReceiptNote}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and keys must be able to */}
      <pre className="receipt-note" tabIndex={0}>
        {note}
      </pre>
    </Dialog>
  )
}
