// Body blocks → the few shapes the layouts know: paragraph, centred lines, table, chart, notes.
import type { Block, RichText } from '../letter.ts'
import { cleanText, punctuateList, upper } from '../paper-text.ts'

export interface LayoutRun {
  t: string
  b?: boolean
  i?: boolean
  /** Never broken over two lines. */
  x?: boolean
  /** Footnote. */
  n?: string
}

export type LayoutBlock =
  | { k: 'p'; runs: LayoutRun[]; indent: boolean; sticky: boolean }
  | { k: 'centred'; lines: { text: string; italic: boolean }[]; above: number }
  | {
      k: 'table'
      columns: { title: string; width: number; align: string }[]
      rows: { cells: string[]; bold: boolean }[]
      caption: string | null
      size: number
    }
  | {
      k: 'chart'
      title: string
      bars: { label: string; value: number; shown: string; series: number }[]
      legend: string[]
    }

/** A number with its symbol, `98/TTr-STTTT`, and what touches it. */
const CITATION = /(\S*\d\/[\p{Lu}\d]\S{0,40})/u

/** Splits off citations, which must not break at their slash. */
function keepCitations(run: LayoutRun): LayoutRun[] {
  return run.t
    .split(CITATION)
    .map((t, i): LayoutRun => (i % 2 === 1 ? { ...run, t, x: true } : { ...run, t }))
    .filter((part) => part.t !== '')
}

export function layoutRuns(text: RichText): LayoutRun[] {
  const list = typeof text === 'string' ? [{ text }] : text
  return list.flatMap((run) =>
    keepCitations({
      t: cleanText(run.text),
      ...('bold' in run && run.bold ? { b: true } : {}),
      ...('italic' in run && run.italic ? { i: true } : {}),
    }).concat('note' in run && run.note ? [{ t: '', n: cleanText(run.note) }] : []),
  )
}

const vietnamese = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })

function chart(block: Extract<Block, { kind: 'chart' }>): LayoutBlock {
  const bars = block.bars.flatMap((bar) =>
    bar.values.map((value, series) => ({
      // The label stands once, beside the first bar of its group.
      label: series === 0 ? cleanText(bar.label) : '',
      value: Number.isFinite(value) && value > 0 ? value : 0,
      shown: `${vietnamese.format(value)}${block.unit === '%' ? '%' : block.unit ? ` ${cleanText(block.unit)}` : ''}`,
      series,
    })),
  )
  return { k: 'chart', title: cleanText(block.title), bars, legend: block.series.map(cleanText) }
}

function paragraph(runs: LayoutRun[], options: { sticky?: boolean; indent?: boolean } = {}): LayoutBlock {
  return { k: 'p', runs, indent: options.indent ?? true, sticky: options.sticky ?? false }
}

function labelled(label: string, text: RichText, boldLabel: boolean): LayoutBlock {
  return paragraph([{ t: `${cleanText(label)} `, ...(boldLabel ? { b: true } : {}) }, ...layoutRuns(text)])
}

function table(block: Extract<Block, { kind: 'table' }>): LayoutBlock {
  const bold = new Set(block.boldRows ?? [])
  return {
    k: 'table',
    columns: block.columns.map((c) => ({
      title: cleanText(c.title),
      width: c.width ?? 1,
      align: c.align ?? 'left',
    })),
    // A short row is filled up: a table with holes would shift every later cell.
    rows: block.rows.map((row, i) => ({
      cells: block.columns.map((_, c) => cleanText(row[c] ?? '')),
      bold: bold.has(i),
    })),
    caption: block.caption === undefined ? null : cleanText(block.caption),
    size: 12,
  }
}

/** Headings: I. in capitals and bold, 1. bold, a) bold italic; each stays with what follows it. */
function heading(level: 1 | 2 | 3, text: string): LayoutBlock {
  const clean = cleanText(text)
  const run: LayoutRun =
    level === 1
      ? { t: upper(clean), b: true }
      : level === 2
        ? { t: clean, b: true }
        : { t: clean, b: true, i: true }
  return paragraph([run], { sticky: true })
}

export function layoutBlocks(blocks: readonly Block[]): LayoutBlock[] {
  return blocks.flatMap((block): LayoutBlock[] => {
    switch (block.kind) {
      case 'paragraph':
        return [paragraph(layoutRuns(block.text))]
      case 'legal-basis':
        return punctuateList(block.lines.map(cleanText)).map((line) =>
          paragraph(layoutRuns([{ text: line, italic: true }])),
        )
      case 'enacting':
        return [{ k: 'centred', lines: [{ text: upper(cleanText(block.text)), italic: false }], above: 3 }]
      case 'division':
        return [
          {
            k: 'centred',
            lines: [
              { text: cleanText(block.label), italic: false },
              { text: upper(cleanText(block.title)), italic: false },
            ],
            above: 4,
          },
        ]
      case 'heading':
        return [heading(block.level, block.text)]
      case 'article':
        return [labelled(block.label, block.text, true)]
      case 'clause':
      case 'point':
        return [labelled(block.label, block.text, false)]
      case 'dash':
        return [labelled('-', block.text, false)]
      case 'table':
        return [table(block)]
      case 'chart':
        return [chart(block)]
      case 'facts':
        return block.items.map((item) => labelled(`${item.label}:`, item.text, true))
      default:
        return block satisfies never
    }
  })
}
