// Compares what was read with what is true, field by field, and keeps the score.
import type { PaperTruth } from './model.ts'

export type JudgedField = keyof PaperTruth
export const JUDGED: readonly JudgedField[] = [
  'number',
  'symbol',
  'issuedOn',
  'typeName',
  'issuer',
  'parentIssuer',
  'signer',
  'signerTitle',
  'subject',
  'place',
  'dueOn',
  'urgency',
  'secrecyMark',
]

export interface Read {
  fields: Partial<Record<JudgedField, unknown>>
  confidence: Partial<Record<JudgedField, number>>
}

export interface Score {
  right: number
  wrong: number
  missed: number
  certain: number
  certainWrong: number
}

export interface Miss {
  paper: number
  damage: string
  field: JudgedField
  want: string
  got: string
  confidence: number
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase() : ''

const empty = (): Score => ({ right: 0, wrong: 0, missed: 0, certain: 0, certainWrong: 0 })

export class Judge {
  readonly byField = new Map<JudgedField, Score>()
  readonly byDamage = new Map<string, Score>()
  readonly misses: Miss[] = []
  private readonly certainAt: number

  constructor(certainAt: number) {
    this.certainAt = certainAt
  }

  /** `loose` compares without hyphens and blanks: the damage took them, nobody can know them. */
  add(paper: number, damage: string, truth: PaperTruth, read: Read, loose = false): void {
    for (const field of JUDGED) this.one(paper, damage, field, truth[field], read, loose)
  }

  private one(
    paper: number,
    damage: string,
    field: JudgedField,
    truth: string | null,
    read: Read,
    loose: boolean,
  ): void {
    const shape = (value: unknown): string => (loose ? plain(value).replace(/[-\s]/g, '') : plain(value))
    const want = shape(truth)
    const got = shape(read.fields[field])
    const confidence = read.confidence[field] ?? 0
    const certain = got !== '' && confidence >= this.certainAt
    for (const score of [scoreIn(this.byField, field), scoreIn(this.byDamage, damage)]) {
      if (want !== '' && got === want) score.right++
      if (got !== '' && got !== want) score.wrong++
      if (want !== '' && got !== want) score.missed++
      if (certain) score.certain++
      if (certain && got !== want) score.certainWrong++
    }
    if (want !== got) this.misses.push({ paper, damage, field, want, got, confidence })
  }

  total(): Score {
    const sum = empty()
    for (const score of this.byField.values())
      for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key]
    return sum
  }
}

function scoreIn<K>(scores: Map<K, Score>, key: K): Score {
  const known = scores.get(key) ?? empty()
  scores.set(key, known)
  return known
}

export const f1 = (s: Score): number => (2 * s.right) / Math.max(1, 2 * s.right + s.wrong + s.missed)

const percent = (n: number): string => `${(100 * n).toFixed(1)} %`

/** A table for docs/reading.md. */
export function tableOf(scores: ReadonlyMap<string, Score>, heading: string): string {
  const rows = [...scores].map(
    ([name, s]) =>
      `| ${name} | ${f1(s).toFixed(3)} | ${s.certain} | ${s.certainWrong} | ${percent(s.certainWrong / Math.max(1, s.certain))} |`,
  )
  return [`| ${heading} | F1 | certain | of these wrong | share |`, '|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}
