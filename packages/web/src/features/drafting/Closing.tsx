// Foot of the page: Nơi nhận at the left, the signature block composed from the mandate at the right.
import { Select } from '../../ui/index.ts'
import { countRecipients } from './model/recipients.ts'
import { PageLine } from './PageLine.tsx'
import { Recipients } from './Recipients.tsx'
import type { SheetProps } from './Sheet.tsx'
import { useTexts } from './texts.ts'

export function Closing(props: SheetProps) {
  const t = useTexts()
  const { content, readOnly, edit } = props
  return (
    <div className="closing">
      <div className="closing-left">
        <Recipients content={content} readOnly={readOnly} edit={edit} />
        <div className="drafter-mark">
          <PageLine
            label={t.drafterMark}
            value={content.drafterMark}
            placeholder={t.drafterMark}
            readOnly={readOnly}
            onChange={(drafterMark) => edit({ drafterMark: drafterMark.slice(0, 30) })}
          />
        </div>
        <p className="recipient-total" aria-live="polite">
          {t.total(countRecipients(content.recipients))}
        </p>
      </div>
      <SignatureBlock {...props} />
    </div>
  )
}

function SignatureBlock({ view, content, readOnly, edit }: SheetProps) {
  const t = useTexts()
  const chosen = view.signers.find((s) => s.mandateId === content.mandateId)
  const pick = (mandateId: string) => {
    const signer = view.signers.find((s) => s.mandateId === mandateId)
    edit({ mandateId: signer?.mandateId ?? null, signerPositionId: signer?.positionId ?? null })
  }
  return (
    <div className="signature-block">
      {chosen ? (
        <>
          {chosen.blockLines.map((line) => (
            <div key={line} className="block-line">
              {line}
            </div>
          ))}
          <div className="block-room" />
          <div className="block-name">{chosen.name}</div>
        </>
      ) : (
        <div className="block-empty">{t.noSigner}</div>
      )}
      {!readOnly && (
        <Select
          label={t.signer}
          hideLabel
          className="signer-select"
          value={content.mandateId ?? ''}
          options={[
            ...(chosen ? [] : [{ value: '', label: t.pickSigner }]),
            ...view.signers.map((s) => ({ value: s.mandateId, label: s.label })),
          ]}
          onChange={pick}
        />
      )}
    </div>
  )
}
