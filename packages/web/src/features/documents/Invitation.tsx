import type { DocumentView, InvitationFacts } from '@congvan/contract'
import { useState } from 'react'
import { type ApiProblem, command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { Button, TextInput, toast } from '../../ui/index.ts'
import { useReaderTexts } from './texts.ts'

/** Giấy mời: when, where, who; "Xác nhận dự" or "Cử người dự thay". */
export function Invitation({
  document,
  invitation,
}: {
  document: DocumentView
  invitation: InvitationFacts
}) {
  const t = useReaderTexts()
  const [delegating, setDelegating] = useState(false)
  const [who, setWho] = useState('')
  const may = 'answerInvitation' in document.can
  const refusal = document.can.answerInvitation
  const send = async (answer: 'attend' | 'delegate') => {
    try {
      takeAnswer(
        await command('deliveries.answer-invitation', {
          documentId: document.card.id,
          answer,
          who: answer === 'delegate' ? who.trim() : '',
        }),
      )
      toast(answer === 'attend' ? t.attended : t.delegated(who.trim()))
      setDelegating(false)
    } catch (problem) {
      toast((problem as ApiProblem).message, { tone: 'error' })
    }
  }
  return (
    <section className="invitation" aria-label={t.invitation}>
      <dl>
        <div>
          <dt>{t.invitationTime}</dt>
          <dd>{invitation.time}</dd>
        </div>
        <div>
          <dt>{t.invitationPlace}</dt>
          <dd>{invitation.place}</dd>
        </div>
        <div>
          <dt>{t.invitationPeople}</dt>
          <dd>{invitation.participants}</dd>
        </div>
      </dl>
      {may && !delegating && (
        <div className="invitation-actions">
          <Button refusal={refusal} onClick={() => void send('attend')}>
            {t.attend}
          </Button>
          <Button variant="plain" refusal={refusal} onClick={() => setDelegating(true)}>
            {t.delegate}
          </Button>
        </div>
      )}
      {may && delegating && (
        <div className="invitation-actions">
          <TextInput
            label={t.delegateWho}
            value={who}
            onChange={setWho}
            autoFocus
            onEnter={() => who.trim() && void send('delegate')}
          />
          <Button disabled={!who.trim()} onClick={() => void send('delegate')}>
            {t.delegate}
          </Button>
        </div>
      )}
    </section>
  )
}
