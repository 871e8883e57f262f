import { CreateDraft, type DraftContent } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import { command, type Scope } from '../../platform/command.ts'
import {
  components,
  type DocumentRow,
  documents,
  printNumberSymbol,
  relations,
  typeNameOf,
} from '../documents/index.ts'
import { type AgencyCard, findAgency, findPost, listMandates } from '../organisations/index.ts'
import { signerOptions } from './mandate.ts'
import { insertDraft, insertVersion } from './store/drafts.ts'

/** Soạn thảo: a draft from the type's template; an answer already knows whom it answers and cites it. */
export const createDraft = command({
  name: 'drafting.create',
  input: CreateDraft,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const agency = (await findAgency(tx, agencyId))!
    const typeName = typeNameOf(agency.layout_regime, input.typeCode)
    if (!typeName) throw new DomainError('invalid', 'drafting.unknown-type', {}, 'typeCode')
    const answered = input.replyToDocumentId
      ? await documents.findDocument(tx, agencyId, input.replyToDocumentId)
      : null
    if (input.replyToDocumentId && !answered) throw new DomainError('not-found', 'documents.not-found')
    const content = await startingContent(scope, agency, input.typeCode, typeName, answered)
    await documents.insertDocument(tx, {
      agency_id: agencyId,
      id: input.documentId,
      direction: 'outgoing',
      state: 'draft',
      regime: agency.layout_regime,
      type_code: input.typeCode,
      type_name: typeName,
      subject: content.subject || `${typeName} chưa có trích yếu`,
      issuer_name: agency.name,
      issuer_agency_id: agencyId,
      place_name: agency.place_name,
      created_at: now.toString(),
      verdict: 'unsigned',
      urgency: content.urgency as 0,
    })
    if (answered) {
      await relations.insertRelation(tx, {
        agency_id: agencyId,
        id: newId(),
        document_id: input.documentId,
        kind: 'replies-to',
        target_id: answered.id,
        number_symbol: printNumberSymbol(answered.number, answered.symbol, answered.regime) ?? '',
        subject: answered.subject,
        issued_on: answered.issued_on,
      })
    }
    if (input.uploadId) await takeUpload(scope, input.documentId, input.uploadId)
    await insertDraft(tx, {
      agencyId,
      documentId: input.documentId,
      drafterPositionId: actor.acting.positionId,
      content,
      uploaded: input.uploadId !== undefined,
    })
    await insertVersion(tx, {
      agencyId,
      documentId: input.documentId,
      version: 0,
      content,
      now: now.toString(),
      positionId: actor.acting.positionId,
      reason: answered
        ? `Bản đầu, trả lời ${printNumberSymbol(answered.number, answered.symbol, answered.regime) ?? answered.type_name}`
        : 'Bản đầu theo mẫu',
    })
    emit({
      name: 'drafting.created',
      subjectId: input.documentId,
      payload: { typeCode: input.typeCode, repliesTo: input.replyToDocumentId ?? null },
    })
    touch('drafts')
    return { documentId: input.documentId }
  },
})

async function startingContent(
  scope: Scope,
  agency: AgencyCard,
  typeCode: string,
  typeName: string,
  answered: DocumentRow | null,
): Promise<DraftContent> {
  const { tx, actor, now } = scope
  const post = await findPost(tx, agency.id, actor.acting.positionId)
  const unitSymbol = post?.unit_abbreviation ?? 'VP'
  const signer = signerOptions(await listMandates(tx, agency.id, isoDay(now)), typeCode)[0]
  const letter = typeCode === '' || typeCode === 'CV'
  const upward = letter || typeCode === 'TTr' || typeCode === 'BC'
  const party = agency.layout_regime === 'party'
  const citation =
    answered &&
    `${answered.type_name} số ${printNumberSymbol(answered.number, answered.symbol, answered.regime) ?? '…'} ngày ${printDay(answered.issued_on)} của ${answered.issuer_name}`
  const to = answered
    ? [
        {
          text: '- Như trên;',
          agencyIds: answered.issuer_agency_id ? [answered.issuer_agency_id] : [],
          channel: 'local' as const,
        },
      ]
    : []
  return {
    regime: agency.layout_regime,
    typeCode,
    subject: answered ? answered.subject.replace(/^V\/v\s*/i, '') : '',
    addressees: answered && upward ? [answered.issuer_name] : [],
    grounds: typeCode === 'QĐ' && answered ? [`Căn cứ ${citation};`] : [],
    body: answered
      ? `Thực hiện ${citation} về việc ${answered.subject.replace(/^V\/v\s*/i, '')}, ${agency.name} ${typeName === 'Báo cáo' ? 'báo cáo' : 'có ý kiến'} như sau:\n`
      : '',
    recipients: [
      ...to,
      { text: party ? `Lưu Văn phòng.` : `- Lưu: VT, ${unitSymbol}.`, agencyIds: [], channel: 'none' },
    ],
    urgency: answered?.urgency ?? 0,
    unitSymbol,
    signerPositionId: signer?.positionId ?? null,
    mandateId: signer?.mandateId ?? null,
    drafterMark: '',
    invitation: typeCode === 'GM' ? { time: '', place: agency.place_name, participants: '' } : null,
  }
}

/** Moves an upload out of the spool: ordinal 1 is the document itself, the others are annexes. */
export async function takeUpload(
  scope: Scope,
  documentId: string,
  uploadId: string,
  ordinal = 1,
): Promise<void> {
  const { tx, actor, services } = scope
  const upload = await tx.one<{ filename: string; media_type: string }>(
    `update platform.upload set state = 'taken' where agency_id = $1 and id = $2 and state = 'waiting' returning filename, media_type`,
    [actor.acting.agencyId, uploadId],
  )
  const bytes = upload && (await services.spool.get(uploadId))
  if (!upload || !bytes) throw new DomainError('not-found', 'drafting.upload-gone', {}, 'file')
  if (ordinal > 1 && upload.media_type !== 'application/pdf')
    throw new DomainError('invalid', 'drafting.not-pdf', {}, 'file')
  const blob = await services.blobs.put(bytes, { underKey: true })
  await components.putComponent(tx, {
    agency_id: actor.acting.agencyId,
    document_id: documentId,
    ordinal,
    role: ordinal === 1 ? 'main' : 'annex',
    filename: upload.filename,
    media_type: upload.media_type,
    bytes: blob.bytes,
    sha256: blob.sha256,
    verdict: 'unsigned',
  })
}
