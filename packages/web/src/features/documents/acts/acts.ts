// What may be done with a document: the server's `can` decides, this table only knows words' order, keys and forms.
import type { AssignmentView, Can, DocumentView, Refusal, WorkReason } from '@congvan/contract'

export type ActKind = 'line' | 'text' | 'direct' | 'open'

export interface Act {
  /** Command or action name; also the key of its words. */
  name: string
  /** The server's word for it in `can`. */
  can: string
  kind: ActKind
  shortcut?: string
  /** Which of the person's own assignments the command speaks about. */
  role?: AssignmentView['role'][]
  /** Leaves the person's list when done. */
  ends?: boolean
  danger?: boolean
  /** Never at hand, always behind "Việc khác". */
  aside?: boolean
}

export interface OfferedAct extends Act {
  refusal: Refusal | null
}

const acts: Act[] = [
  { name: 'intake.register', can: 'register', kind: 'open' },
  { name: 'tasks.instruct', can: 'instruct', kind: 'line', shortcut: 'b', role: ['direct'], ends: true },
  { name: 'tasks.propose', can: 'propose', kind: 'line', shortcut: 'b', role: ['propose'], ends: true },
  {
    name: 'tasks.assign',
    can: 'assign',
    kind: 'line',
    shortcut: 'p',
    role: ['assign', 'lead', 'collaborate'],
    ends: true,
  },
  {
    name: 'tasks.hand-over',
    can: 'handOver',
    kind: 'direct',
    shortcut: 'c',
    role: ['hand-over'],
    ends: true,
  },
  { name: 'tasks.submit', can: 'submit', kind: 'direct', shortcut: 'c', ends: true },
  { name: 'sign', can: 'sign', kind: 'open', shortcut: 's' },
  { name: 'issue', can: 'issue', kind: 'open' },
  { name: 'drafting.open', can: 'edit', kind: 'open' },
  { name: 'drafting.create', can: 'reply', kind: 'open', shortcut: 'r' },
  { name: 'tasks.give-opinion', can: 'giveOpinion', kind: 'text', role: ['collaborate'], ends: true },
  { name: 'tasks.mark-seen', can: 'markSeen', kind: 'direct', role: ['informed'], ends: true },
  { name: 'tasks.complete', can: 'complete', kind: 'text', shortcut: 'h', role: ['lead'], ends: true },
  { name: 'tasks.route-directly', can: 'routeDirectly', kind: 'line', ends: true },
  { name: 'issuing.send', can: 'send', kind: 'direct' },
  {
    name: 'tasks.pass-back',
    can: 'passBack',
    kind: 'text',
    role: ['lead', 'collaborate', 'informed', 'direct', 'propose', 'assign'],
    ends: true,
    aside: true,
  },
  { name: 'tasks.withdraw', can: 'withdraw', kind: 'direct', aside: true },
  { name: 'dossiers.file', can: 'file', kind: 'text', aside: true },
  { name: 'registers.correct', can: 'correctEntry', kind: 'text', aside: true },
  {
    name: 'intake.return',
    can: 'returnToSender',
    kind: 'text',
    shortcut: 't',
    ends: true,
    danger: true,
    aside: true,
  },
  {
    name: 'intake.destroy-secret',
    can: 'destroySecret',
    kind: 'text',
    ends: true,
    danger: true,
    aside: true,
  },
  { name: 'issuing.cancel-number', can: 'cancelNumber', kind: 'text', danger: true, aside: true },
  { name: 'issuing.recall', can: 'recall', kind: 'text', danger: true, aside: true },
]

const firstFor: Record<WorkReason, string[]> = {
  register: ['intake.register'],
  propose: ['tasks.propose'],
  direct: ['tasks.instruct'],
  'hand-over': ['tasks.hand-over'],
  assign: ['tasks.assign'],
  lead: ['drafting.create', 'tasks.complete', 'tasks.assign'],
  collaborate: ['tasks.give-opinion'],
  informed: ['tasks.mark-seen'],
  'review-content': ['drafting.open'],
  'review-format': ['drafting.open'],
  sign: ['sign'],
  issue: ['issue'],
  draft: ['drafting.open'],
  returned: ['drafting.open'],
}

/** Signing and issuing have their own desks; the row's reason says that the person is wanted there. */
const byReason: Partial<Record<WorkReason, string>> = { sign: 'sign', issue: 'issue' }

function offered(can: Can, document: DocumentView): OfferedAct[] {
  const { reason } = document.card
  return acts
    .filter((act) => act.can in can || (reason && byReason[reason] === act.name))
    .map((act) => ({ ...act, refusal: can[act.can] ?? null }))
}

/** The acts at hand, the first one primary, and the rest (refused ones with their reason) for "Việc khác". */
export function arrange(document: DocumentView, atHand = 3): { main: OfferedAct[]; rest: OfferedAct[] } {
  const all = offered(document.can, document)
  const reason = document.card.reason
  const wanted = reason ? firstFor[reason] : []
  const order = (act: OfferedAct) => {
    const at = wanted.indexOf(act.name)
    return at >= 0 ? at : 10 + acts.findIndex((one) => one.name === act.name)
  }
  const sorted = [...all].sort((a, b) => order(a) - order(b))
  const main = sorted.filter((act) => !act.refusal && !act.aside).slice(0, atHand)
  return { main, rest: sorted.filter((act) => !main.includes(act)) }
}

/** The person's own open assignment that the act speaks about. */
export function assignmentFor(document: DocumentView, act: Act): string | null {
  const mine = document.assignments.filter((one) => one.mine && one.state === 'open')
  const fitting = mine.find((one) => act.role?.includes(one.role))
  return fitting?.id ?? document.card.assignmentId ?? mine[0]?.id ?? null
}
