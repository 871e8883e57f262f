import type { DocumentCard, IncomingFields, IntakeProposal, Urgency } from '@congvan/contract'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { composing } from '../../lib/keys.ts'
import { say } from '../../lib/language.ts'
import { keepFor, keptFor } from '../../lib/pending.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Checkbox, Select, TextArea, TextInput } from '../../ui/index.ts'
import { useDoorTexts } from './door-texts.ts'
import { doubtful, type FieldName, type Trust, trustOf, typeNames } from './fields.ts'
import type { IntakeFlow } from './flow.ts'
import { merge } from './merge.ts'
import { ReturnForm } from './ReturnForm.tsx'
import { useIntakeTexts } from './texts.ts'
import { confidenceFor } from './uploads.ts'

interface PanelProps {
  card: DocumentCard
  proposal: IntakeProposal
  flow: IntakeFlow
  onNext: () => void
  /** The field in focus: its zone is lit on the page. */
  onField: (name: FieldName | null) => void
}

/** Fields as read, doubtful ones first in the Tab order; Enter takes the number, Enter again submits. */
export function FieldsPanel({ card, proposal, flow, onNext, onField }: PanelProps) {
  const t = useIntakeTexts()
  const d = useDoorTexts()
  const [, go] = useLocation()
  const key = `${card.id}:intake`
  const [fields, setFields] = useState<IncomingFields>(() => keptFor<IncomingFields>(key) ?? proposal.fields)
  const [acceptDuplicate, setAcceptDuplicate] = useState(false)
  const [returning, setReturning] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const confidence = confidenceFor(proposal)
  const registered = flow.registered[card.id] ?? (card.state === 'registered' ? kept(card) : null)
  const error = flow.errors[card.id]
  const doubts = doubtful(proposal.fields, fields, confidence)
  const duplicates = proposal.duplicates
  const change = (patch: Partial<IncomingFields>) => {
    const next = { ...fields, ...patch }
    setFields(next)
    keepFor(key, next)
    if (error) flow.setError(card.id, null)
  }
  // The form itself has the focus: Enter registers at once, Tab goes to the first doubtful field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another paper stands here
  useEffect(() => form.current?.focus({ preventScroll: true }), [card.id])

  const act = () => {
    if (registered) {
      if (!proposal.route) return go(paths.document(card.id))
      onNext()
      void flow.submit(card, proposal.route, proposal.route.label)
      return
    }
    if (!fields.subject?.trim())
      return flow.setError(card.id, { message: t.needSubject, field: 'subject', code: '' })
    if (!fields.issuerName?.trim())
      return flow.setError(card.id, { message: t.needIssuer, field: 'issuerName', code: '' })
    flow.register(proposal, fields, acceptDuplicate)
    form.current?.focus({ preventScroll: true })
  }
  /** The paper copy of what is here already: its files go there, no second number is taken. */
  const mergeInto = async (documentId: string) => {
    if (await merge(documentId, [card.id])) onNext()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (composing(event.nativeEvent) || event.ctrlKey || event.metaKey) return
    const target = event.target as HTMLElement
    if (event.key === 'Enter' && !event.shiftKey && !target.closest('button, a, [role=dialog]')) {
      event.preventDefault()
      event.stopPropagation()
      act()
    }
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && target.matches('input:not([type=date])')) {
      const all = [
        ...(form.current?.querySelectorAll<HTMLElement>('.intake-fields :is(input, textarea, select)') ?? []),
      ]
      const to = all[all.indexOf(target) + (event.key === 'ArrowDown' ? 1 : -1)]
      if (to) {
        event.preventDefault()
        to.focus()
      }
    }
  }
  const wire = (name: FieldName) => {
    const trust = trustOf(name, proposal.fields, fields, confidence)
    const sure = trust === 'sure' && doubts.length > 0
    return {
      label: t.fields[name] ?? name,
      aside: <TrustMark trust={trust} />,
      error: error?.field === name ? error.message : null,
      className: `trust-${trust} field-${name}`,
      // Doubtful fields and the button are in the Tab order; the arrows reach every field.
      ...(sure ? { tabIndex: -1 } : {}),
    }
  }
  const text = (name: 'issuerName' | 'number' | 'symbol' | 'signerName' | 'signerTitle') => (
    <TextInput
      {...wire(name)}
      value={fields[name] ?? ''}
      onChange={(value) => change({ [name]: value || null })}
    />
  )
  return (
    <form
      ref={form}
      tabIndex={-1}
      data-document={card.id}
      className={`intake-form ${registered ? 'is-registered' : ''}`}
      aria-label={t.fields.subject}
      onKeyDown={onKeyDown}
      onFocus={(event) => onField(fieldAt(event.target))}
      onSubmit={(event) => {
        event.preventDefault()
        act()
      }}
    >
      {/* Numbered: what stands in the book is changed by "Sửa thông tin vào sổ", not here. */}
      <fieldset className="intake-fields" disabled={Boolean(registered)}>
        {duplicates.map((duplicate) => (
          <Banner
            key={duplicate.documentId}
            tone="amber"
            title={t.duplicate}
            actions={
              <>
                {!registered && card.state === 'arrived' && (
                  <Button size="small" onClick={() => void mergeInto(duplicate.documentId)}>
                    {d.mergeInto}
                  </Button>
                )}
                <Link href={paths.document(duplicate.documentId)}>{t.openDuplicate}</Link>
              </>
            }
          >
            {say(duplicate)}
          </Banner>
        ))}
        {(duplicates.length > 0 || error?.code === 'intake.duplicate') && (
          <Checkbox label={t.acceptDuplicate} checked={acceptDuplicate} onChange={setAcceptDuplicate} />
        )}
        {error && !error.field && (
          <Banner tone="amber" alert>
            {error.message}
          </Banner>
        )}
        {fields.secrecyMark && (
          <Banner tone="seal" alert>
            {t.secret(fields.secrecyMark)}
          </Banner>
        )}
        {text('issuerName')}
        {proposal.issuerHint && fields.issuerName !== proposal.issuerHint.name && (
          <p className="issuer-hint">
            <Button size="small" onClick={() => change({ issuerName: proposal.issuerHint!.name })}>
              {d.hint(proposal.issuerHint.name)}
            </Button>
            <small>{proposal.issuerHint.why}</small>
          </p>
        )}
        <div className="intake-pair">
          {text('number')}
          {text('symbol')}
        </div>
        <div className="intake-pair">
          <TextInput
            {...wire('issuedOn')}
            type="date"
            value={fields.issuedOn ?? ''}
            onChange={(value) => change({ issuedOn: value || null })}
          />
          <Select
            {...wire('typeName')}
            value={fields.typeName ?? ''}
            options={[...new Set(['', fields.typeName ?? '', ...typeNames])].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(value) => change({ typeName: value || null })}
          />
        </div>
        <TextArea
          {...wire('subject')}
          rows={3}
          value={fields.subject ?? ''}
          onChange={(value) => change({ subject: value || null })}
        />
        <div className="intake-pair">
          {text('signerName')}
          {text('signerTitle')}
        </div>
        <div className="intake-pair">
          <Select
            {...wire('urgency')}
            value={String(fields.urgency)}
            options={t.urgency.map((label, value) => ({ value: String(value), label }))}
            onChange={(value) => change({ urgency: Number(value) as Urgency })}
          />
          <TextInput
            {...wire('dueOn')}
            type="date"
            value={fields.dueOn ?? ''}
            onChange={(value) => change({ dueOn: value || null })}
          />
        </div>
      </fieldset>
      <footer className="intake-act">
        <p aria-live="polite">
          {registered ? (
            <b className="intake-number">
              {t.arrivalNumber} {registered.number}
            </b>
          ) : (
            t.book(proposal.bookName, proposal.nextNumber)
          )}
          {registered && proposal.route && <small>{t.routeWhy(proposal.route.why)}</small>}
          {registered && !proposal.route && <small>{t.noRoute}</small>}
          {registered && proposal.handler && (
            <small>{d.handler(proposal.handler.label, proposal.handler.why)}</small>
          )}
        </p>
        <div className="intake-buttons">
          <Button variant="primary" type="submit" shortcut="Enter">
            {registered ? (proposal.route ? t.submitTo(proposal.route.label) : t.openDocument) : t.register}
          </Button>
          {!registered && (
            <Button variant="plain" onClick={() => setReturning(true)}>
              {t.returnToSender}
            </Button>
          )}
        </div>
      </footer>
      {returning && <ReturnForm card={card} onClose={() => setReturning(false)} onDone={onNext} />}
    </form>
  )
}

/** Which field an element belongs to: each wears its name (`field-number`), whatever control it is. */
const fieldAt = (element: Element): FieldName | null =>
  (/(?:^| )field-(\w+)/.exec(element.closest('[class*="field-"]')?.className ?? '')?.[1] as FieldName) ?? null

const kept = (card: DocumentCard) =>
  card.arrivalNumber === null ? null : { number: card.arrivalNumber, sure: Promise.resolve(true) }

function TrustMark({ trust }: { trust: Trust }) {
  const t = useIntakeTexts()
  const word = { sure: t.sure, doubt: t.doubt, missing: t.notRead, typed: t.typed }[trust]
  return (
    <span className={`trust ${trust}`}>
      {trust === 'sure' ? <span className="visually-hidden">{word}</span> : word}
    </span>
  )
}
