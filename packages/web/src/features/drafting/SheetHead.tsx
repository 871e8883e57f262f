// Cells 1–4, 5b and 10b of the page: nation and motto or the Party's line, issuer, number, place and date.
import type { Urgency } from '@congvan/contract'
import { todayOnServer } from '../../lib/clock.ts'
import { Select } from '../../ui/index.ts'
import { isLetter, numberRoom } from './model/sections.ts'
import { PageLine } from './PageLine.tsx'
import type { SheetProps } from './Sheet.tsx'
import { useTexts } from './texts.ts'

export function SheetHead(props: SheetProps) {
  const t = useTexts()
  const { view, content, readOnly, edit } = props
  const party = content.regime === 'party'
  return (
    <div className="sheet-head">
      <div className="issuer">
        {view.parentName && <div className="issuer-parent">{view.parentName}</div>}
        <div className="issuer-name">{view.issuerName}</div>
        {party ? <div className="issuer-star">*</div> : <span className="rule" />}
        <div className="number-line" title={t.dateHint}>
          {numberRoom(view.symbolPreview)}
        </div>
        {isLetter(content) && (
          <div className="letter-subject">
            <span aria-hidden="true">V/v</span>
            <PageLine
              label={t.subject}
              value={content.subject}
              placeholder={t.subjectHint}
              readOnly={readOnly}
              onChange={(subject) => edit({ subject: subject.replace(/^v\/v\s+/iu, '') })}
            />
          </div>
        )}
        <UrgencyBox
          urgency={content.urgency as Urgency}
          readOnly={readOnly}
          onChange={(urgency) => edit({ urgency })}
        />
      </div>
      <div className="nation">
        {party ? (
          <div className="nation-party">{t.party}</div>
        ) : (
          <>
            <div className="nation-name">{t.nation}</div>
            <div className="nation-motto">{t.motto}</div>
          </>
        )}
        <div className="date-line" title={t.dateHint}>
          {t.dateLine(view.place, todayOnServer().slice(0, 4))}
        </div>
      </div>
    </div>
  )
}

function UrgencyBox(props: { urgency: Urgency; readOnly: boolean; onChange: (urgency: Urgency) => void }) {
  const t = useTexts()
  const word = t.urgencies[props.urgency] ?? ''
  if (props.readOnly) return props.urgency === 0 ? null : <div className="urgency-box is-set">{word}</div>
  return (
    <div className={`urgency-box ${props.urgency > 0 ? 'is-set' : ''}`}>
      <Select
        label={t.urgency}
        hideLabel
        value={String(props.urgency)}
        options={t.urgencies.map((label, value) => ({ value: String(value), label }))}
        onChange={(value) => props.onChange(Number(value) as Urgency)}
      />
    </div>
  )
}
