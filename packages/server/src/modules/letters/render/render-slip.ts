// Handling slip → one A4 sheet in three parts.
import type { HandlingSlip, LeaderOpinion, SlipOpinion, UnitOpinion } from '../handling-slip.ts'
import type { PlainDateText } from '../letter.ts'
import {
  cleanText,
  dateOnPaper,
  dayOnPaper,
  monthOnPaper,
  numberOnPaper,
  parseDate,
  upper,
} from '../paper-text.ts'
import { RenderError } from './errors.ts'
import { phraseRuns } from './phrases.ts'
import { defaultPress, type Press } from './press.ts'

function parts(date: PlainDateText) {
  const parsed = parseDate(date)
  if (!parsed) throw new RenderError('letters.invalid-date', { date })
  return parsed
}

/** `05/01/2022`, the short form of registers and slips. */
export function shortDate(date: PlainDateText): string {
  const { day, month, year } = parts(date)
  return `${dayOnPaper(day)}/${month < 10 ? `0${month}` : monthOnPaper(month)}/${year}`
}

function due(date: PlainDateText | undefined): string {
  return date === undefined ? '' : ` (thời hạn: ${shortDate(date)})`
}

interface Entry {
  lines: { label: string; text: string }[]
  by: string
  on: string
}

function entry(opinion: SlipOpinion, lines: Entry['lines']): Entry {
  const words = opinion.text ? [{ label: '', text: cleanText(opinion.text) }] : []
  const by = [opinion.position, opinion.by]
    .filter((part) => part !== undefined)
    .map((part) => cleanText(part))
  return {
    lines: [...words, ...lines].filter((line) => line.text !== ''),
    by: by.join(' '),
    on: opinion.on === undefined ? '' : dateOnPaper(parts(opinion.on)),
  }
}

function leaderEntry(o: LeaderOpinion): Entry {
  const collaborators = (o.collaborators ?? []).map((c) => cleanText(c.name) + due(c.deadline)).join('; ')
  return entry(o, [
    { label: 'Đơn vị, cá nhân chủ trì:', text: o.lead ? cleanText(o.lead) + due(o.leadDeadline) : '' },
    { label: 'Đơn vị, cá nhân phối hợp:', text: collaborators },
    { label: 'Để biết:', text: (o.informed ?? []).map(cleanText).join('; ') },
  ])
}

function unitEntry(o: UnitOpinion): Entry {
  return entry(o, [
    { label: 'Giao cá nhân giải quyết:', text: o.assignee ? cleanText(o.assignee) + due(o.deadline) : '' },
  ])
}

const PARTS = {
  leader: [
    'Ý kiến của lãnh đạo cơ quan, tổ chức',
    [
      'Giao đơn vị, cá nhân chủ trì:',
      'Giao đơn vị, cá nhân phối hợp:',
      'Thời hạn giải quyết:',
      'Ngày cho ý kiến:',
    ],
  ],
  unit: [
    'Ý kiến của lãnh đạo đơn vị',
    ['Giao cá nhân giải quyết:', 'Thời hạn giải quyết:', 'Ngày cho ý kiến:'],
  ],
  handler: ['Ý kiến đề xuất của người giải quyết', ['Ý kiến đề xuất:', 'Ngày đề xuất:']],
} as const

function slipData(slip: HandlingSlip) {
  const { document } = slip
  const part = (key: keyof typeof PARTS, entries: Entry[]) => ({
    title: PARTS[key][0],
    blanks: PARTS[key][1],
    entries,
  })
  return {
    numberRoom: 4,
    party: slip.regime === 'party',
    issuer: {
      parent: slip.issuer.parentName ? phraseRuns(upper(cleanText(slip.issuer.parentName))) : null,
      name: phraseRuns(upper(cleanText(slip.issuer.name))),
    },
    arrival: { number: numberOnPaper(cleanText(slip.arrivalNumber)), date: shortDate(slip.arrivalDate) },
    urgency: document.urgency ?? null,
    about: [
      { label: 'Cơ quan ban hành:', text: cleanText(document.issuerName) },
      {
        label: 'Số, ký hiệu; ngày văn bản:',
        text: `${cleanText(document.numberAndSymbol)}, ${dateOnPaper(parts(document.date))}`,
      },
      {
        label: 'Tên loại và trích yếu:',
        text: `${cleanText(document.typeName)} ${cleanText(document.subject)}`,
      },
    ],
    parts: [
      part('leader', (slip.leader ?? []).map(leaderEntry)),
      part('unit', (slip.unit ?? []).map(unitEntry)),
      part(
        'handler',
        (slip.handler ?? []).map((o) => entry(o, [])),
      ),
    ],
    meta: {
      title: `Phiếu giải quyết văn bản đến số ${slip.arrivalNumber}`,
      author: cleanText(slip.issuer.name),
    },
  }
}

export interface Sheet {
  pdf: Uint8Array
  pages: number
}

export async function renderHandlingSlip(slip: HandlingSlip, press: Press = defaultPress()): Promise<Sheet> {
  const printed = await press.print('slip.typ', slipData(slip), { createdAt: slip.preparedAt })
  return { pdf: printed.bytes, pages: printed.pages }
}
