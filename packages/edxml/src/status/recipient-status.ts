// Where a document stands with one recipient, computed from timestamped facts. Packets come late, twice
// and in any order, so the facts are taken as a set: the same facts always give the same answer, and
// progress that was once reported is never taken back (Decision 28/2018, codes 01–06, 13, 15, 16).

export type RequestKind = 'take-back' | 'recall' | 'update'

export type StatusFact =
  /** A status packet; 13 comes from the sender, everything else from the recipient. */
  | { kind: 'status'; code: string; at: string | null; text: string }
  /** A (repeated) sending: it sets an earlier refusal aside. */
  | { kind: 'sent'; at: string }
  /** A request of the sender: 13, or a document packet of type 1 or 2. */
  | { kind: RequestKind; at: string; text: string }

export interface RequestState {
  kind: RequestKind
  at: string
  reason: string
  answer: 'agreed' | 'refused' | null
  answeredAt: string | null
  answerText: string
}

export type Remark = 'progress-after-refusal' | 'answer-without-request' | 'unknown-code' | 'reason-missing'

export interface RecipientStatus {
  /** What a screen shows: `sent`, 01 … 06. */
  shown: 'sent' | '01' | '02' | '03' | '04' | '05' | '06'
  since: string | null
  refusal: { at: string | null; reason: string } | null
  requests: RequestState[]
  /** The recipient's copy may no longer be used: taken back by consent, or recalled (binding at once). */
  frozen: boolean
  remarks: Remark[]
}

const PROGRESS = ['01', '03', '04', '05', '06'] as const
const KNOWN = new Set(['01', '02', '03', '04', '05', '06', '13', '15', '16'])

type PacketFact = Extract<StatusFact, { kind: 'status' }>
type RequestFact = Extract<StatusFact, { kind: RequestKind }>

export function recipientStatus(given: readonly StatusFact[]): RecipientStatus {
  const facts = orderedSet(given)
  const packets = facts.filter((fact) => fact.kind === 'status')
  const remarks = new Set<Remark>()
  for (const { code, text } of packets) {
    if (!KNOWN.has(code)) remarks.add('unknown-code')
    if ((code === '02' || code === '16') && text === '') remarks.add('reason-missing')
  }
  const reached = furthest(packets)
  const refusal = standingRefusal(facts, packets, remarks)
  const requests = answeredRequests(facts, packets, remarks)
  const frozen = requests.some(
    ({ kind, answer }) => kind === 'recall' || (kind === 'take-back' && answer === 'agreed'),
  )
  return {
    shown: refusal ? '02' : ((reached?.code as RecipientStatus['shown'] | undefined) ?? 'sent'),
    since: refusal ? refusal.at : (reached?.at ?? facts.find((fact) => fact.kind === 'sent')?.at ?? null),
    refusal,
    requests,
    frozen,
    remarks: [...remarks].sort(),
  }
}

/** The furthest state reported, at the first time it was reported. */
function furthest(packets: readonly PacketFact[]): PacketFact | undefined {
  for (const code of [...PROGRESS].reverse()) {
    const found = packets.find((packet) => packet.code === code)
    if (found) return found
  }
  return undefined
}

/** 02 ends the matter unless the document was sent again, or accepted, after it. */
function standingRefusal(
  facts: readonly StatusFact[],
  packets: readonly PacketFact[],
  remarks: Set<Remark>,
): RecipientStatus['refusal'] {
  const refused = packets.filter((packet) => packet.code === '02').at(-1)
  if (!refused) return null
  const accepted = packets.filter(({ code }) => code !== '01' && PROGRESS.some((step) => step === code))
  if (accepted.length > 0) remarks.add('progress-after-refusal')
  const overtaken = [...facts.filter((fact) => fact.kind === 'sent').slice(1), ...accepted]
  if (overtaken.some((fact) => timeOf(fact) > timeOf(refused))) return null
  return { at: refused.at, reason: refused.text }
}

/**
 * An answer belongs to the last request made before it. Clocks of two systems differ: an answer that
 * seems older than the first request still answers the first.
 */
function answeredRequests(
  facts: readonly StatusFact[],
  packets: readonly PacketFact[],
  remarks: Set<Remark>,
): RequestState[] {
  const requests = facts.flatMap(asRequest).map((fact) => ({ fact, answers: [] as PacketFact[] }))
  for (const packet of packets) {
    if (packet.code !== '15' && packet.code !== '16') continue
    const before = requests.filter(({ fact }) => timeOf(fact) <= timeOf(packet))
    const request = before.at(-1) ?? requests[0]
    if (request) request.answers.push(packet)
    else remarks.add('answer-without-request')
  }
  return requests.map(({ fact, answers }) => {
    // Consent cannot be withdrawn: the copy is already frozen or changed.
    const answer = answers.find(({ code }) => code === '15') ?? answers.at(-1)
    return {
      kind: fact.kind,
      at: fact.at,
      reason: fact.text,
      answer: answer ? (answer.code === '15' ? ('agreed' as const) : ('refused' as const)) : null,
      answeredAt: answer?.at ?? null,
      answerText: answer?.text ?? '',
    }
  })
}

function asRequest(fact: StatusFact): RequestFact[] {
  if (fact.kind === 'sent') return []
  if (fact.kind !== 'status') return [fact]
  return fact.code === '13' ? [{ kind: 'take-back', at: fact.at ?? '', text: fact.text }] : []
}

function timeOf(fact: StatusFact): number {
  const at = fact.at === null ? Number.NaN : Date.parse(fact.at)
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at
}

/** By time, then by content, each fact once: independent of the order of arrival. */
function orderedSet(facts: readonly StatusFact[]): StatusFact[] {
  const keyed = new Map(facts.map((fact) => [keyOf(fact), fact]))
  const entries = [...keyed.entries()]
  entries.sort(([a, first], [b, second]) => compare(timeOf(first), timeOf(second)) || compare(a, b))
  return entries.map(([, fact]) => fact)
}

function keyOf(fact: StatusFact): string {
  const taken = fact.kind === 'status' && fact.code === '13' ? 'take-back' : fact.kind
  const code = fact.kind === 'status' && fact.code !== '13' ? fact.code : ''
  return JSON.stringify([taken, code, fact.at, fact.kind === 'sent' ? '' : fact.text])
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
