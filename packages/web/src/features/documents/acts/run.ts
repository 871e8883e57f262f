import type { DocumentView } from '@congvan/contract'
import { type ApiProblem, command } from '../../../lib/api.ts'
import type { CommandName, Commands } from '../../../lib/commands.ts'
import { client, takeAnswer } from '../../../lib/data.ts'
import { forget, hideRow, showRow } from '../../../lib/pending.ts'
import { toast } from '../../../ui/index.ts'
import type { Act } from './acts.ts'
import { useActTexts } from './texts.ts'

export const rowKey = (card: { id: string; assignmentId: string | null }): string =>
  card.assignmentId ?? card.id

interface Run<N extends CommandName> {
  act: Act
  document: DocumentView
  name: N
  input: Commands[N]['input']
  /** Who has it next, for the sentence. */
  to?: string
  /** The next row is shown at once; called again with the document when the server refuses. */
  onLeave?: (() => void) | undefined
  onRefused?: ((documentId: string) => void) | undefined
}

/** Does it on the screen at once, then on the server; a refusal brings the row, the reader and the typed text back. */
export async function run<N extends CommandName>(job: Run<N>): Promise<boolean> {
  const t = useActTexts.now()
  const { card } = job.document
  const key = rowKey(card)
  const said = t.done[job.name] ?? t.verbs[job.name] ?? ''
  let state: 'sent' | 'done' | 'refused' = 'sent'
  const undoable = job.act.ends && job.name.startsWith('tasks.') && job.name !== 'tasks.withdraw'
  const sent = command(job.name, job.input)
  const undo = () => {
    if (state === 'refused') return
    void sent
      .then(() => command('tasks.withdraw', { documentId: card.id }))
      .then((answer) => {
        showRow(key)
        takeAnswer(answer)
        toast(t.undone)
      })
      .catch((problem: ApiProblem) => toast(problem.message, { tone: 'error' }))
  }
  if (job.act.ends) {
    hideRow(key)
    job.onLeave?.()
  }
  const unsay = toast(job.to ? t.doneTo(said, job.to) : said, undoable ? { undo } : {})
  try {
    const answer = await sent
    state = 'done'
    forget(formKey(card.id, job.act.name))
    takeAnswer(answer)
    // Shown again only once the list has been asked: until then the row would come back for a moment.
    void client.invalidateQueries({ queryKey: ['work.list'] }).then(() => setTimeout(() => showRow(key), 400))
    return true
  } catch (problem) {
    state = 'refused'
    unsay()
    showRow(key)
    toast((problem as ApiProblem).message, { tone: 'error' })
    if (job.act.ends) job.onRefused?.(card.id)
    return false
  }
}

export const formKey = (documentId: string, act: string): string => `${documentId}:${act}`
