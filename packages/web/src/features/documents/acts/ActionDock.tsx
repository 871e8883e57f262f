import type { DocumentView } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useKeys } from '../../../lib/keys.ts'
import { say } from '../../../lib/language.ts'
import { PHONE, useMedia } from '../../../lib/media.ts'
import { paths } from '../../../paths.ts'
import { Button, MenuItem, Popover, Sheet } from '../../../ui/index.ts'
import { arrange, assignmentFor, type OfferedAct } from './acts.ts'
import './acts.css'
import { InstructLine } from './InstructLine.tsx'
import { run } from './run.ts'
import { TextForm } from './TextForm.tsx'
import { useActTexts } from './texts.ts'

export interface DockProps {
  document: DocumentView
  /** The act leaves the list: show the next row. */
  onLeave?: (() => void) | undefined
  onRefused?: ((documentId: string) => void) | undefined
}

/** Under the page: one primary act, two more, the rest behind "Việc khác"; forms unfold here, on a phone as a sheet. */
export function ActionDock({ document, onLeave, onRefused }: DockProps) {
  const t = useActTexts()
  const [, go] = useLocation()
  const phone = useMedia(PHONE)
  const { main, rest } = arrange(document, phone ? 2 : 3)
  const [openName, setOpenName] = useState<string | null>(null)
  const open = [...main, ...rest].find((act) => act.name === openName && !act.refusal) ?? null
  const start = (act: OfferedAct) => {
    if (act.refusal) return
    if (act.kind === 'line' || act.kind === 'text') setOpenName(act.name)
    else if (act.kind === 'open') go(addressOf(act.name, document))
    else void runDirect(act, document, onLeave, onRefused)
  }
  useKeys(
    [...main, ...rest]
      .filter((act) => act.shortcut && !act.refusal)
      .map((act) => ({
        keys: act.shortcut ?? '',
        label: t.verbs[act.name] ?? act.name,
        group: t.group,
        run: () => start(act),
      })),
  )
  const form = open && (
    <div className="dock-form">
      {open.kind === 'line' ? (
        <InstructLine
          key={open.name}
          act={open}
          document={document}
          onLeave={onLeave}
          onRefused={onRefused}
          onClose={() => setOpenName(null)}
        />
      ) : (
        <TextForm
          key={open.name}
          act={open}
          document={document}
          onLeave={onLeave}
          onRefused={onRefused}
          onClose={() => setOpenName(null)}
        />
      )}
    </div>
  )
  if (main.length === 0 && rest.length === 0) return null
  return (
    <section
      className={`dock ${open && !phone ? 'unfolded' : ''}`}
      aria-label={t.dock}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) setOpenName(null)
      }}
    >
      {open && !phone ? (
        form
      ) : (
        <div className="dock-bar">
          {main.length === 0 && <span className="dock-none">{t.nothing}</span>}
          {main.map((act, index) => (
            <Button
              key={act.name}
              variant={index === 0 ? 'primary' : 'quiet'}
              {...(act.shortcut ? { shortcut: act.shortcut } : {})}
              onClick={() => start(act)}
            >
              {t.verbs[act.name]}
            </Button>
          ))}
          {rest.length > 0 && <Others acts={rest} onStart={start} />}
        </div>
      )}
      {phone && open && (
        <Sheet title={t.verbs[open.name]} open onClose={() => setOpenName(null)}>
          {form}
        </Sheet>
      )}
    </section>
  )
}

function Others({ acts, onStart }: { acts: OfferedAct[]; onStart: (act: OfferedAct) => void }) {
  const t = useActTexts()
  const phone = useMedia(PHONE)
  return (
    <Popover
      label={t.more}
      align="end"
      trigger={{ variant: 'plain', children: t.more, icon: 'more', iconOnly: phone }}
    >
      {(close) => (
        <>
          {acts
            .filter((act) => !act.refusal)
            .map((act) => (
              <MenuItem
                key={act.name}
                onClick={() => {
                  close()
                  onStart(act)
                }}
              >
                <span className={act.danger ? 'danger-word' : ''}>{t.verbs[act.name]}</span>
              </MenuItem>
            ))}
          <Refused acts={acts} />
        </>
      )}
    </Popover>
  )
}

/** What may not be done now, each with the server's reason; folded, because most of it is simply not its turn. */
function Refused({ acts }: { acts: OfferedAct[] }) {
  const t = useActTexts()
  const refused = acts.filter((act) => act.refusal)
  if (refused.length === 0) return null
  return (
    <details className="refused">
      <summary>{t.notNow(refused.length)}</summary>
      <dl>
        {refused.map((act) => (
          <div key={act.name}>
            <dt>{t.verbs[act.name]}</dt>
            <dd>{act.refusal && say(act.refusal)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function addressOf(name: string, document: DocumentView): string {
  const { id } = document.card
  if (name === 'intake.register') return paths.intake(id)
  if (name === 'sign') return paths.signing(id)
  if (name === 'issue') return paths.issuing(id)
  if (name === 'drafting.create') return paths.newDraft({ replyTo: id })
  return paths.draft(id)
}

function runDirect(
  act: OfferedAct,
  document: DocumentView,
  onLeave: DockProps['onLeave'],
  onRefused: DockProps['onRefused'],
): Promise<boolean> {
  const base = { act, document, onLeave, onRefused }
  const documentId = document.card.id
  const assignmentId = assignmentFor(document, act) ?? ''
  if (act.name === 'tasks.submit') return run({ ...base, name: 'tasks.submit', input: { documentId } })
  if (act.name === 'tasks.hand-over')
    return run({ ...base, name: 'tasks.hand-over', input: { assignmentId } })
  if (act.name === 'tasks.mark-seen')
    return run({ ...base, name: 'tasks.mark-seen', input: { assignmentId } })
  if (act.name === 'issuing.send') return run({ ...base, name: 'issuing.send', input: { documentId } })
  return run({ ...base, name: 'tasks.withdraw', input: { documentId } })
}
