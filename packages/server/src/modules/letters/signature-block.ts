// Cell 7a from a signing mandate (NĐ 30/2020 Art 13; Party: HD 36-HD/VPTW).
import type { Regime, SignatureBlock } from './letter.ts'
import { upper } from './paper-text.ts'

export type MandateForm = 'HEAD' | 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q'

export interface Mandate {
  regime: Regime
  form: MandateForm
  /** The signer's own position: `Phó Chủ tịch`. */
  position: string
  name: string
  /** The collective on whose behalf: `Ủy ban nhân dân`, `Ban Thường vụ`. */
  body?: string
  /** Whose authority: `Chủ tịch` for KT., TL., TUQ. */
  principal?: string
  /** TL. only: the unit's head lets a deputy sign: `KT. CHÁNH VĂN PHÒNG`. */
  unitHead?: string
}

export type MandateRefusalCode =
  | 'letters.mandate-needs-body'
  | 'letters.mandate-needs-principal'
  | 'letters.party-has-no-tuq'
  | 'letters.party-committee-is-collective'
  | 'letters.tuq-not-delegated-further'

export type ComposedBlock =
  | { ok: true; block: SignatureBlock }
  | {
      ok: false
      code: MandateRefusalCode
      vi: string
      en: string /** The right block, when it is known. */
      instead?: Mandate
    }

const REFUSALS: Readonly<Record<MandateRefusalCode, readonly [vi: string, en: string]>> = {
  'letters.mandate-needs-body': [
    'Ký thay mặt phải ghi tên tập thể (ví dụ: ỦY BAN NHÂN DÂN).',
    'Signing on behalf needs the name of the collective.',
  ],
  'letters.mandate-needs-principal': [
    'Ký thay, ký thừa lệnh, ký thừa ủy quyền phải ghi chức vụ của người đứng đầu.',
    'Signing for, by order or by authorisation needs the position of the head.',
  ],
  'letters.party-has-no-tuq': [
    'Văn bản của Đảng không có thể thức ký thừa ủy quyền; dùng T/L.',
    'Party documents have no TUQ.; use T/L.',
  ],
  'letters.party-committee-is-collective': [
    'Cấp ủy làm việc theo chế độ tập thể: phó bí thư ký T/M, không ký K/T.',
    'A Party committee is collective: a deputy secretary signs T/M, not K/T.',
  ],
  'letters.tuq-not-delegated-further': [
    'Người được ủy quyền không được ủy quyền lại cho người khác ký (Điều 13 khoản 4).',
    'An authorised signer may not let another sign (Art 13.4).',
  ],
}

function refuse(code: MandateRefusalCode, instead?: Mandate): ComposedBlock {
  const [vi, en] = REFUSALS[code]
  return { ok: false, code, vi, en, ...(instead ? { instead } : {}) }
}

/** `TM. X` for the State, `T/M X` for the Party; `Q.` is the same in both. */
function prefixed(regime: Regime, prefix: 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q', words: string): string {
  if (prefix === 'Q') return `Q. ${words}`
  return regime === 'party' ? `${prefix[0]}/${prefix.slice(1)} ${words}` : `${prefix}. ${words}`
}

/** The rule a mandate breaks, or null. */
function broken(m: Mandate): ComposedBlock | null {
  if (m.form === 'TUQ' && m.regime === 'party')
    return refuse('letters.party-has-no-tuq', { ...m, form: 'TL' })
  if (m.form === 'KT' && m.regime === 'party' && m.body) {
    const { principal: _, ...rest } = m
    return refuse('letters.party-committee-is-collective', { ...rest, form: 'TM' })
  }
  if (m.form === 'TM' && !m.body) return refuse('letters.mandate-needs-body')
  if ((m.form === 'KT' || m.form === 'TL' || m.form === 'TUQ') && !m.principal)
    return refuse('letters.mandate-needs-principal')
  if (m.form === 'TUQ' && m.unitHead) {
    const { unitHead: _, ...rest } = m
    return refuse('letters.tuq-not-delegated-further', { ...rest, position: m.unitHead })
  }
  return null
}

/** Lines of authority above the signer's position. */
function authorityLines(m: Mandate): string[] {
  const line = (prefix: 'TM' | 'KT' | 'TL' | 'TUQ', words: string | undefined) =>
    words ? [prefixed(m.regime, prefix, words)] : []
  switch (m.form) {
    case 'HEAD':
      return []
    case 'TM':
    case 'Q':
      return line('TM', m.body)
    case 'KT':
      return [...line('TM', m.body), ...line('KT', m.principal)]
    case 'TL':
      return [...line('TL', m.principal), ...line('KT', m.unitHead)]
    case 'TUQ':
      return line('TUQ', m.principal)
  }
}

export function composeSignatureBlock(mandate: Mandate): ComposedBlock {
  const refusal = broken(mandate)
  if (refusal) return refusal
  const own = mandate.form === 'Q' ? prefixed(mandate.regime, 'Q', mandate.position) : mandate.position
  const lines = [...authorityLines(mandate), own].map((line) => upper(line.trim()))
  return { ok: true, block: { lines, name: mandate.name.trim() } }
}
