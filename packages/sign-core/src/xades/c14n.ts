// Canonical XML 1.0 and Exclusive XML Canonicalization 1.0, without comments, of a subtree or of the whole document.
import type { XmlDocument, XmlElement, XmlNode } from './xml.ts'

export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'

export interface CanonicalOptions {
  readonly method: typeof EXCLUSIVE | typeof INCLUSIVE
  /** InclusiveNamespaces PrefixList of the exclusive method. */
  readonly prefixes?: readonly string[]
  /** Left out with all it contains: the signature itself (enveloped transform). */
  readonly without?: XmlElement
}

const escapeText = (text: string): string =>
  text.replace(/[&<>\r]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&#xD;'))

const ATTRIBUTE: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
const escapeAttribute = (text: string): string => text.replace(/[&<"\t\n\r]/g, (c) => ATTRIBUTE[c]!)

const qualified = (prefix: string, local: string): string => (prefix ? `${prefix}:${local}` : local)

/** By code point, as UTF-8 bytes sort (RFC 3076, 2.2). */
const byCode = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Every declaration in force at an element. */
function inScope(element: XmlElement | null): Map<string, string> {
  const scope = new Map<string, string>()
  for (let at = element; at; at = at.parent)
    for (const [prefix, name] of at.declared) if (!scope.has(prefix)) scope.set(prefix, name)
  return scope
}

function wantedPrefixes(element: XmlElement, options: CanonicalOptions): Set<string> {
  if (options.method === INCLUSIVE) return new Set(inScope(element).keys())
  const used = new Set<string>([element.prefix])
  for (const { prefix } of element.attributes) if (prefix && prefix !== 'xml') used.add(prefix)
  const scope = inScope(element)
  for (const prefix of options.prefixes ?? []) {
    const wanted = prefix === '#default' ? '' : prefix
    if (scope.has(wanted)) used.add(wanted)
  }
  return used
}

class Writer {
  private readonly parts: string[] = []
  private readonly options: CanonicalOptions

  constructor(options: CanonicalOptions) {
    this.options = options
  }

  get text(): string {
    return this.parts.join('')
  }

  node(node: XmlNode, rendered: ReadonlyMap<string, string>, apex: boolean): void {
    if (node.kind === 'text') this.parts.push(escapeText(node.value))
    else if (node.kind === 'instruction')
      this.parts.push(`<?${node.target}${node.value ? ` ${node.value.replaceAll('\r', '&#xD;')}` : ''}?>`)
    else if (node.kind === 'element' && node !== this.options.without) this.element(node, rendered, apex)
  }

  private element(element: XmlElement, rendered: ReadonlyMap<string, string>, apex: boolean): void {
    const name = qualified(element.prefix, element.local)
    const scope = inScope(element)
    const now = new Map(rendered)
    const declarations: [string, string][] = []
    for (const prefix of wantedPrefixes(element, this.options)) {
      if (prefix === 'xml') continue
      const value = scope.get(prefix) ?? ''
      const before = rendered.get(prefix)
      // An empty default is written only to take back one that was written above.
      if (before === value || (before === undefined && prefix === '' && value === '')) continue
      now.set(prefix, value)
      declarations.push([prefix, value])
    }
    declarations.sort(([a], [b]) => byCode(a, b))
    this.parts.push(`<${name}`)
    for (const [prefix, value] of declarations)
      this.parts.push(` ${prefix ? `xmlns:${prefix}` : 'xmlns'}="${escapeAttribute(value)}"`)
    for (const item of this.attributes(element, apex))
      this.parts.push(` ${qualified(item.prefix, item.local)}="${escapeAttribute(item.value)}"`)
    this.parts.push('>')
    for (const node of element.children) this.node(node, now, false)
    this.parts.push(`</${name}>`)
  }

  private attributes(element: XmlElement, apex: boolean) {
    const own = [...element.attributes]
    // Canonical XML 1.0, 2.4: xml: attributes of left-out ancestors move to the apex.
    if (apex && this.options.method === INCLUSIVE)
      for (let at = element.parent; at; at = at.parent)
        for (const item of at.attributes)
          if (
            item.prefix === 'xml' &&
            !own.some((other) => other.prefix === 'xml' && other.local === item.local)
          )
            own.push(item)
    return own.sort((a, b) => byCode(a.namespace, b.namespace) || byCode(a.local, b.local))
  }
}

export function canonicalElement(element: XmlElement, options: CanonicalOptions): string {
  const writer = new Writer(options)
  writer.node(element, new Map(), true)
  return writer.text
}

export function canonicalDocument(document: XmlDocument, options: CanonicalOptions): string {
  const instructions = (nodes: readonly XmlNode[]): string[] =>
    nodes
      .filter((node) => node.kind === 'instruction')
      .map((node) => {
        const writer = new Writer(options)
        writer.node(node, new Map(), false)
        return writer.text
      })
  return [
    ...instructions(document.before).map((text) => `${text}\n`),
    canonicalElement(document.root, options),
    ...instructions(document.after).map((text) => `\n${text}`),
  ].join('')
}
