// A DER reader (X.690) that keeps the exact bytes of every element: signatures are computed over bytes, so
// nothing is ever re-encoded to be verified. BER indefinite lengths are read too, because old CMS files use them.

export class DerError extends Error {}

export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  teletexString: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  visibleString: 26,
  universalString: 28,
  bmpString: 30,
} as const

export interface DerNode {
  /** 0 universal, 1 application, 2 context, 3 private. */
  readonly cls: number
  readonly tag: number
  readonly constructed: boolean
  readonly raw: Uint8Array
  readonly content: Uint8Array
}

const MAX_DEPTH = 64

function readLength(bytes: Uint8Array, at: number): { length: number; next: number } {
  const first = bytes[at]
  if (first === undefined) throw new DerError('length missing')
  if (first < 0x80) return { length: first, next: at + 1 }
  if (first === 0x80) return { length: -1, next: at + 1 }
  const count = first & 0x7f
  if (count > 4 || at + 1 + count > bytes.length) throw new DerError('length out of range')
  let length = 0
  for (let i = 1; i <= count; i++) length = length * 256 + bytes[at + i]!
  return { length, next: at + 1 + count }
}

function endOfIndefinite(bytes: Uint8Array, start: number, depth: number): number {
  let at = start
  while (at + 2 <= bytes.length) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at
    at += readNode(bytes, at, depth + 1).raw.length
  }
  throw new DerError('end-of-contents missing')
}

/** Reads one element that starts at `offset`; what follows it is left alone. */
export function readNode(bytes: Uint8Array, offset = 0, depth = 0): DerNode {
  if (depth > MAX_DEPTH) throw new DerError('nested too deep')
  const first = bytes[offset]
  if (first === undefined) throw new DerError('element missing')
  let tag = first & 0x1f
  let at = offset + 1
  if (tag === 0x1f) {
    tag = 0
    for (let more = true; more; at++) {
      const byte = bytes[at]
      if (byte === undefined || tag > 0xffffff) throw new DerError('tag out of range')
      tag = tag * 128 + (byte & 0x7f)
      more = (byte & 0x80) !== 0
    }
  }
  const constructed = (first & 0x20) !== 0
  const { length, next } = readLength(bytes, at)
  if (length === -1) {
    if (!constructed) throw new DerError('indefinite length of a primitive')
    const end = endOfIndefinite(bytes, next, depth)
    return {
      cls: first >> 6,
      tag,
      constructed,
      raw: bytes.subarray(offset, end + 2),
      content: bytes.subarray(next, end),
    }
  }
  const end = next + length
  if (end > bytes.length) throw new DerError('element longer than its container')
  return {
    cls: first >> 6,
    tag,
    constructed,
    raw: bytes.subarray(offset, end),
    content: bytes.subarray(next, end),
  }
}

/** Reads an element that must be all of `bytes`. */
export function parseDer(bytes: Uint8Array): DerNode {
  const node = readNode(bytes)
  if (node.raw.length !== bytes.length) throw new DerError('bytes after the element')
  return node
}

export function childrenOf(node: DerNode): DerNode[] {
  if (!node.constructed) throw new DerError('primitive where a constructed element is expected')
  const nodes: DerNode[] = []
  for (let at = 0; at < node.content.length; ) {
    const child = readNode(node.content, at)
    nodes.push(child)
    at += child.raw.length
  }
  return nodes
}

export function isUniversal(node: DerNode | undefined, tag: number): boolean {
  return node !== undefined && node.cls === 0 && node.tag === tag
}

export function isContext(node: DerNode | undefined, tag: number): boolean {
  return node !== undefined && node.cls === 2 && node.tag === tag
}

/** A cursor over the members of a SEQUENCE or SET. */
export class Members {
  private at = 0
  private readonly nodes: DerNode[]

  constructor(nodes: DerNode[]) {
    this.nodes = nodes
  }

  get done(): boolean {
    return this.at >= this.nodes.length
  }

  peek(): DerNode | undefined {
    return this.nodes[this.at]
  }

  take(): DerNode {
    const node = this.nodes[this.at++]
    if (!node) throw new DerError('member missing')
    return node
  }

  takeUniversal(tag: number): DerNode {
    const node = this.take()
    if (!isUniversal(node, tag)) throw new DerError(`universal tag ${tag} expected`)
    return node
  }

  ifUniversal(...tags: number[]): DerNode | undefined {
    const node = this.peek()
    return node && tags.some((tag) => isUniversal(node, tag)) ? this.take() : undefined
  }

  ifContext(tag: number): DerNode | undefined {
    return isContext(this.peek(), tag) ? this.take() : undefined
  }

  rest(): DerNode[] {
    const left = this.nodes.slice(this.at)
    this.at = this.nodes.length
    return left
  }
}

export function membersOf(node: DerNode, tag: number = TAG.sequence): Members {
  if (!isUniversal(node, tag)) throw new DerError(`universal tag ${tag} expected`)
  return new Members(childrenOf(node))
}

/** For context-tagged containers, explicit or implicit. */
export function insideOf(node: DerNode): Members {
  return new Members(childrenOf(node))
}
