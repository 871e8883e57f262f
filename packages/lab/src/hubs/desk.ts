// What stands behind every provincial hub double: agencies, packets laid out for each recipient, and what may go wrong.
import { randomUUID } from 'node:crypto'
import { memorySink, readPacket } from '@congvan/edxml'
import { type AxisSwitches, axisFaults, noFaults } from '../axis/faults.ts'

export type HubKind = 'edoc' | 'status'
export interface HubCopy {
  docId: string
  to: string
  kind: HubKind
  bytes: Buffer
  state: 'initial' | 'done' | 'fail'
}
export interface HubSwitches extends AxisSwitches {
  /** Shares of calls: a proxy's page instead of an answer; the line cut in the middle of an answer; done, then 502. */
  page: number
  cut: number
  late: number
  /** This code answers every sending. */
  answer: string | null
}
export const noHubFaults = (): HubSwitches => ({ ...noFaults(), page: 0, cut: 0, late: 0, answer: null })

/** A refusal in the hub's own words. */
export class HubRefusal extends Error {
  readonly code: string
  constructor(code: string, vi: string) {
    super(vi)
    this.code = code
  }
}

export const REFUSALS: Record<string, string> = {
  '10': 'File không hợp lệ',
  '15': 'Sai SystemId/SecretKey',
  '18': 'Đơn vị nhận không tồn tại',
  '19': 'Đơn vị gửi chưa đăng ký',
  '20': 'Lỗi hệ thống',
  '21': 'Lỗi xử lý file',
  '22': 'Sai định dạng edXML',
  '23': 'Đơn vị nhận đã khóa',
}

export class HubDesk {
  readonly agencies = new Map<string, { code: string; name: string; secret: string; locked: boolean }>()
  readonly copies = new Map<string, HubCopy>()
  readonly documents = new Set<string>()
  readonly switches: HubSwitches
  readonly faults: ReturnType<typeof axisFaults>

  constructor(switches: HubSwitches = noHubFaults(), seed = 1) {
    this.switches = switches
    this.faults = axisFaults(switches, seed)
  }

  enrol(code: string, name: string, secret: string): void {
    this.agencies.set(code.toLowerCase(), { code, name, secret, locked: false })
  }
  agency(code: string) {
    return this.agencies.get(code.toLowerCase()) ?? null
  }

  async send(from: string, kind: HubKind, packet: Buffer, to: string[] = []): Promise<string> {
    if (this.switches.answer) throw new HubRefusal(this.switches.answer, REFUSALS[this.switches.answer] ?? '')
    const read = await readPacket(packet, memorySink())
    if (!read.ok) throw new HubRefusal('22', REFUSALS['22']!)
    if (!this.agency(from) || read.packet.from.code.toLowerCase() !== from.toLowerCase())
      throw new HubRefusal('19', REFUSALS['19']!)
    const named =
      read.packet.kind === 'document'
        ? read.packet.to.map((organ) => organ.code)
        : read.packet.responseFor.map((row) => row.organId)
    const found = (to.length ? to : named).flatMap((code) => this.agency(code) ?? [])
    if (found.length === 0) throw new HubRefusal('18', REFUSALS['18']!)
    if (found.some(({ locked }) => locked)) throw new HubRefusal('23', REFUSALS['23']!)
    const bytes = await this.faults.rewrite(packet)
    for (const { code } of found)
      for (let i = 0; i < this.faults.copies(); i++) {
        const copy: HubCopy = { docId: randomUUID(), to: code, kind, bytes, state: 'initial' }
        this.copies.set(copy.docId, copy)
      }
    if (read.packet.kind === 'document') this.documents.add(read.packet.documentId)
    return randomUUID()
  }
  waiting(code: string, kind: HubKind): HubCopy[] {
    const list = [...this.copies.values()].filter(
      (copy) =>
        copy.to.toLowerCase() === code.toLowerCase() && copy.kind === kind && copy.state === 'initial',
    )
    return this.faults.order(list)
  }
  copy(code: string, docId: string): HubCopy {
    const found = this.copies.get(docId)
    if (found?.to.toLowerCase() !== code.toLowerCase()) throw new HubRefusal('10', REFUSALS['10']!)
    return found
  }
}
