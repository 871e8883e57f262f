// The small rest of a packet – everything but attachment text – as plain nodes.

import { EdxmlError, type Warnings } from './problems.ts'

export interface Node {
  /** Local name in the standard's spelling. */
  name: string
  text: string
  children: Node[]
  attributes: Record<string, string>
  line: number
  /** Set on an Attachment: which spooled part holds its content. */
  part?: number
}

export function childrenOf(node: Node | undefined, name: string): Node[] {
  return node ? node.children.filter((child) => child.name === name) : []
}

/**
 * The one child of that name. A second one with the same content is dropped with a remark; with other
 * content the packet has two meanings, and whoever reads the other one would act differently: refuse.
 */
export function only(node: Node | undefined, name: string, warnings: Warnings): Node | undefined {
  const [first, ...more] = childrenOf(node, name)
  for (const other of more) {
    if (!sameContent(first as Node, other)) throw new EdxmlError('two-meanings', name, other.line)
    warnings.add('element-repeated', name)
  }
  return first
}

export function sameContent(a: Node, b: Node): boolean {
  return (
    a.name === b.name &&
    a.part === undefined &&
    b.part === undefined &&
    a.text.trim() === b.text.trim() &&
    a.children.length === b.children.length &&
    a.children.every((child, i) => sameContent(child, b.children[i] as Node))
  )
}

export function findAll(root: Node, name: string, into: Node[] = []): Node[] {
  if (root.name === name) into.push(root)
  for (const child of root.children) findAll(child, name, into)
  return into
}

/** The one element of that name anywhere in the packet. */
export function onlyAnywhere(root: Node, name: string, warnings: Warnings): Node | undefined {
  const found = findAll(root, name)
  return only({ ...root, children: found }, name, warnings)
}
