// What a test needs to stand before its own sentence begins.

import { createHash } from 'node:crypto'
import type { DraftContent, IncomingFields } from '@congvan/contract'
import { newId } from '../../../server/src/kernel/id.ts'
import type { Province } from '../province.ts'
import { postOf } from './people.ts'

export const FIELDS: IncomingFields = {
  issuerName: 'Bộ Nông nghiệp và Phát triển nông thôn',
  number: '8126',
  symbol: 'BNN-TT',
  issuedOn: '2021-12-17',
  typeName: 'Công văn',
  subject: 'V/v chủ động phòng, chống xâm nhập mặn',
  signerName: 'Lê Quốc Doanh',
  signerTitle: 'Thứ trưởng',
  urgency: 0,
  dueOn: null,
  secrecyMark: null,
}

let counter = 0

/** A paper on the clerk's table, or one further along: `await province.arrival().registered()`. */
export class Arrivals {
  private readonly province: Province
  private readonly clerk: string
  private fields: Partial<IncomingFields> = {}
  private file: Uint8Array | null = null

  constructor(province: Province, clerk: string) {
    this.province = province
    this.clerk = clerk
    this.fields = { number: String(1000 + ++counter) }
  }
  with(fields: Partial<IncomingFields>): this {
    this.fields = { ...this.fields, ...fields }
    return this
  }
  withFile(bytes: Uint8Array): this {
    this.file = bytes
    return this
  }
  all(): IncomingFields {
    return { ...FIELDS, ...this.fields }
  }

  async captured(): Promise<string> {
    const clerk = await this.province.desk(this.clerk)
    const documentId = newId()
    const uploadIds = this.file ? [await putUpload(this.province, this.clerk, this.file)] : []
    await clerk.does('intake.capture', {
      documentId,
      uploadIds,
      fields: this.all(),
      paperOnly: uploadIds.length === 0,
    })
    return documentId
  }
  async registered(): Promise<string> {
    const documentId = await this.captured()
    const clerk = await this.province.desk(this.clerk)
    await clerk.does('intake.register', {
      documentId,
      bookId: this.province.book(postOf(this.clerk).agency, 'incoming'),
      fields: this.all(),
      acceptDuplicate: true,
    })
    return documentId
  }
  async submitted(): Promise<string> {
    const documentId = await this.registered()
    await (await this.province.desk(this.clerk)).does('tasks.submit', { documentId })
    return documentId
  }
  /** Before the leader, with the chief's proposal. */
  async proposed(): Promise<string> {
    const documentId = await this.submitted()
    const chief = await this.province.desk('chánh văn phòng')
    await chief.does('tasks.propose', {
      assignmentId: await chief.part(documentId, 'propose'),
      leaderPositionId: this.province.position('chủ tịch'),
      text: 'Kính trình Chủ tịch',
      targets: [{ role: 'lead', unitId: this.province.unit('tỉnh', 'kinh tế') }],
      dueOn: null,
    })
    return documentId
  }
  /** With the leader's line, waiting for the clerk's hand-over. */
  async instructed(): Promise<string> {
    const documentId = await this.proposed()
    const leader = await this.province.desk('chủ tịch')
    await leader.does('tasks.instruct', {
      assignmentId: await leader.part(documentId, 'direct'),
      text: 'Phòng Kinh tế chủ trì',
      targets: [
        { role: 'lead', unitId: this.province.unit('tỉnh', 'kinh tế') },
        { role: 'collaborate', unitId: this.province.unit('tỉnh', 'nội chính') },
        { role: 'informed', positionId: this.province.position('phó chủ tịch') },
      ],
      dueOn: '2021-12-24',
    })
    return documentId
  }
  async handedOver(): Promise<string> {
    const documentId = await this.instructed()
    const clerk = await this.province.desk(this.clerk)
    await clerk.does('tasks.hand-over', { assignmentId: await clerk.part(documentId, 'hand-over') })
    return documentId
  }
  /** On the officer's desk. */
  async assigned(): Promise<string> {
    const documentId = await this.handedOver()
    const head = await this.province.desk('trưởng phòng kinh tế')
    await head.does('tasks.assign', {
      assignmentId: await head.part(documentId, 'lead'),
      positionId: this.province.position('chuyên viên'),
      text: 'Đ/c Năm tham mưu',
      dueOn: null,
    })
    return documentId
  }
}

/** An upload in the spool, as the upload route leaves it, without the reader's time. */
export async function putUpload(
  province: Province,
  nick: string,
  bytes: Uint8Array,
  filename = 'van-ban.pdf',
): Promise<string> {
  const actor = await province.actor(nick)
  const id = newId()
  await province.services.spool.put(id, bytes)
  await province.runner.store(actor, (tx) =>
    tx.run(
      `insert into platform.upload (id, agency_id, person_id, filename, media_type, bytes, sha256) values ($1, $2, $3, $4, 'application/pdf', $5, $6)`,
      [
        id,
        actor.acting.agencyId,
        actor.personId,
        filename,
        bytes.length,
        createHash('sha256').update(bytes).digest('hex'),
      ],
    ),
  )
  return id
}

