import { Badge, Banner, type Tone } from '../../ui/index.ts'
import type { Letter } from './api.ts'
import { useVerifyTexts } from './texts.ts'

const TONES: Record<Letter['state'], Tone> = { issued: 'accent', replaced: 'amber', recalled: 'seal' }

/** What the heading of the paper shows anyway, and what has become of it since. */
export function LetterCard(props: { letter: Letter; heading: string; file?: 'same' | 'longer' | 'other' }) {
  const t = useVerifyTexts()
  const { letter, file } = props
  const [year, month, day] = letter.issuedOn.slice(0, 10).split('-')
  return (
    <section className={`verify-letter ${TONES[letter.state]}`} aria-label={props.heading}>
      <p className="verify-over">{props.heading}</p>
      <h2>{letter.numberSymbol}</h2>
      <Badge tone={TONES[letter.state]} icon={letter.state === 'issued' ? 'check' : 'warn'}>
        {t.states[letter.state]}
      </Badge>
      <dl>
        <div>
          <dt>{t.type}</dt>
          <dd>{letter.typeName}</dd>
        </div>
        <div>
          <dt>{t.issuer}</dt>
          <dd>{letter.issuerName}</dd>
        </div>
        <div>
          <dt>{t.date}</dt>
          <dd>
            {day}/{month}/{year}
          </dd>
        </div>
        {letter.replacedBy && (
          <div>
            <dt>{t.replacedBy}</dt>
            <dd>{letter.replacedBy}</dd>
          </div>
        )}
      </dl>
      {file === undefined && <p className="verify-quiet">{t.paperOnly}</p>}
      {file === 'same' && <Banner tone="accent" icon="check" title={t.same} />}
      {file === 'longer' && <Banner tone="accent" icon="check" title={t.longer} />}
      {file === 'other' && <Banner tone="seal" title={t.otherFile} alert />}
    </section>
  )
}

export function UnknownCode() {
  const t = useVerifyTexts()
  return (
    <Banner tone="seal" title={t.unknownCode} alert>
      {t.unknownCodeMore}
    </Banner>
  )
}
