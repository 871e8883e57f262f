// Manifest and spooled parts → attachments: which content belongs to which reference, whether the
// content is a wrapper, and whether it is whole.

import { safeFileName } from './file-name.ts'
import type { Limits } from './limits.ts'
import { extensionOf, mediaTypeOf } from './media.ts'
import type { AttachmentFacts } from './model.ts'
import { EdxmlError, type Warnings } from './problems.ts'
import type { ByteSource } from './source.ts'
import { Measure, type PacketSink, type SpooledPart } from './spool.ts'
import { childrenOf, findAll, type Node } from './tree.ts'
import { cleanText } from './values.ts'
import { extractEntry, looksLikeZip, readDirectory, type ZipDirectory, type ZipEntry } from './zip-read.ts'

const UUID_FILE = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\.[a-z0-9]{1,10}$/i
const ZIP_TYPES = /^(application\/(x-)?zip(-compressed)?|multipart\/x-zip)$/i
const BINARY_HEAD = /^(application\/(pdf|zip|vnd|msword|x-ole|x-7z)|image\/)/

export interface ReceivedAttachment {
  facts: AttachmentFacts
  /** Null when the packet lists the file but does not carry it. */
  content: ByteSource | null
}

interface Labels {
  contentId: string
  name: string
  description: string
  declared: string
}

interface Slot {
  labels: Labels
  part: SpooledPart | undefined
}

export interface AttachmentContext {
  limits: Limits
  warnings: Warnings
  sink: PacketSink
}

export async function readAttachments(
  root: Node,
  parts: readonly SpooledPart[],
  context: AttachmentContext,
): Promise<ReceivedAttachment[]> {
  const slots = matchSlots(root, parts, context)
  const received: ReceivedAttachment[] = []
  for (const [index, slot] of slots.entries()) received.push(await receive(index, slot, context))
  return received
}

/** By ContentId without `cid:`; what is left over is paired in order. */
function matchSlots(
  root: Node,
  parts: readonly SpooledPart[],
  { limits, warnings }: AttachmentContext,
): Slot[] {
  const references = findAll(root, 'edXMLManifest').flatMap((node) => childrenOf(node, 'Reference'))
  const contents = findAll(root, 'Attachment').map((node) => ({ node, used: false }))
  if (Math.max(references.length, contents.length) > limits.attachments)
    throw new EdxmlError('too-many-parts', 'Reference')
  const slots = references.map((reference) => ({ reference, content: undefined as Node | undefined }))
  for (const slot of slots) {
    const id = contentId(slot.reference)
    const found = id ? contents.find((content) => !content.used && contentId(content.node) === id) : undefined
    if (!found) continue
    found.used = true
    slot.content = found.node
  }
  for (const slot of slots) {
    const next = slot.content ? undefined : contents.find((content) => !content.used)
    if (!next) continue
    next.used = true
    slot.content = next.node
    warnings.add('attachment-by-order', contentId(slot.reference) || contentId(next.node))
  }
  const unlisted = contents.filter((content) => !content.used)
  for (const content of unlisted) warnings.add('attachment-unlisted', contentId(content.node))
  return [
    ...slots.map(({ reference, content }) =>
      slotOf(content ? [content, reference] : [reference], content, parts, warnings),
    ),
    ...unlisted.map(({ node }) => slotOf([node], node, parts, warnings)),
  ]
}

function slotOf(
  nodes: Node[],
  content: Node | undefined,
  parts: readonly SpooledPart[],
  warnings: Warnings,
): Slot {
  const first = (name: string): string =>
    nodes
      .map((node) => cleanText(childrenOf(node, name)[0]?.text ?? '', warnings, name))
      .find((text) => text) ?? ''
  return {
    labels: {
      contentId: nodes.map(contentId).find((id) => id) ?? '',
      name: first('AttachmentName'),
      description: first('Description'),
      declared: first('ContentType') || first('MimeType'),
    },
    part: content?.part === undefined ? undefined : parts[content.part],
  }
}

function contentId(node: Node): string {
  const href = Object.entries(node.attributes).find(([name]) => /(^|:)href$/.test(name))?.[1] ?? ''
  return (childrenOf(node, 'ContentId')[0]?.text.trim() || href.trim()).replace(/^cid:/i, '')
}

