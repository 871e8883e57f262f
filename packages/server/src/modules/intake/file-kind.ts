import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'

export type MediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'image/png'
  | 'image/jpeg'
  | 'image/tiff'

const WORDS: Record<MediaType, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'image/png': 'ảnh PNG',
  'image/jpeg': 'ảnh JPEG',
  'image/tiff': 'ảnh TIFF',
}
const BY_EXTENSION: Record<string, MediaType> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
}

/** A name that can be shown, stored and sent: no folders, no control characters, never empty. */
export function safeFilename(name: string): string {
  const last =
    cleanLine(name)
      .split(/[/\\]/)
      .map((part) => part.trim())
      .filter((part) => part && part !== '..' && part !== '.')
      .pop() ?? ''
  return last.replace(/[<>:"|?*]/g, '_').slice(-180) || 'van-ban.pdf'
}

function sniff(bytes: Uint8Array): MediaType | 'zip' | 'heic' | null {
  const at = (offset: number, text: string) =>
    [...text].every((c, i) => bytes[offset + i] === c.charCodeAt(0))
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return 'application/pdf'
  if (at(0, '\x89PNG')) return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (at(0, 'II*\0') || at(0, 'MM\0*')) return 'image/tiff'
  if (at(0, 'PK\x03\x04')) return 'zip'
  // ISO 23008-12: a file type box whose brands say still pictures in HEVC
  if (at(4, 'ftyp') && /hei[cfx]|mif1|hevc/.test(head.slice(8, 24))) return 'heic'
  return null
}

const MOST_UNZIPPED = 200 * 1024 * 1024

/** Sizes said by the ZIP's own central directory: a bomb is refused before anything is unpacked. */
function unzippedSize(bytes: Buffer): { total: number; isDocx: boolean } {
  let total = 0
  let isDocx = false
  for (
    let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    at >= 0 && at + 46 < bytes.length;
    at = bytes.indexOf('PK\x01\x02', at + 46, 'latin1')
  ) {
    total += bytes.readUInt32LE(at + 24)
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString('utf8')
    if (name === 'word/document.xml') isDocx = true
  }
  return { total, isDocx }
}

/** What the bytes are, whatever the name says; a refusal names the file and the remedy. */
export function checkFile(filename: string, bytes: Buffer): MediaType {
  const name = filename
  if (bytes.length === 0) throw new DomainError('invalid', 'intake.empty-file', { name }, 'file')
  const said = BY_EXTENSION[name.toLowerCase().split('.').pop() ?? '']
  const found = sniff(bytes)
  if (found === 'zip') {
    const { total, isDocx } = unzippedSize(bytes)
    if (total > MOST_UNZIPPED || total > bytes.length * 400)
      throw new DomainError('invalid', 'intake.zip-bomb', { name }, 'file')
    if (isDocx) return BY_EXTENSION.docx!
    throw said
      ? new DomainError(
          'invalid',
          'intake.not-what-it-says',
          { name, expected: WORDS[said], found: 'tệp nén' },
          'file',
        )
      : new DomainError('invalid', 'intake.unsupported', { name }, 'file')
  }
  if (found === 'heic') throw new DomainError('invalid', 'intake.heic', { name }, 'file')
  if (!found) {
    if (said)
      throw new DomainError(
        'invalid',
        'intake.not-what-it-says',
        { name, expected: WORDS[said], found: 'dữ liệu khác' },
        'file',
      )
    throw new DomainError('invalid', 'intake.unsupported', { name }, 'file')
  }
  if (said && said !== found)
    throw new DomainError(
      'invalid',
      'intake.not-what-it-says',
      { name, expected: WORDS[said], found: WORDS[found] },
      'file',
    )
  return found
}
