import type { InstructionOptions, InstructionTarget } from '@congvan/contract'
import { plainText } from '../../../lib/plain-text.ts'

export type TargetRole = InstructionTarget['role']

export interface Target {
  key: string
  /** As it is printed on the slip: "Đ/c Nam (ĐC-NN)". */
  label: string
  /** Further words for the list: title, head of unit. */
  about: string
  unitId?: string
  positionId?: string
}

export interface ChosenTarget extends Target {
  role: TargetRole
}

export function targetsOf(options: InstructionOptions): Target[] {
  return [
    ...options.units.map((unit) => ({
      key: unit.unitId,
      label: unit.name,
      about: unit.head ?? '',
      unitId: unit.unitId,
    })),
    ...options.people.map((person) => ({
      key: person.positionId,
      label: person.shortLabel,
      about: [person.name, person.title, person.unitName].filter(Boolean).join(', '),
      positionId: person.positionId,
    })),
  ]
}

/** Who fits what stands after @: with the right tone marks first ("Nam" before "Năm"), then without. */
export function findTargets(targets: Target[], typed: string): Target[] {
  const exact = typed.trim().toLowerCase().normalize('NFC')
  const plain = plainText(typed)
  const words = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFC')
      .split(/[\s,()–-]+/)
  const rank = (target: Target) => {
    const text = `${target.label} ${target.about}`
    if (words(target.label).some((word) => word.startsWith(exact))) return 0
    if (words(text).some((word) => word.startsWith(exact))) return 1
    if (text.toLowerCase().normalize('NFC').includes(exact)) return 2
    return plainText(text).includes(plain) ? 3 : 4
  }
  return targets
    .map((target) => ({ target, rank: rank(target) }))
    .filter((one) => one.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.target)
}

/** A new target leads when nobody does, else it collaborates. */
export function addTarget(chosen: ChosenTarget[], target: Target): ChosenTarget[] {
  if (chosen.some((one) => one.key === target.key)) return chosen
  const role = chosen.some((one) => one.role === 'lead') ? 'collaborate' : 'lead'
  return [...chosen, { ...target, role }]
}

const nextRole: Record<TargetRole, TargetRole> = {
  lead: 'collaborate',
  collaborate: 'informed',
  informed: 'lead',
}

/** chủ trì → phối hợp → để biết; only one leads, a new lead sends the former one to collaborate. */
export function turnRole(chosen: ChosenTarget[], key: string): ChosenTarget[] {
  const role = nextRole[chosen.find((one) => one.key === key)?.role ?? 'informed']
  return chosen.map((one) => {
    if (one.key === key) return { ...one, role }
    return role === 'lead' && one.role === 'lead' ? { ...one, role: 'collaborate' as const } : one
  })
}

const words: Record<TargetRole, string> = { lead: 'chủ trì', collaborate: 'phối hợp', informed: 'để biết' }
const roleOrder: TargetRole[] = ['lead', 'collaborate', 'informed']

/** The sentence of the slip: "Đ/c Nam (ĐC-NN) chủ trì, VP-TK phối hợp; báo cáo kết quả; hạn 22/12/2021". */
export function compose(chosen: ChosenTarget[], phrase: string, dueOn: string | null): string {
  const parts = roleOrder
    .map((role) => {
      const labels = chosen.filter((one) => one.role === role).map((one) => one.label)
      return labels.length ? `${labels.join(', ')} ${words[role]}` : ''
    })
    .filter(Boolean)
  const day = dueOn ? `hạn ${dueOn.split('-').reverse().join('/')}` : ''
  return [parts.join(', '), phrase.trim().replace(/[.;]+$/, ''), day].filter(Boolean).join('; ')
}

/** The leader's own words out of a composed sentence, so that his phrases stay phrases. */
export function ownWords(sentence: string): string {
  return sentence
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part && !/^hạn \d/.test(part) && !/ (chủ trì|phối hợp|để biết)(,|$)/.test(part))
    .join('; ')
}

export const wireTargets = (chosen: ChosenTarget[]): InstructionTarget[] =>
  chosen.map(({ role, unitId, positionId }) => ({
    role,
    ...(unitId ? { unitId } : {}),
    ...(positionId ? { positionId } : {}),
  }))
