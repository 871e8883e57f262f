// A small XML reader for signed packets: namespaces, exact text, and nothing that reaches outside the document.
// A DOCTYPE is refused (no entities to expand, no default attributes that would change what was signed).

export class XmlError extends Error {}

export interface XmlAttribute {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly value: string
}

export interface XmlElement {
  readonly kind: 'element'
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  /** Declarations written on this element: prefix ('' for the default) to name. */
  readonly declared: ReadonlyMap<string, string>
  readonly children: XmlNode[]
  readonly parent: XmlElement | null
  /** Offsets in the text, from `<` to after the closing `>`; `inner` is where the end tag begins. */
  readonly start: number
  end: number
  inner: number
}

export type XmlNode =
  | XmlElement
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'comment'; readonly value: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly value: string }

export interface XmlDocument {
  readonly text: string
  readonly root: XmlElement
  readonly before: readonly XmlNode[]
  readonly after: readonly XmlNode[]
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const NAME = /[\p{L}_][\p{L}\p{N}\p{M}._\-·]*(?::[\p{L}_][\p{L}\p{N}\p{M}._\-·]*)?/uy
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const MAX_DEPTH = 200

class Parser {
  private at = 0
  private readonly text: string

  constructor(text: string) {
    // XML 1.0, 2.11: one line end.
    this.text = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '')
  }

  run(): XmlDocument {
    const before: XmlNode[] = []
    const after: XmlNode[] = []
    this.declaration()
    this.misc(before)
    const root = this.element(null, 0)
    this.misc(after)
    if (this.at < this.text.length) throw this.fail('text after the root element')
    return { text: this.text, root, before, after }
  }

  private fail(message: string): XmlError {
    return new XmlError(`${message} at ${this.at}`)
  }

  private starts(word: string): boolean {
    return this.text.startsWith(word, this.at)
  }

  private until(word: string): string {
    const end = this.text.indexOf(word, this.at)
    if (end < 0) throw this.fail(`${word} missing`)
    const found = this.text.slice(this.at, end)
    this.at = end + word.length
    return found
  }

  private space(): boolean {
    const from = this.at
    while (' \t\n'.includes(this.text[this.at] ?? 'x')) this.at++
    return this.at > from
  }

  private declaration(): void {
    if (!/^<\?xml[ \t\n]/.test(this.text)) return
    const said = this.until('?>')
    const encoding = /encoding\s*=\s*["']([^"']+)/.exec(said)?.[1]
    if (encoding && !/^utf-?8$/i.test(encoding)) throw this.fail('only UTF-8 is signed here')
  }

  private misc(into: XmlNode[]): void {
    for (;;) {
      this.space()
      if (this.starts('<!--')) into.push(this.comment())
      else if (this.starts('<?')) into.push(this.instruction())
      else if (this.starts('<!')) throw this.fail('DOCTYPE is refused')
      else return
    }
  }

  private comment(): XmlNode {
    this.at += 4
    const value = this.until('-->')
    if (value.includes('--')) throw this.fail('-- inside a comment')
    return { kind: 'comment', value }
  }

  private instruction(): XmlNode {
    this.at += 2
    const said = this.until('?>')
    const [, target = '', value = ''] = /^(\S+)\s*([\s\S]*)$/.exec(said) ?? []
    if (/^xml$/i.test(target)) throw this.fail('second XML declaration')
    return { kind: 'instruction', target, value }
  }

  private name(): { prefix: string; local: string } {
    NAME.lastIndex = this.at
    const found = NAME.exec(this.text)?.[0]
    if (!found) throw this.fail('name expected')
    this.at += found.length
    const colon = found.indexOf(':')
    return colon < 0
      ? { prefix: '', local: found }
      : { prefix: found.slice(0, colon), local: found.slice(colon + 1) }
  }

  private expand(raw: string, attribute: boolean): string {
    const spaced = attribute ? raw.replace(/[\t\n]/g, ' ') : raw
    return spaced.replace(/&([^;&]*)(;?)/g, (_, name: string, closed: string) => {
      const known = ENTITIES[name]
      if (known !== undefined && closed) return known
      const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name)
      const code = digits ? Number.parseInt(digits[1] ?? digits[2]!, digits[1] ? 16 : 10) : -1
      const allowed =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
      if (!closed || !allowed) throw this.fail('unknown entity')
      return String.fromCodePoint(code)
    })
  }