/** An outgoing letter: `await province.draft().to('xã').readyToSign()`. */
export class Drafts {
  private readonly province: Province
  private readonly by: string
  private type = ''
  private addressees: string[] = []
  private replyTo: string | null = null
  private change: Partial<DraftContent> = {}

  constructor(province: Province, by: string) {
    this.province = province
    this.by = by
  }
  ofType(code: string): this {
    this.type = code
    return this
  }
  to(...agencies: string[]): this {
    this.addressees = agencies
    return this
  }
  replyingTo(documentId: string): this {
    this.replyTo = documentId
    return this
  }
  with(change: Partial<DraftContent>): this {
    this.change = change
    return this
  }

  async created(): Promise<string> {
    const desk = await this.province.desk(this.by)
    const documentId = newId()
    await desk.does('drafting.create', {
      documentId,
      typeCode: this.type,
      ...(this.replyTo ? { replyToDocumentId: this.replyTo } : {}),
    })
    return documentId
  }
  async saved(): Promise<string> {
    const documentId = await this.created()
    const desk = await this.province.desk(this.by)
    const view = await desk.asks('drafting.get', { documentId })
    await desk.does('drafting.save', {
      documentId,
      version: view.version,
      content: this.contentFrom(view.content),
    })
    return documentId
  }
  private contentFrom(start: DraftContent): DraftContent {
    const unit = start.unitSymbol
    const lines = this.addressees.map((nick) => ({
      text: `- ${nick};`,
      agencyIds: [this.province.agency(nick)],
      channel: 'local' as const,
    }))
    const letter = ['', 'CV', 'TTr', 'BC'].includes(this.type)
    return {
      ...start,
      subject: start.subject || 'chủ động phòng, chống hạn mặn mùa khô 2021 - 2022',
      addressees: letter
        ? start.addressees.length
          ? start.addressees
          : ['Các cơ quan có tên ở nơi nhận']
        : [],
      body: `${start.body}Đề nghị các cơ quan chủ động trữ nước ngọt, vận hành cống theo lịch triều và báo cáo kết quả trước ngày 24 tháng 12 năm 2021./.`,
      recipients: [
        ...(this.replyTo
          ? start.recipients.slice(0, 1)
          : letter
            ? [
                {
                  text: '- Như trên;',
                  agencyIds: lines.flatMap((l) => l.agencyIds),
                  channel: 'local' as const,
                },
              ]
            : lines),
        start.regime === 'party'
          ? { text: 'Lưu Văn phòng.', agencyIds: [], channel: 'none' as const }
          : { text: `- Lưu: VT, ${unit}.`, agencyIds: [], channel: 'none' as const },
      ],
      ...this.change,
    }
  }
  async submitted(): Promise<string> {
    const documentId = await this.saved()
    const desk = await this.province.desk(this.by)
    const view = await desk.asks('drafting.get', { documentId })
    await desk.does('drafting.submit', { documentId, version: view.version })
    return documentId
  }
  /** Both checks of Art 12 stand and the page is made. */
  async readyToSign(): Promise<string> {
    const documentId = await this.submitted()
    const desk = await this.province.desk(this.by)
    for (const [check, nick] of [
      ['content', 'trưởng phòng kinh tế'],
      ['format', 'chánh văn phòng'],
    ] as const) {
      if (!(await this.open(documentId, check))) continue
      await (await this.province.desk(nick)).does('drafting.initial', { documentId, check })
    }
    await this.province.settle()
    const [row] = await this.province.rows<{ state: string }>(
      'select state from documents.document where id = $1 and agency_id = $2',
      [documentId, desk.agencyId],
    )
    if (row?.state !== 'awaiting-signature') throw new Error(`not ready to sign: ${row?.state}`)
    return documentId
  }
  private async open(documentId: string, check: string): Promise<boolean> {
    const rows = await this.province.rows(
      `select 1 from drafting.review where document_id = $1 and check_kind = $2 and state = 'open'`,
      [documentId, check],
    )
    return rows.length > 0
  }
  async signed(): Promise<string> {
    const documentId = await this.readyToSign()
    const [result] = await (await this.province.desk(SIGNER[postOf(this.by).agency]!)).signs(documentId)
    if (!result?.ok) throw new Error(`not signed: ${result?.problem?.vi}`)
    return documentId
  }
  async issued(send = true): Promise<string> {
    const documentId = await this.signed()
    const result = await (await this.province.desk(CLERK[postOf(this.by).agency]!)).issues(documentId, send)
    if (!result.ok) throw new Error(`not issued: ${result.problem?.vi}`)
    return documentId
  }
}

export const SIGNER: Record<string, string> = {
  tỉnh: 'chủ tịch',
  xã: 'chủ tịch xã',
  sở: 'giám đốc sở',
  'tỉnh ủy': 'bí thư',
}
export const CLERK: Record<string, string> = {
  tỉnh: 'văn thư tỉnh',
  xã: 'văn thư xã',
  sở: 'văn thư sở',
  'tỉnh ủy': 'văn thư tỉnh ủy',
}
