// What may be done with the draft now: Trình, ký nháy, trả lại. Everything typed is saved before any of it.
import type { DraftView } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { paths } from '../../paths.ts'
import { Button, toast } from '../../ui/index.ts'
import { ReturnDialog } from './ReturnDialog.tsx'
import { useTexts } from './texts.ts'
import { toNextMark } from './toNextMark.ts'
import type { OpenDraft } from './useDraft.ts'

export function Actions({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { view, keeper, take } = draft
  const [, go] = useLocation()
  const [busy, setBusy] = useState(false)
  const [returning, setReturning] = useState(false)
  const { can, documentId } = view
  const act = async (run: () => Promise<DraftView>, said: string, leave: boolean) => {
    setBusy(true)
    try {
      if (!(await keeper.flush())) return
      const next = await run()
      take(next)
      takeAnswer(null)
      toast(said)
      if (leave) go(paths.drafts())
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
      toNextMark()
    } finally {
      setBusy(false)
    }
  }
  const submit = () =>
    act(
      () => command('drafting.submit', { documentId, version: keeper.read().version }),
      t.submitted(view.content.subject),
      true,
    )
  const initial = (check: 'content' | 'format') =>
    act(() => command('drafting.initial', { documentId, check }), t.initialed[check], false)
  const waiting = (check: 'content' | 'format') =>
    view.state === 'in-review' && !view.checks.some((c) => c.check === check && c.by)
  const mayReturn = can.return === null
  const maySubmit = view.state === 'draft'
  useKeys([
    { keys: 'Ctrl+Enter', label: t.submit, run: () => maySubmit && !can.submit && void submit() },
    { keys: 't', label: t.sendBack, run: () => mayReturn && setReturning(true) },
  ])
  return (
    <>
      {mayReturn && (
        <Button onClick={() => setReturning(true)} shortcut="t">
          {t.sendBack}
        </Button>
      )}
      {(['content', 'format'] as const).filter(waiting).map((check) => (
        <Button
          key={check}
          icon="sign"
          variant="primary"
          busy={busy}
          refusal={check === 'content' ? can.initialContent : can.initialFormat}
          onClick={() => void initial(check)}
        >
          {check === 'content' ? t.initialContent : t.initialFormat}
        </Button>
      ))}
      {maySubmit && (
        <Button
          variant="primary"
          busy={busy}
          refusal={can.submit}
          shortcut="Ctrl+Enter"
          onClick={() => void submit()}
        >
          {t.submit}
        </Button>
      )}
      {view.state === 'awaiting-signature' && can.sign === null && (
        <Button variant="primary" icon="sign" onClick={() => go(paths.signing(documentId))}>
          {t.toSign}
        </Button>
      )}
      {returning && (
        <ReturnDialog
          onClose={() => setReturning(false)}
          onReturn={(comment) => {
            setReturning(false)
            void act(() => command('drafting.return', { documentId, comment }), t.returned, true)
          }}
        />
      )}
    </>
  )
}
