// The axis as a hub: stores, splits per recipient, writes its own hop into each copy, serves pulls. Part of the product.
import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memorySink, readPacket } from '@congvan/edxml'

export interface AxisSystem {
  id: string
  secret: string
}
export interface AxisAgency {
  id: string
  code: string
  name: string
  systemId: string
}
export interface AxisCopy {
  docId: string
  from: string
  to: string
  messageType: 'edoc' | 'status'
  file: string
  status: 'initial' | 'processing' | 'done' | 'fail'
  at: string
  systemId: string
}

/** What may go wrong on purpose; the switches live in packages/lab. */
export interface AxisFaults {
  /** A status to answer instead of doing anything, after whatever delay. */
  beforeCall(call: string): Promise<number | null>
  /** How often a copy is stored: 0 loses it, 2 doubles it. */
  copies(): number
  order<T>(list: T[]): T[]
  rewrite(packet: Buffer): Promise<Buffer>
}

export class AxisError extends Error {
  readonly code: string
  constructor(code: string, vi: string) {
    super(vi)
    this.code = code
  }
}

type Entry = { agency: AxisAgency } | { copy: AxisCopy } | { docId: string; status: AxisCopy['status'] }

export class AxisHub {
  readonly agencies = new Map<string, AxisAgency>()
  readonly copies = new Map<string, AxisCopy>()
  private readonly folder: string
  private readonly name: string
  private readonly now: () => number
  private readonly faults: AxisFaults | null

  constructor(options: { folder: string; name?: string; now: () => number; faults?: AxisFaults | null }) {
    this.folder = options.folder
    this.name = options.name ?? '001.00.20.TT2'
    this.now = options.now
    this.faults = options.faults ?? null
    mkdirSync(join(this.folder, 'packets'), { recursive: true })
    if (existsSync(this.journal))
      for (const line of readFileSync(this.journal, 'utf8').split('\n')) if (line) this.apply(parse(line))
  }

  private get journal(): string {
    return join(this.folder, 'journal.jsonl')
  }
  private apply(entry: Entry | null): void {
    if (!entry) return
    if ('agency' in entry) this.agencies.set(entry.agency.code.toLowerCase(), entry.agency)
    else if ('copy' in entry) this.copies.set(entry.copy.docId, entry.copy)
    else {
      const copy = this.copies.get(entry.docId)
      if (copy) copy.status = entry.status
    }
  }
  private record(entry: Entry): void {
    appendFileSync(this.journal, `${JSON.stringify(entry)}\n`, { flush: true })
    this.apply(entry)
  }

  register(systemId: string, code: string, name: string): void {
    const known = this.agencies.get(code.toLowerCase())
    if (known && known.systemId !== systemId) throw new AxisError('19', 'Đơn vị đã đăng ký ở hệ thống khác')
    this.record({ agency: { id: known?.id ?? randomUUID(), code, name, systemId } })
  }

  async send(
    systemId: string,
    parameters: { from: string; messageType: 'edoc' | 'status'; to: string[] },
    packet: Buffer,
  ): Promise<string> {
    if (this.agencies.get(parameters.from.toLowerCase())?.systemId !== systemId)
      throw new AxisError('19', 'Đơn vị gửi chưa đăng ký')
    const read = await readPacket(packet, memorySink())
    if (!read.ok) throw new AxisError('22', `Sai định dạng edXML: ${read.error.vi}`)
    if (read.packet.from.code.toLowerCase() !== parameters.from.toLowerCase())
      throw new AxisError('19', 'Bên gửi trong gói tin khác với bên gửi của lời gọi')
    const named =
      read.packet.kind === 'document'
        ? read.packet.to.map((organ) => organ.code)
        : read.packet.responseFor.map((row) => row.organId)
    const codes = parameters.to.length ? parameters.to : named
    const recipients = codes.flatMap((code) => this.agencies.get(code.toLowerCase()) ?? [])
    if (recipients.length === 0) throw new AxisError('18', 'Đơn vị nhận không tồn tại')
    const marked = this.faults ? await this.faults.rewrite(this.withHop(packet)) : this.withHop(packet)
    const file = createHash('sha256').update(marked).digest('hex')
    writeFileSync(join(this.folder, 'packets', file), marked, { flush: true })
    for (const recipient of recipients)
      for (let i = 0; i < (this.faults?.copies() ?? 1); i++)
        this.record({
          copy: {
            docId: randomUUID(),
            from: parameters.from,
            to: recipient.code,
            messageType: parameters.messageType,
            file,
            status: 'initial',
            at: new Date(this.now()).toISOString(),
            systemId: recipient.systemId,
          },
        })
    return randomUUID()
  }

  /** Our hop goes behind the last one; the rest of the packet keeps its bytes. */
  private withHop(packet: Buffer): Buffer {
    const end = '</edXML:TraceHeader>'
    const at = packet.lastIndexOf(end)
    if (at < 0) return packet
    const local = new Date(this.now() + 7 * 3_600_000).toISOString()
    const stamp = `${local.slice(0, 10).replaceAll('-', '/')} ${local.slice(11, 19)}`
    const hop = `<edXML:TraceHeader><edXML:OrganId>${this.name}</edXML:OrganId><edXML:Timestamp>${stamp}</edXML:Timestamp></edXML:TraceHeader>`
    const cut = at + end.length
    return Buffer.concat([packet.subarray(0, cut), Buffer.from(hop), packet.subarray(cut)])
  }

  waiting(systemId: string, messageType: string): AxisCopy[] {
    const list = [...this.copies.values()].filter(
      (copy) =>
        copy.systemId === systemId &&
        copy.messageType === messageType &&
        (copy.status === 'initial' || copy.status === 'processing'),
    )
    return this.faults ? this.faults.order(list) : list
  }
  packet(systemId: string, docId: string): Buffer {
    const copy = this.copies.get(docId)
    if (copy?.systemId !== systemId) throw new AxisError('10', 'Không có gói tin này')
    return readFileSync(join(this.folder, 'packets', copy.file))
  }
  confirm(systemId: string, docId: string, status: AxisCopy['status']): void {
    if (this.copies.get(docId)?.systemId !== systemId) throw new AxisError('10', 'Không có gói tin này')
    this.record({ docId, status })
  }
}

/** A line cut by a power loss is no entry. */
function parse(line: string): Entry | null {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return null
  }
}
