// "Nơi nhận" and "Kính gửi" as they are typed on paper, and what each line stands for.
import type { DraftContent, RecipientLine } from '@congvan/contract'

/** "(để b/c)", "(để thực hiện)" behind a line: said on paper, not part of the name. */
const NOTE = /\s*\((để [^()]{1,90}|b\/c|p\/h|t\/h)\)\s*$/iu
const EXCEPTION = /\s*\(trừ [^()]*\)/iu
/** More exceptions than this are unreadable on paper: the line then says only how many. */
const NAMED_EXCEPTIONS = 4

/** Takes one typed line apart: leading dash, closing punctuation, the note in brackets. */
export function parseTyped(typed: string): { text: string; note: string | undefined } {
  const bare = typed
    .normalize('NFC')
    .replace(/^\s*[-–—•+]\s*/u, '')
    .replace(/\s*[;.]\s*$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
  const note = NOTE.exec(bare)
  return note
    ? { text: bare.slice(0, note.index).trim(), note: note[1]!.trim() }
    : { text: bare, note: undefined }
}

/** The line as it is shown while typing, without dash and closing punctuation. */
export function typedForm(line: Pick<RecipientLine, 'text' | 'note'>): string {
  return line.note ? `${line.text} (${line.note})` : line.text
}

export const isFile = (line: Pick<RecipientLine, 'text'>): boolean => /^lưu\b|^lưu:/iu.test(line.text)
export const isAsAbove = (line: Pick<RecipientLine, 'text'>): boolean => /^như trên/iu.test(line.text)
export const baseText = (text: string): string => text.replace(EXCEPTION, '').trim()

/** The name without a bracket behind it, finished or still being typed: "(để b" must not forget whom the name means. */
const bareName = (text: string): string => baseText(text).replace(/\s*\([^()]*\)?$/u, '')

/** A typed change of one line keeps what it unfolds to as long as the name itself stays. */
export function retype(line: RecipientLine, typed: string): RecipientLine {
  const { text, note } = parseTyped(typed)
  const kept = bareName(text) !== '' && bareName(text) === bareName(line.text)
  const next: RecipientLine = {
    text,
    agencyIds: kept ? line.agencyIds : [],
    channel: isFile({ text }) ? 'none' : kept || line.channel !== 'none' ? line.channel : 'local',
  }
  return note === undefined ? next : { ...next, note }
}

/** Group line with exceptions: unchecked members leave, and the paper says so. */
export function withExceptions(
  line: RecipientLine,
  members: { agencyId: string; name: string }[],
  excluded: ReadonlySet<string>,
): RecipientLine {
  const out = members.filter((m) => excluded.has(m.agencyId))
  const base = baseText(line.text)
  const said =
    out.length === 0
      ? ''
      : out.length <= NAMED_EXCEPTIONS
        ? ` (trừ ${out.map((m) => m.name).join(', ')})`
        : ` (trừ ${out.length} nơi)`
  return {
    ...line,
    text: base + said,
    agencyIds: members.filter((m) => !excluded.has(m.agencyId)).map((m) => m.agencyId),
  }
}

export function excludedOf(line: RecipientLine, members: { agencyId: string }[]): Set<string> {
  const kept = new Set(line.agencyIds)
  return new Set(members.map((m) => m.agencyId).filter((id) => !kept.has(id)))
}

/** Distinct organisations plus every outside line that somebody must carry. */
export function countRecipients(lines: RecipientLine[]): number {
  const ids = new Set(lines.flatMap((l) => l.agencyIds))
  const outside = lines.filter(
    (l) => l.agencyIds.length === 0 && (l.channel === 'post' || l.channel === 'email'),
  )
  return ids.size + outside.length
}

/** "Lưu" stays the last line (Appendix I, 9b): new lines go above it. */
export function insertLine(lines: RecipientLine[], after: number, line: RecipientLine): RecipientLine[] {
  const at = Math.min(after + 1, lines.length)
  const guarded = at > 0 && lines[at - 1] && isFile(lines[at - 1]!) && !isFile(line) ? at - 1 : at
  return [...lines.slice(0, guarded), line, ...lines.slice(guarded)]
}

/**
 * What "Như trên" means: the organisations of Kính gửi. Adds the line when Kính gửi reaches somebody.
 * While one of its names is not understood (`sure` false), nobody who was meant before is dropped.
 */
export function asAbove(
  content: Pick<DraftContent, 'recipients'>,
  agencyIds: string[],
  sure = true,
): RecipientLine[] {
  const at = content.recipients.findIndex(isAsAbove)
  const kept = sure ? [] : (content.recipients[at]?.agencyIds ?? [])
  const meant = [...new Set([...agencyIds, ...kept])]
  if (at >= 0)
    return content.recipients.map((l, i) => (i === at ? { ...l, agencyIds: meant, channel: 'local' } : l))
  if (agencyIds.length === 0) return content.recipients
  return [{ text: 'Như trên', agencyIds, channel: 'local' }, ...content.recipients]
}

/** "Bưu điện" / "Thư điện tử" may be chosen only where nothing inside the province answers to the name. */
export function needsChannel(line: RecipientLine): boolean {
  return line.text !== '' && line.agencyIds.length === 0 && !isFile(line) && !isAsAbove(line)
}

/** The wire carries a line as it is printed, without dash and closing mark; the note stands in its brackets. */
export function fromWire(line: RecipientLine): RecipientLine {
  const { text, note } = parseTyped(
    line.note ? `${line.text} (${line.note.replace(/^\(|\)$/gu, '')})` : line.text,
  )
  const { agencyIds, channel } = line
  return note === undefined ? { text, agencyIds, channel } : { text, agencyIds, channel, note }
}

export function toWire(line: RecipientLine): RecipientLine {
  return { text: typedForm(line), agencyIds: line.agencyIds, channel: line.channel }
}

/** A repair rewrites lines as text: each finds again the organisations that the same words stood for. */
export function reattach(repaired: RecipientLine[], current: RecipientLine[]): RecipientLine[] {
  return repaired.map(fromWire).map((line) => {
    if (line.agencyIds.length > 0) return line
    const before = current.find((l) => baseText(l.text) === baseText(line.text))
    if (before) return { ...line, agencyIds: before.agencyIds, channel: before.channel }
    return { ...line, channel: isFile(line) ? 'none' : isAsAbove(line) ? 'local' : line.channel }
  })
}
