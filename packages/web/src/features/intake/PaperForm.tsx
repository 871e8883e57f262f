import type { IncomingFields } from '@congvan/contract'
import { useState } from 'react'
import { ApiProblem, command, newId } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { forget, keepFor, keptFor } from '../../lib/pending.ts'
import { Banner, Button, Dialog, Select, TextArea, TextInput } from '../../ui/index.ts'
import { emptyFields, typeNames } from './fields.ts'
import { useIntakeTexts } from './texts.ts'

const KEPT = 'intake:paper'
const blank: IncomingFields = { ...emptyFields, typeName: 'Công văn' }

/** "Chỉ có bản giấy": an arrival without a file; the rest as for every other. */
export function PaperForm({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (documentId: string) => void
}) {
  const t = useIntakeTexts()
  const [fields, setFields] = useState(() => keptFor<IncomingFields>(KEPT) ?? blank)
  const [documentId] = useState(newId)
  const [error, setError] = useState<{ message: string; field: string | null } | null>(null)
  const change = (patch: Partial<IncomingFields>) => {
    setError(null)
    const next = { ...fields, ...patch }
    setFields(next)
    keepFor(KEPT, next)
  }
  const add = async () => {
    if (!fields.issuerName?.trim()) return setError({ message: t.needIssuer, field: 'issuerName' })
    if (!fields.subject?.trim()) return setError({ message: t.needSubject, field: 'subject' })
    try {
      takeAnswer(await command('intake.capture', { documentId, uploadIds: [], fields, paperOnly: true }))
      forget(KEPT)
      onAdded(documentId)
    } catch (problem) {
      const refused = problem instanceof ApiProblem ? problem.problem : null
      setError({ message: (problem as Error).message, field: refused?.field ?? null })
    }
  }
  const at = (field: string) => (error?.field === field ? error.message : null)
  return (
    <Dialog
      title={t.paperTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" onClick={() => void add()}>
            {t.paperAdd}
          </Button>
        </>
      }
    >
      <p className="paper-note">{t.paperNote}</p>
      {error && !error.field && (
        <Banner tone="amber" alert>
          {error.message}
        </Banner>
      )}
      <TextInput
        label={t.fields.issuerName ?? ''}
        required
        value={fields.issuerName ?? ''}
        error={at('issuerName')}
        autoFocus
        onChange={(value) => change({ issuerName: value || null })}
      />
      <div className="intake-pair">
        <TextInput
          label={t.fields.number ?? ''}
          value={fields.number ?? ''}
          error={at('number')}
          onChange={(value) => change({ number: value || null })}
        />
        <TextInput
          label={t.fields.symbol ?? ''}
          value={fields.symbol ?? ''}
          error={at('symbol')}
          onChange={(value) => change({ symbol: value || null })}
        />
      </div>
      <div className="intake-pair">
        <TextInput
          label={t.fields.issuedOn ?? ''}
          type="date"
          value={fields.issuedOn ?? ''}
          error={at('issuedOn')}
          onChange={(value) => change({ issuedOn: value || null })}
        />
        <Select
          label={t.fields.typeName ?? ''}
          value={fields.typeName ?? ''}
          options={typeNames.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ typeName: value })}
        />
      </div>
      <TextArea
        label={t.fields.subject ?? ''}
        required
        value={fields.subject ?? ''}
        error={at('subject')}
        onChange={(value) => change({ subject: value || null })}
        onEnter={() => void add()}
      />
    </Dialog>
  )
}
