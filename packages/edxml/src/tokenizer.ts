// Packet bytes → nodes and attachment bytes. Structure goes through saxes piece by piece, each piece
// ending at a `>`; when a piece opens ContentTransferEncoded, the bytes up to its end tag are passed
// to the base64 decoder instead, so that memory does not grow with the attachments.

import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { AttachmentText } from './attachment-text.ts'
import type { Limits } from './limits.ts'
import { canonicalName, KNOWN_NAMESPACES, OLD_NAMESPACES, ROOT_NAMES, splitName } from './names.ts'
import { EdxmlError, type Warnings } from './problems.ts'
import { concat } from './source.ts'
import type { Node } from './tree.ts'

const GREATER = 0x3e
const CONTENT = 'ContentTransferEncoded'
const MOST_ATTRIBUTES = 64
const LONGEST_WAIT = 64 << 10
const BARE_AMPERSAND = /&(?=\s)/

export interface PartEvents {
  /** A new attachment's content begins; returns its index. */
  begin(): number
  text(base64: Uint8Array): void
  end(): void
}

export class Tokenizer {
  root: Node | undefined
  private readonly parser = new SaxesParser({ xmlns: false, position: true })
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  private readonly stack: Node[] = []
  private readonly prefixes: ReadonlySet<string>[] = [new Set(['xml', 'xmlns'])]
  private pending: Uint8Array = new Uint8Array(0)
  private text: AttachmentText | undefined
  private structureBytes = 0
  private elements = 0
  private lines = 0
  private skipping = 0
  private closed = false
  private inCdata = false
  private readonly limits: Limits
  private readonly warnings: Warnings
  private readonly parts: PartEvents

  constructor(limits: Limits, warnings: Warnings, parts: PartEvents) {
    this.limits = limits
    this.warnings = warnings
    this.parts = parts
    this.parser.on('opentag', (tag) => this.open(tag))
    this.parser.on('closetag', () => this.close())
    this.parser.on('text', (text) => this.characters(text))
    this.parser.on('cdata', (text) => this.characters(text))
    this.parser.on('doctype', () => this.refuse(new EdxmlError('dtd')))
    this.parser.on('error', (error) => this.complain(error.message))
  }

  push(bytes: Uint8Array): void {
    let buffer = this.pending.length > 0 ? concat([this.pending, bytes]) : bytes
    while (buffer.length > 0) {
      const used = this.text ? this.feedText(this.text, buffer) : this.feedStructure(buffer)
      buffer = buffer.subarray(used)
      if (used === 0) break
    }
    this.pending = buffer.slice()
  }

  end(): Node {
    if (this.pending.length > 0) this.write(this.pending)
    if (!this.root && this.pending.length === 0 && this.structureBytes === 0) throw new EdxmlError('empty')
    if (!this.closed) throw new EdxmlError(this.root ? 'truncated' : 'not-xml', '', this.line)
    this.parser.close()
    return this.root as Node
  }

  get line(): number {
    return this.parser.line + this.lines
  }

  private feedStructure(buffer: Uint8Array): number {
    const at = buffer.indexOf(GREATER)
    // What has no end yet waits for it, so that no reference is cut in two; a piece without end is taken as it is.
    if (at < 0 && buffer.length < LONGEST_WAIT) return 0
    return this.write(at < 0 ? buffer : buffer.subarray(0, at + 1))
  }

  private write(piece: Uint8Array): number {
    this.structureBytes += piece.length
    if (this.structureBytes > this.limits.structureBytes) this.refuse(new EdxmlError('too-big'))
    const text = this.decoder.decode(piece, { stream: true })
    if (text.includes('\uFFFD')) this.warnings.add('text-damaged')
    this.parser.write(this.escaped(text))
    return piece.length
  }

  /** Packets put together from strings leave "A & B" as it was typed: outside CDATA it can mean only itself. */
  private escaped(text: string): string {
    const verbatim = this.inCdata
    const opened = text.lastIndexOf('<![CDATA[')
    this.inCdata = opened >= 0 ? !text.includes(']]>', opened) : verbatim && !text.endsWith(']]>')
    if (verbatim || opened >= 0 || !BARE_AMPERSAND.test(text)) return text
    this.warnings.add('bare-ampersand')
    return text.replace(/&(?=\s)/g, '&amp;')
  }

