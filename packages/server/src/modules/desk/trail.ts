import type { TrailStep } from '@congvan/contract'
import { type DocumentRow, STATE_WORDS } from '../documents/index.ts'
import type { PostCard } from '../organisations/index.ts'
import { type AssignmentRow, ROLE_WORDS } from '../tasks/index.ts'

const person = (posts: PostCard[], id: string | null) => posts.find((post) => post.position_id === id)

/** Đang ở đâu, incoming: arrival → register → each part in order, the current holders in accent. */
export function incomingTrail(document: DocumentRow, parts: AssignmentRow[], posts: PostCard[]): TrailStep[] {
  const steps: TrailStep[] = [
    {
      what: 'Đến',
      who: document.issuer_name,
      unit: null,
      at: document.arrived_at,
      state: 'done',
      dueOn: null,
    },
  ]
  steps.push(
    document.registered_at
      ? {
          what: `Vào sổ, số đến ${document.arrival_number}`,
          who: 'Văn thư',
          unit: null,
          at: document.registered_at,
          state: 'done',
          dueOn: null,
        }
      : {
          what: 'Vào sổ',
          who: 'Văn thư',
          unit: null,
          at: null,
          state: document.state === 'arrived' ? 'current' : 'next',
          dueOn: null,
        },
  )
  for (const part of parts.filter((row) => row.state !== 'withdrawn')) {
    const post = person(posts, part.holder_position_id)
    steps.push({
      what: ROLE_WORDS[part.role].replace(/^./u, (c) => c.toUpperCase()),
      who: post?.full_name ?? 'Văn thư',
      unit: post?.unit_name ?? post?.title ?? null,
      at: part.done_at,
      state: part.state === 'open' ? 'current' : 'done',
      dueOn: part.due_on,
    })
  }
  if (document.state === 'completed' || document.state === 'returned' || document.state === 'recalled') {
    steps.push({
      what: STATE_WORDS[document.state][0],
      who: null,
      unit: null,
      at: document.completed_at ?? document.changed_at,
      state: 'done',
      dueOn: null,
    })
  }
  return steps
}

const OUTGOING: readonly [states: readonly string[], what: string][] = [
  [['draft'], 'Soạn thảo'],
  [['in-review'], 'Ký nháy'],
  [['awaiting-signature'], 'Ký'],
  [['on-paper'], 'Ký, đóng dấu trên giấy'],
  [['signed', 'issuing'], 'Cấp số, đóng dấu'],
  [['numbered'], 'Gửi'],
  [['issued'], 'Phát hành'],
]

/** Steps that most documents never take: shown only while one stands there. */
const ONLY_WHEN_THERE = ['numbered', 'on-paper']

export function outgoingTrail(
  document: DocumentRow,
  who: { drafter: string | null; signer: string | null },
): TrailStep[] {
  const at = OUTGOING.findIndex(([states]) => states.includes(document.state))
  const here = at < 0 ? OUTGOING.length : at
  return OUTGOING.filter(
    ([states]) => !ONLY_WHEN_THERE.some((state) => states.includes(state)) || states.includes(document.state),
  ).map(([states, what]) => {
    const i = OUTGOING.findIndex(([s]) => s === states)
    const name =
      what === 'Soạn thảo'
        ? who.drafter
        : what === 'Ký'
          ? (document.signer_name ?? who.signer)
          : what === 'Soạn thảo'
            ? who.drafter
            : null
    return {
      what,
      who: name,
      unit: null,
      at: what === 'Phát hành' ? document.registered_at : null,
      state: i < here || document.state === 'issued' ? 'done' : i === here ? 'current' : 'next',
      dueOn: null,
    }
  })
}
