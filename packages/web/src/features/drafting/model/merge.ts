// Two people changed one draft: what can be joined is joined, the rest is shown side by side. Nothing is dropped.
import type { DraftContent } from '@congvan/contract'

export type DraftField = keyof DraftContent

export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

export function changedFields(from: DraftContent, to: DraftContent): DraftField[] {
  return (Object.keys(to) as DraftField[]).filter((f) => !sameValue(from[f], to[f]))
}

export interface Merge {
  /** Both sides' changes; where both touched a field, mine stands until somebody chooses. */
  merged: DraftContent
  conflicts: DraftField[]
}

export function mergeDrafts(base: DraftContent, mine: DraftContent, theirs: DraftContent): Merge {
  const myFields = changedFields(base, mine)
  const conflicts = myFields.filter((f) => !sameValue(base[f], theirs[f]) && !sameValue(mine[f], theirs[f]))
  const merged = { ...theirs }
  for (const f of myFields) Object.assign(merged, { [f]: mine[f] })
  return { merged, conflicts }
}

/** The field as lines a person can compare. */
export function linesOf(content: DraftContent, field: DraftField): string[] {
  const value = content[field]
  if (field === 'recipients')
    return content.recipients.map((r) => (r.note ? `${r.text} (${r.note})` : r.text))
  if (Array.isArray(value)) return value.map(String)
  if (field === 'invitation') return content.invitation ? Object.values(content.invitation) : []
  return String(value ?? '').split('\n')
}

/** Takes one field from the other version. */
export function take(content: DraftContent, from: DraftContent, field: DraftField): DraftContent {
  return { ...content, [field]: from[field] }
}

/** Every text in NFC, blank lines of lists dropped: what goes on the wire. */
export function tidy(content: DraftContent): DraftContent {
  const text = (s: string) => s.normalize('NFC')
  const line = (s: string) => text(s).replace(/\s+/gu, ' ').trim()
  return {
    ...content,
    subject: line(content.subject),
    addressees: content.addressees.map(line).filter((s) => s !== ''),
    grounds: content.grounds.map(line).filter((s) => s !== ''),
    body: text(content.body).replace(/[ \t]+$/gmu, ''),
    recipients: content.recipients.map((r) => ({ ...r, text: line(r.text) })).filter((r) => r.text !== ''),
    drafterMark: line(content.drafterMark),
  }
}
