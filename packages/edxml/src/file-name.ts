// A name from a stranger, made safe to write to a disk: no path, no control or direction marks, no
// names that mean a device, at most 180 bytes, its extension kept.

import { boundMarks } from './values.ts'

const LONGEST = 180
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

export function safeFileName(raw: string, fallback: string): string {
  const last = boundMarks(raw).normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\ufffe\uffff]/gu, '')
    .toWellFormed()
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (!plain) return fallback
  return shorten(DEVICES.test(plain) ? `_${plain}` : plain)
}

function shorten(name: string): string {
  const encoder = new TextEncoder()
  if (encoder.encode(name).length <= LONGEST) return name
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  const stem = [...name.slice(0, name.length - extension.length)]
  while (encoder.encode(stem.join('') + extension).length > LONGEST) stem.pop()
  return stem.join('').trimEnd() + extension
}

/** Adds ` (2)`, ` (3)` … before the extension until nobody has the name; case does not tell names apart. */
export function uniqueFileName(name: string, taken: Set<string>): string {
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  const stem = name.slice(0, name.length - extension.length)
  let candidate = name
  for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${stem} (${n})${extension}`
  taken.add(candidate.toLowerCase())
  return candidate
}
