import type { DocumentCard, WorkReason } from '@congvan/contract'

export type Lane = 'all' | 'decide' | 'do' | 'sign' | 'collaborate' | 'informed'

const laneOf: Record<WorkReason, Exclude<Lane, 'all'>> = {
  register: 'do',
  propose: 'decide',
  direct: 'decide',
  'hand-over': 'do',
  assign: 'decide',
  lead: 'do',
  collaborate: 'collaborate',
  informed: 'informed',
  'review-content': 'sign',
  'review-format': 'sign',
  sign: 'sign',
  issue: 'do',
  draft: 'do',
  returned: 'do',
}

export const inLane = (card: DocumentCard, lane: Lane): boolean =>
  lane === 'all' || (card.reason !== null && laneOf[card.reason] === lane)

export type Pressing = 'late' | 'soon' | 'express'

export function isPressing(card: DocumentCard, pressing: Pressing): boolean {
  if (pressing === 'express') return card.urgency === 3
  if (card.workingDaysLeft === null) return false
  return pressing === 'late'
    ? card.workingDaysLeft < 0
    : card.workingDaysLeft >= 0 && card.workingDaysLeft <= 2
}

export function countLanes(cards: DocumentCard[]): Record<Lane, number> {
  const counts: Record<Lane, number> = {
    all: cards.length,
    decide: 0,
    do: 0,
    sign: 0,
    collaborate: 0,
    informed: 0,
  }
  for (const card of cards) if (card.reason) counts[laneOf[card.reason]]++
  return counts
}
