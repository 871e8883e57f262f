// What a file is: by its content, then by its name, never by the label alone (deviation 6).

const OFFICE: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

const TEXT: Record<string, string> = {
  txt: 'text/plain',
  csv: 'text/csv',
  xml: 'application/xml',
  html: 'text/html',
  htm: 'text/html',
  json: 'application/json',
}

const MAGIC: readonly [readonly number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'application/pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x47, 0x49, 0x46, 0x38], 'image/gif'],
  [[0x49, 0x49, 0x2a, 0x00], 'image/tiff'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'image/tiff'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'application/rtf'],
  [[0x52, 0x61, 0x72, 0x21], 'application/vnd.rar'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'application/x-7z-compressed'],
]

export const OCTETS = 'application/octet-stream'

export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** @param entries names inside, when the content is a ZIP archive */
export function mediaTypeOf(head: Uint8Array, name: string, entries: readonly string[]): string {
  const extension = extensionOf(name)
  if (head[0] === 0x50 && head[1] === 0x4b) return zipKind(extension, entries)
  const found = MAGIC.find(([magic]) => magic.every((byte, i) => head[i] === byte))
  if (found) return found[1]
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11)
    return OFFICE[extension] ?? 'application/x-ole-storage'
  if (head.length > 0 && isText(head)) return TEXT[extension] ?? 'text/plain'
  return OCTETS
}

function zipKind(extension: string, entries: readonly string[]): string {
  if (entries.some((name) => name.startsWith('word/'))) return OFFICE.docx as string
  if (entries.some((name) => name.startsWith('xl/'))) return OFFICE.xlsx as string
  if (entries.some((name) => name.startsWith('ppt/'))) return OFFICE.pptx as string
  if (entries.includes('mimetype') && OFFICE[extension]) return OFFICE[extension] as string
  return 'application/zip'
}

/** The head may end inside a character, so the last three bytes are allowed to be incomplete. */
function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
