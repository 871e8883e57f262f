// @congvan/reader/node: files and bytes → fields. Disk, child processes and workers live in this folder only.
import { readFile } from 'node:fs/promises'
import { BadArchive, pagesOfDocx } from '../docx.ts'
import { decodeText, type Media, sniff } from '../media.ts'
import type { Page, Reading } from '../page-model.ts'
import { BrokenFile, NotReadable, PasswordProtected, readPdfText } from '../pdf-text.ts'
import { pagesOfText } from '../plain-text.ts'
import { isCertain, readDocument, unreadable } from '../read-document.ts'
import { pageNeedsOcr, quickPageQuality } from '../text-layer.ts'
import { closeOcr } from './ocr.ts'
import { scanImage, scanPdf } from './scan.ts'

export { type PageTexts, readPageTexts } from './page-texts.ts'
export { type Stack, stackOf } from './separators.ts'

export type OcrMode = 'auto' | 'never' | 'always'

export interface ReadOptions {
  ocr?: OcrMode
  mediaType?: string
  /** Where tesseract and pdftoppm are looked for (PATH); the process's own when absent. */
  env?: Record<string, string | undefined>
}

export interface FileReading extends Reading {
  file: string
  /** Nothing could be read: the reason stands in warnings. */
  unreadable: boolean
  /** Why nobody could open it, for callers that must refuse: absent when the file opens. */
  problem?: 'password' | 'broken'
}

/** A file larger than this is not a letter; the server refuses it earlier. */
const MAX_BYTES = 300 * 1024 * 1024

export async function readFileFields(
  source: string | Uint8Array,
  options: ReadOptions = {},
): Promise<FileReading> {
  const file = typeof source === 'string' ? source : ''
  try {
    const bytes = typeof source === 'string' ? new Uint8Array(await readFile(source)) : source
    if (bytes.length === 0) throw new NotReadable('Tệp rỗng.')
    if (bytes.length > MAX_BYTES) throw new NotReadable('Tệp quá lớn.')
    const reading = await readBytes(bytes, sniff(bytes, options.mediaType ?? file), options)
    return { ...reading, file, unreadable: blank(reading) }
  } catch (error) {
    const problem =
      error instanceof PasswordProtected ? 'password' : error instanceof BrokenFile ? 'broken' : null
    return { ...unreadable(0, reasonOf(error)), file, unreadable: true, ...(problem ? { problem } : {}) }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof PasswordProtected || error instanceof NotReadable || error instanceof BadArchive)
    return error.message
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'Không có tệp này.'
  if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EISDIR'))
    return 'Không mở được tệp này.'
  throw error
}

async function readBytes(bytes: Uint8Array, media: Media, options: ReadOptions): Promise<Reading> {
  const ocr = options.ocr ?? 'auto'
  switch (media) {
    case 'pdf':
      return readPdf(bytes, ocr, options)
    case 'docx':
      return readDocument(pagesOfDocx(bytes))
    case 'text':
      return readDocument(pagesOfText(decodeText(bytes) ?? ''))
    case 'png':
    case 'jpeg':
    case 'tiff':
      if (ocr === 'never') throw new NotReadable('Tệp ảnh chỉ đọc được khi cho phép nhận dạng chữ.')
      return readDocument(await scanImage(bytes, media, options.env))
    case 'heic':
      throw new NotReadable('Ảnh HEIC chưa đọc được: hãy lưu lại thành JPEG hoặc PNG.')
    case 'doc':
      throw new NotReadable('Tệp DOC đời cũ chưa đọc được: hãy lưu lại thành DOCX hoặc PDF.')
    case 'unknown':
      throw new NotReadable('Không nhận ra loại tệp.')
  }
}

async function readPdf(bytes: Uint8Array, ocr: OcrMode, options: ReadOptions): Promise<Reading> {
  const text = await readPdfText(bytes)
  const total = { pages: text.total }
  if (ocr === 'never') return { ...readDocument(text.pages), ...total }
  const poor = text.pages.filter((p) => ocr === 'always' || pageNeedsOcr(p)).map((p) => p.number)
  if (poor.length > 0) {
    const pages = await scanPdf(bytes, text.pages, poor, options.env)
    return { ...readDocument(pages), ...total }
  }
  const reading = readDocument(text.pages)
  // Digits that are only pictures in the widgets: the text is there, the number is not.
  if (reading.fields.number === null || reading.fields.issuedOn === null)
    return { ...(await fillFromPicture(bytes, text.pages, reading, options)), ...total }
  return { ...reading, ...total }
}

/** One look at the picture of the head, for what the text layer left open; the text layer stays the master. */
async function fillFromPicture(
  bytes: Uint8Array,
  pages: readonly Page[],
  reading: Reading,
  options: ReadOptions,
): Promise<Reading> {
  const first = reading.evidence.symbol?.page ?? reading.evidence.issuer?.page
  if (first === undefined || quickPageQuality(pages) < 0.5) return reading
  const seen = readDocument(await scanPdf(bytes, pages, [first], options.env, 'head'))
  const merged: Reading = {
    ...reading,
    fields: { ...reading.fields },
    confidence: { ...reading.confidence },
    evidence: { ...reading.evidence },
    warnings: [...reading.warnings],
  }
  for (const name of ['number', 'issuedOn'] as const) {
    if (reading.fields[name] !== null || seen.fields[name] === null) continue
    if (name === 'number' && reading.fields.symbol !== null && seen.fields.symbol !== reading.fields.symbol)
      continue
    merged.fields[name] = seen.fields[name]
    merged.confidence[name] = Math.min(0.9, seen.confidence[name] ?? 0.5)
    const evidence = seen.evidence[name]
    if (evidence) merged.evidence[name] = evidence
    const open = name === 'number' ? /chưa có số/ : /chưa ghi đủ ngày/
    merged.warnings = merged.warnings.filter((w) => !open.test(w))
  }
  return merged
}

const blank = (reading: Reading): boolean =>
  Object.values(reading.fields).every((v) => v === null || (Array.isArray(v) && v.length === 0))

/** 0 read, 1 read with doubt, 4 unreadable (issue 5). */
export function certaintyOf(reading: FileReading): 0 | 1 | 4 {
  if (reading.unreadable) return 4
  return isCertain(reading) && reading.warnings.length === 0 ? 0 : 1
}

export async function closeReader(): Promise<void> {
  await closeOcr()
}
