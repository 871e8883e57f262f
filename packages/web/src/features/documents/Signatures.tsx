import type { DocumentView, SignatureLine, SignatureVerdict } from '@congvan/contract'
import { useState } from 'react'
import { momentWords } from '../../lib/clock.ts'
import { say } from '../../lib/language.ts'
import { Badge, Dialog, Icon, type IconName, type Tone } from '../../ui/index.ts'
import './reader.css'
import { useReaderTexts } from './texts.ts'

const looks: Record<SignatureVerdict, { tone: Tone; icon: IconName }> = {
  valid: { tone: 'accent', icon: 'check' },
  invalid: { tone: 'seal', icon: 'close' },
  indeterminate: { tone: 'amber', icon: 'warn' },
  unsigned: { tone: 'plain', icon: 'info' },
  unreadable: { tone: 'amber', icon: 'warn' },
  pending: { tone: 'plain', icon: 'clock' },
}

/** Verdicts in one strip under the state; opens the evidence. A judgement is never a boolean. */
export function SignatureStrip({ document }: { document: DocumentView }) {
  const t = useReaderTexts()
  const [open, setOpen] = useState(false)
  const lines = document.signatures.filter((line) => line.role !== 'timestamp')
  const overall = document.card.signatureVerdict
  if (lines.length === 0)
    return (
      <p className="signature-none">
        {overall === 'pending' ? t.checking : overall === 'unsigned' ? t.unsigned : t.verdicts[overall]}
      </p>
    )
  return (
    <>
      <button type="button" className="signatures" onClick={() => setOpen(true)}>
        <span className="trail-name">{t.signatures}</span>
        <span className="signature-items">
          {lines.slice(0, 3).map((line) => (
            <span key={line.field} className={`signature-item ${looks[line.verdict].tone}`}>
              <Icon name={looks[line.verdict].icon} size={16} />
              <span className="visually-hidden">{t.verdicts[line.verdict]}: </span>
              <span className="signature-name">
                {line.name}
                {line.title ? ` – ${line.title}` : ''}
              </span>
            </span>
          ))}
          {lines.length > 3 && <span>+{lines.length - 3}</span>}
          <span className={`signature-overall ${looks[overall].tone}`}>
            {overall === 'valid' ? t.intact : t.verdicts[overall].toLowerCase()}
          </span>
        </span>
      </button>
      <Dialog title={t.evidence} open={open} wide onClose={() => setOpen(false)}>
        {document.signatures.map((line) => (
          <Evidence key={line.field} line={line} />
        ))}
        <p className="evidence-note">{t.unchangedNote}</p>
        <dl className="evidence-hashes">
          {document.components.map((file) => (
            <div key={file.ordinal}>
              <dt>{file.filename}</dt>
              <dd>
                {file.sha256}
                {document.signatures.length > 0 && /pdf/.test(file.mediaType) && (
                  <>
                    {' '}
                    <a href={`${file.url.split('?')[0]}/evidence.json`} download>
                      {t.evidenceKept}
                    </a>
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  )
}

function Evidence({ line }: { line: SignatureLine }) {
  const t = useReaderTexts()
  const look = looks[line.verdict]
  return (
    <section className="evidence">
      <header>
        <h3>{line.name}</h3>
        <Badge tone={look.tone} icon={look.icon}>
          {t.verdicts[line.verdict]}
        </Badge>
      </header>
      <p className="evidence-who">
        {[line.title, line.organisation].filter(Boolean).join(', ')}
        {line.time && (
          <span className="nowrap">
            {line.title || line.organisation ? ' · ' : ''}
            {t.signedAt} {momentWords(line.time)}
          </span>
        )}
      </p>
      <p>{say(line)}</p>
      <ul>
        {line.details.map((detail) => (
          <li key={detail.vi} className={detail.ok === null ? 'amber' : detail.ok ? 'accent' : 'seal'}>
            <Icon name={detail.ok === null ? 'warn' : detail.ok ? 'check' : 'close'} size={16} />
            <span>{say(detail)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