async function receive(
  index: number,
  { labels, part }: Slot,
  context: AttachmentContext,
): Promise<ReceivedAttachment> {
  const { warnings } = context
  if (!part) {
    warnings.add('attachment-missing', labels.name || labels.contentId)
    const facts = factsOf(labels, nameOf(labels.name, index, '', warnings), new Measure())
    return { facts: { ...facts, mediaType: labels.declared, damaged: true }, content: null }
  }
  const label = labels.name || `${index + 1}`
  if (part.notBase64) warnings.add('attachment-not-base64', label)
  if (part.tooBig) warnings.add('attachment-too-big', label)
  if (part.variant) warnings.add('base64-variant', label)
  if (part.bytes === 0 && !part.notBase64) warnings.add('attachment-empty', label)
  const broken = part.notBase64 || part.tooBig || part.bytes === 0
  const isZip = looksLikeZip(part.head)
  const directory = isZip && !broken ? await readDirectory(part.content) : null
  const entry = directory ? wrapperEntry(directory, labels) : null
  const inner = entry ? await unwrap(index, part.content, entry, labels, context) : null
  if (entry && typeof inner !== 'string' && inner) return opened(index, labels, entry, inner, warnings)
  const name = nameOf(labels.name, index, '', warnings)
  const mediaType = mediaTypeOf(part.head, name, directory?.entries.map((e) => e.name) ?? [])
  const damaged =
    broken || (isZip && !directory) || inner === 'failed' || (part.transcoded && BINARY_HEAD.test(mediaType))
  if (damaged && !broken) warnings.add('attachment-damaged', label)
  remarkType(labels, mediaType, warnings)
  const facts = { ...factsOf(labels, name, null), bytes: part.bytes, sha256: part.sha256, mediaType, damaged }
  return { facts, content: part.content }
}

interface Opened {
  content: ByteSource
  measure: Measure
}

function opened(
  index: number,
  labels: Labels,
  entry: ZipEntry,
  inner: Opened,
  warnings: Warnings,
): ReceivedAttachment {
  const name = nameOf(labels.name, index, extensionOf(entry.name), warnings)
  const mediaType = mediaTypeOf(inner.measure.head, name, [])
  const wanted = extensionOf(name)
  if (wanted && extensionOf(entry.name) !== wanted)
    warnings.add('attachment-extension', `${name} ≠ ${entry.name}`)
  if (!ZIP_TYPES.test(labels.declared))
    warnings.add('attachment-type-wrong', `${labels.declared || '?'}: ${name}`)
  const damaged = inner.measure.transcoded && BINARY_HEAD.test(mediaType)
  if (damaged) warnings.add('attachment-damaged', name)
  const facts = { ...factsOf(labels, name, inner.measure), mediaType, wrapped: true, damaged }
  return { facts, content: inner.content }
}

/**
 * A ZIP is a wrapper only when it holds exactly one entry and the entry is named as the kit names it, or
 * the label says ZIP while the file's own name does not; so real .zip and office files stay whole.
 */
export function wrapperEntry(
  directory: ZipDirectory,
  labels: { name: string; declared: string },
): ZipEntry | null {
  const [entry] = directory.entries
  if (directory.count !== 1 || !entry || entry.encrypted || (entry.method !== 0 && entry.method !== 8))
    return null
  if (UUID_FILE.test(entry.name)) return entry
  return ZIP_TYPES.test(labels.declared) && !/\.zip$/i.test(labels.name) && labels.name !== '' ? entry : null
}

async function unwrap(
  index: number,
  content: ByteSource,
  entry: ZipEntry,
  labels: Labels,
  { limits, sink, warnings }: AttachmentContext,
): Promise<Opened | 'failed'> {
  const spool = await sink.open({ index, form: 'unwrapped' })
  const measure = new Measure()
  const failure = await extractEntry(
    content,
    entry,
    { bytes: limits.attachmentBytes, ratio: limits.zipRatio },
    (bytes) => {
      measure.update(bytes)
      return spool.write(bytes)
    },
  )
  if (!failure) return { content: await spool.end(), measure }
  await spool.discard()
  if (failure === 'bomb') warnings.add('attachment-bomb', labels.name)
  return 'failed'
}

function factsOf(labels: Labels, name: string, measure: Measure | null): AttachmentFacts {
  return {
    contentId: labels.contentId,
    name,
    description: labels.description,
    mediaType: '',
    bytes: measure?.bytes ?? 0,
    sha256: measure?.digest() ?? '',
    wrapped: false,
    damaged: false,
  }
}

function nameOf(raw: string, index: number, extension: string, warnings: Warnings): string {
  const safe = safeFileName(raw, `tep-${index + 1}${extension ? `.${extension}` : ''}`)
  if (safe !== raw) warnings.add('attachment-name', raw ? `${raw} → ${safe}` : safe)
  return safe
}

function remarkType({ declared, name }: Labels, mediaType: string, warnings: Warnings): void {
  const same =
    declared.toLowerCase() === mediaType || declared === '' || /octet-stream|force-download/i.test(declared)
  if (!same && mediaType !== 'application/octet-stream')
    warnings.add('attachment-type-wrong', `${declared}: ${name}`)
}