  private feedText(text: AttachmentText, buffer: Uint8Array): number {
    const step = text.push(buffer)
    this.lines += countLines(buffer.subarray(0, step.used))
    if (!step.finished) return step.used
    this.text = undefined
    // The end tag is structure again; at least one byte is used, so the loop always moves on.
    return step.used + this.feedStructure(buffer.subarray(step.used))
  }

  private open(tag: SaxesTagPlain): void {
    if (++this.elements > this.limits.elements) this.refuse(new EdxmlError('too-complex'))
    if (this.prefixes.length > this.limits.depth) this.refuse(new EdxmlError('too-complex'))
    const { prefix, local } = splitName(tag.name)
    this.checkPrefixes(tag, prefix)
    const { name, respelt } = canonicalName(local)
    if (this.skipping > 0 || name === 'Signature' || name === 'DigitalSignature') this.skipping++
    if (this.skipping > 1) return
    if (respelt) this.warnings.add('name-spelling', `${local} → ${name}`)
    const parent = this.stack.at(-1)
    if (!parent && !ROOT_NAMES.has(name)) this.refuse(new EdxmlError('not-edxml', local.slice(0, 60)))
    if (parent?.name === CONTENT && parent.part !== undefined)
      this.refuse(new EdxmlError('malformed', CONTENT))
    const node: Node = { name, text: '', children: [], attributes: tag.attributes, line: this.line }
    this.checkPlace(name, parent)
    if (parent) parent.children.push(node)
    else this.root = node
    this.stack.push(node)
    if (name === CONTENT && parent?.name === 'Attachment') this.beginPart(node, parent, tag.isSelfClosing)
  }

  private checkPlace(name: string, parent: Node | undefined): void {
    const inEnvelope = name === 'AttachmentEncoded' && this.stack.length > 1
    const inHeader = (name === 'TraceHeaderList' || name === 'Bussiness') && parent?.name === 'MessageHeader'
    if (inEnvelope || inHeader) this.warnings.add('element-misplaced', name)
  }

  private beginPart(node: Node, parent: Node, empty: boolean): void {
    if (parent.part !== undefined) this.refuse(new EdxmlError('two-meanings', CONTENT))
    parent.part = this.parts.begin()
    node.part = parent.part
    if (!empty) this.text = new AttachmentText((bytes) => this.parts.text(bytes))
  }

  private close(): void {
    this.prefixes.pop()
    if (this.skipping > 0) this.skipping--
    if (this.skipping > 0) return
    const node = this.stack.pop()
    if (node?.name === CONTENT && node.part !== undefined) this.parts.end()
    if (this.stack.length === 0) this.closed = true
  }

  private characters(text: string): void {
    const node = this.stack.at(-1)
    if (!node || this.skipping > 0) return
    // Only text after a processing instruction inside the content comes this way.
    if (node.part !== undefined) this.parts.text(new TextEncoder().encode(text))
    else node.text += text
  }

  private checkPrefixes(tag: SaxesTagPlain, prefix: string): void {
    const attributes = Object.entries(tag.attributes)
    if (attributes.length > MOST_ATTRIBUTES) this.refuse(new EdxmlError('too-complex'))
    const declared: string[] = []
    for (const [name, value] of attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
      declared.push(name.slice(6))
      if (!KNOWN_NAMESPACES.has(value)) this.warnings.add('unknown-namespace', value)
      if (OLD_NAMESPACES.has(value)) this.warnings.add('old-form')
    }
    const outer = this.prefixes.at(-1) as ReadonlySet<string>
    const scope = declared.length > 0 ? new Set([...outer, ...declared]) : outer
    for (const name of [prefix, ...attributes.map(([key]) => splitName(key).prefix)]) {
      if (name && !scope.has(name)) this.warnings.add('undeclared-prefix', name)
    }
    this.prefixes.push(scope)
  }

  private complain(message: string): void {
    // Characters XML forbids are dropped from the values; every other mistake ends the reading.
    if (this.closed && /disallowed character\.$|text data outside|unexpected end/.test(message)) {
      this.warnings.add('bytes-after-xml')
      return
    }
    if (/(^|: )disallowed character\.$/.test(message)) {
      this.warnings.add('control-characters')
      return
    }
    const said = message.replace(/^\d+:\d+: /, '')
    this.refuse(new EdxmlError(/undefined entity|entity name/.test(said) ? 'entity' : 'malformed', said))
  }

  private refuse(error: EdxmlError): never {
    error.line ??= this.line
    throw error
  }
}

function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}
