// The one way in: bytes → packet, or the reason why not. A sink's own failure (a full disk) is not the
// packet's fault and is thrown.

import { readAttachments } from './attachments.ts'
import { Utf8Head } from './encoding.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import type { Packet } from './model.ts'
import { EdxmlError, type ReadError, type Warning, Warnings } from './problems.ts'
import { readDocument } from './read-document.ts'
import { readStatus } from './read-status.ts'
import { type ByteSource, type PacketInput, stepsOf } from './source.ts'
import { type PacketSink, PartSpooler } from './spool.ts'
import { Tokenizer } from './tokenizer.ts'
import { childrenOf, findAll, type Node } from './tree.ts'

export type ReadResult =
  | {
      ok: true
      packet: Packet
      /** Same order as `packet.attachments`; null when the packet lists a file it does not carry. */
      contents: (ByteSource | null)[]
      repaired: boolean
      warnings: Warning[]
    }
  | { ok: false; error: ReadError }

export async function readPacket(
  input: PacketInput,
  sink: PacketSink,
  limits: Partial<Limits> = {},
): Promise<ReadResult> {
  const caps = { ...DEFAULT_LIMITS, ...limits }
  const warnings = new Warnings()
  const spooler = new PartSpooler(caps, sink, () => {
    throw new EdxmlError('too-many-parts', 'Attachment')
  })
  try {
    const root = await tokenize(input, spooler, caps, warnings)
    const header = findHeader(root)
    remarkSignature(root, warnings)
    if (childrenOf(header, 'StatusCode').length > 0) return await status(root, header, spooler, warnings)
    const packet = readDocument(root, header, caps, warnings)
    const received = await readAttachments(root, spooler.results, { limits: caps, warnings, sink })
    packet.attachments = received.map((attachment) => attachment.facts)
    return {
      ok: true,
      packet,
      contents: received.map((attachment) => attachment.content),
      repaired: warnings.repaired,
      warnings: warnings.list,
    }
  } catch (error) {
    await spooler.discard()
    if (error instanceof EdxmlError) return { ok: false, error: error.toReadError() }
    throw error
  }
}

async function tokenize(
  input: PacketInput,
  spooler: PartSpooler,
  caps: Limits,
  warnings: Warnings,
): Promise<Node> {
  const head = new Utf8Head(caps, warnings)
  const tokenizer = new Tokenizer(caps, warnings, spooler)
  let total = 0
  for await (const step of stepsOf(input)) {
    total += step.length
    if (total > caps.packetBytes) throw new EdxmlError('too-big', `> ${caps.packetBytes} byte`)
    tokenizer.push(head.push(step))
    await spooler.flush()
  }
  tokenizer.push(head.end())
  const root = tokenizer.end()
  await spooler.flush()
  return root
}

function findHeader(root: Node): Node {
  const [header, ...more] = findAll(root, 'MessageHeader')
  if (!header) throw new EdxmlError('no-header')
  if (more.length > 0) throw new EdxmlError('two-meanings', 'MessageHeader', more[0]?.line)
  return header
}

async function status(
  root: Node,
  header: Node,
  spooler: PartSpooler,
  warnings: Warnings,
): Promise<ReadResult> {
  // A packet that is a status to one reader and a document to another has two meanings.
  const document = ['Bussiness', 'Reference', 'Attachment'].find((name) => findAll(root, name).length > 0)
  if (document) throw new EdxmlError('two-meanings', `StatusCode, ${document}`, header.line)
  await spooler.discard()
  const packet = readStatus(header, warnings)
  return { ok: true, packet, contents: [], repaired: warnings.repaired, warnings: warnings.list }
}

function remarkSignature(root: Node, warnings: Warnings): void {
  if (findAll(root, 'Signature').length > 0 || findAll(root, 'DigitalSignature').length > 0) {
    warnings.add('signature-not-checked')
  }
}