  private rawAttributes(): { prefix: string; local: string; value: string }[] {
    const found: { prefix: string; local: string; value: string }[] = []
    for (;;) {
      const spaced = this.space()
      if (this.starts('>') || this.starts('/>')) return found
      if (!spaced) throw this.fail('space expected')
      const name = this.name()
      this.space()
      if (this.text[this.at++] !== '=') throw this.fail('= expected')
      this.space()
      const quote = this.text[this.at++]
      if (quote !== '"' && quote !== "'") throw this.fail('quote expected')
      const raw = this.until(quote)
      if (raw.includes('<')) throw this.fail('< in an attribute')
      found.push({ ...name, value: this.expand(raw, true) })
    }
  }

  private element(parent: XmlElement | null, depth: number): XmlElement {
    if (depth > MAX_DEPTH) throw this.fail('nested too deep')
    const start = this.at
    if (this.text[this.at++] !== '<') throw this.fail('< expected')
    const { prefix, local } = this.name()
    const raw = this.rawAttributes()
    const declared = new Map<string, string>()
    for (const item of raw) {
      const declares =
        item.prefix === 'xmlns' ? item.local : item.prefix === '' && item.local === 'xmlns' ? '' : null
      if (declares === null) continue
      if (declared.has(declares) || (declares !== '' && item.value === '')) throw this.fail('bad declaration')
      declared.set(declares, item.value)
    }
    const scope = { declared, parent }
    const attributes = raw
      .filter((item) => item.prefix !== 'xmlns' && !(item.prefix === '' && item.local === 'xmlns'))
      .map((item) => ({ ...item, namespace: item.prefix ? this.resolve(scope, item.prefix) : '' }))
    const seen = new Set(attributes.map((item) => `${item.namespace} ${item.local}`))
    if (seen.size !== attributes.length) throw this.fail('attribute twice')
    const namespace = this.resolve(scope, prefix)
    const element: XmlElement = {
      kind: 'element',
      prefix,
      local,
      namespace,
      attributes,
      declared,
      children: [],
      parent,
      start,
      end: 0,
      inner: 0,
    }
    if (this.starts('/>')) {
      this.at += 2
      element.inner = this.at
      element.end = this.at
      return element
    }
    this.at++
    this.content(element, depth)
    return element
  }

  private resolve(
    scope: { declared: ReadonlyMap<string, string>; parent: XmlElement | null },
    prefix: string,
  ): string {
    if (prefix === 'xml') return XML_NAMESPACE
    for (let at: typeof scope | null = scope; at; at = at.parent) {
      const found = at.declared.get(prefix)
      if (found !== undefined) return found
    }
    if (prefix === '') return ''
    throw this.fail(`prefix ${prefix} not declared`)
  }

  private content(element: XmlElement, depth: number): void {
    const { children } = element
    let text = ''
    const flush = (): void => {
      if (text) children.push({ kind: 'text', value: text })
      text = ''
    }
    for (;;) {
      const next = this.text.indexOf('<', this.at)
      if (next < 0) throw this.fail('end tag missing')
      const raw = this.text.slice(this.at, next)
      if (raw.includes(']]>')) throw this.fail(']]> in text')
      text += this.expand(raw, false)
      this.at = next
      if (this.starts('<![CDATA[')) {
        this.at += 9
        text += this.until(']]>')
        continue
      }
      flush()
      if (this.starts('</')) break
      if (this.starts('<!--')) children.push(this.comment())
      else if (this.starts('<?')) children.push(this.instruction())
      else children.push(this.element(element, depth + 1))
    }
    element.inner = this.at
    this.at += 2
    const { prefix, local } = this.name()
    this.space()
    if (prefix !== element.prefix || local !== element.local || this.text[this.at++] !== '>')
      throw this.fail('end tag does not match')
    element.end = this.at
  }
}

export function parseXml(text: string): XmlDocument {
  return new Parser(text).run()
}

export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) if (child.kind === 'element') yield* descendants(child)
}

export function childElements(element: XmlElement, local?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement =>
      child.kind === 'element' && (local === undefined || child.local === local),
  )
}

export function child(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let current = element
  for (const local of path) current = current ? childElements(current, local)[0] : undefined
  return current
}

export function textIn(element: XmlElement | undefined): string {
  if (!element) return ''
  return element.children
    .map((node) => (node.kind === 'text' ? node.value : node.kind === 'element' ? textIn(node) : ''))
    .join('')
}

export function attribute(element: XmlElement | undefined, local: string): string | null {
  return element?.attributes.find((item) => item.local === local && item.namespace === '')?.value ?? null
}
