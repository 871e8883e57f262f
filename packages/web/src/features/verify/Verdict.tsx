import { momentWords } from '../../lib/clock.ts'
import { useLanguage } from '../../lib/language.ts'
import { sizeWords } from '../../lib/numbers.ts'
import { Banner, Button, Icon, type IconName } from '../../ui/index.ts'
import { type Checked, downloadPaper, type VerdictLine, type VerdictTone } from './api.ts'
import { useVerifyTexts } from './texts.ts'

const LOOKS: Record<VerdictTone, { tone: string; icon: IconName }> = {
  good: { tone: 'accent', icon: 'seal' },
  bad: { tone: 'seal', icon: 'close' },
  open: { tone: 'amber', icon: 'warn' },
  none: { tone: 'plain', icon: 'info' },
}

/** A sentence for the file, a line for each signature, the evidence behind each line. */
export function Verdict(props: { name: string; checked: Checked; onOther: () => void }) {
  const t = useVerifyTexts()
  const language = useLanguage()
  const { checked, name } = props
  const words = checked[language]
  const look = LOOKS[words.tone]
  return (
    <section className="verdict">
      <div className={`verdict-head ${look.tone}`}>
        <Icon name={look.icon} size={32} />
        <div>
          <h2>{words.headline}</h2>
          <p className="verify-quiet">
            {name} · {sizeWords(checked.report.size)} · {t.checkedAt}{' '}
            {momentWords(checked.report.validatedAt)}
          </p>
        </div>
      </div>
      {checked.report.signatures.some(({ trust }) => trust === 'test') && (
        <Banner tone="amber" title={t.testOnly} />
      )}
      {words.tone === 'none' && <p>{t.unsignedMore}</p>}
      <ol className="verdict-lines">
        {words.signatures.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the file's own and never changes
          <Line key={i} line={line} />
        ))}
      </ol>
      <p className="verify-hash">
        {t.hash}: <span>{checked.report.sha256}</span>
      </p>
      <div className="verify-acts">
        <Button
          icon="download"
          onClick={() => downloadPaper(checked.paper, `${t.paperName}-${name.replace(/\.pdf$/i, '')}.pdf`)}
        >
          {t.paper}
        </Button>
        <Button variant="plain" onClick={props.onOther}>
          {t.other}
        </Button>
      </div>
    </section>
  )
}

function Line({ line }: { line: VerdictLine }) {
  const t = useVerifyTexts()
  const look = LOOKS[line.tone]
  return (
    <li>
      <div className={`verdict-line ${look.tone}`}>
        <Icon name={look.icon} size={20} />
        <div>
          <p className="verify-over">{line.role}</p>
          <h3>{line.name}</h3>
          <p className="verify-quiet">{[line.organisation, line.time].filter(Boolean).join(' · ')}</p>
          <p className="verdict-word">{line.verdict}</p>
        </div>
      </div>
      {line.evidence.length > 0 && (
        <details>
          <summary>{t.evidence}</summary>
          <ul>
            {line.evidence.map(({ ok, text }) => (
              <li key={text}>
                <span className={ok === null ? 'plain' : ok ? 'accent' : 'seal'}>
                  <Icon name={ok === null ? 'info' : ok ? 'check' : 'close'} size={16} />
                  {ok !== null && <span className="visually-hidden">{ok ? t.yes : t.no}: </span>}
                </span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
