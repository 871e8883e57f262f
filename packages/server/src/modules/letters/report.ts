// A report in the form of Decree 30: sections, tables and charts numbered by themselves.
import type { Block, Letter } from './letter.ts'

export interface ReportSection {
  title: string
  body: readonly Block[]
  parts?: readonly { title: string; body: readonly Block[] }[]
}

export type Report = Omit<Letter, 'body' | 'kind' | 'annex' | 'typeCode'> & {
  /** `BC` when absent. */
  typeCode?: string
  opening: readonly Block[]
  sections: readonly ReportSection[]
  closing: readonly Block[]
}

const ROMAN: readonly (readonly [number, string])[] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(value: number): string {
  let rest = value
  let text = ''
  for (const [size, sign] of ROMAN) {
    while (rest >= size) {
      text += sign
      rest -= size
    }
  }
  return text
}

/** `Bảng 1. …` above tables with a caption, `Biểu đồ 1. …` above charts, counted through the report. */
function numberExhibits(blocks: readonly Block[]): Block[] {
  let tables = 0
  let charts = 0
  return blocks.map((block): Block => {
    if (block.kind === 'chart') return { ...block, title: `Biểu đồ ${++charts}. ${block.title}` }
    if (block.kind === 'table' && block.caption)
      return { ...block, caption: `Bảng ${++tables}. ${block.caption}` }
    return block
  })
}

/** The report as the letter it is on paper. */
export function reportLetter(report: Report): Letter {
  const { opening, sections, closing, typeCode = 'BC', ...rest } = report
  const middle = sections.flatMap((section, i): Block[] => [
    { kind: 'heading', level: 1, text: `${roman(i + 1)}. ${section.title}` },
    ...section.body,
    ...(section.parts ?? []).flatMap((part, k): Block[] => [
      { kind: 'heading', level: 2, text: `${k + 1}. ${part.title}` },
      ...part.body,
    ]),
  ])
  return { ...rest, typeCode, body: numberExhibits([...opening, ...middle, ...closing]) }
}
