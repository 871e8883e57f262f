// "Đưa vào Tiếp nhận": a letter and its attachments become one arrival; the letter stays where it is, marked as read.
import type { CaptureArrival, IncomingFields, UploadReceipt } from '@congvan/contract'
import { type ParsedMail, simpleParser } from 'mailparser'
import { DomainError } from '../../kernel/domain-error.ts'
import { derivedId, newId } from '../../kernel/id.ts'
import { cleanLine, cleanText } from '../../kernel/text.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { takeUploadFile } from '../intake/index.ts'
import { clerk } from '../registers/index.ts'
import { boxOf, mayEnter } from './boxes.ts'
import { letterDocx } from './letter-docx.ts'
import { type Connection, connectionOf, type Letter } from './letters.ts'
import { openImap } from './server.ts'

export interface TakenLetter {
  documentId: string
  /** Attachments that are no document of a kind the product takes; they stay in the mailbox. */
  left: { name: string; code: string }[]
}

async function lettersBox(
  services: Services,
  actor: Actor,
  letterId: string,
): Promise<{ letter: Letter; entry: Connection }> {
  const agencyId = actor.acting.agencyId
  return services.runner.read(actor, async (tx) => {
    const letter = await tx.one<Letter>('select * from mail.letter where agency_id = $1 and id = $2', [
      agencyId,
      letterId,
    ])
    if (!letter) throw new DomainError('not-found', 'mail.no-letter')
    if (!mayEnter(actor, await boxOf(tx, agencyId, letter.mailbox_id)))
      throw new DomainError('forbidden', 'mail.not-yours')
    const entry = await connectionOf(tx, agencyId, letter.mailbox_id)
    if (!entry) throw new DomainError('unavailable', 'mail.no-server')
    return { letter, entry }
  })
}

/** Works on the inbox with the letter's place checked: after a restore of the server the same number may be another letter. */
async function inBox<T>(
  services: Services,
  entry: Connection,
  letter: Letter,
  work: (imap: Awaited<ReturnType<typeof openImap>>) => Promise<T>,
): Promise<T> {
  const imap = await openImap(services, entry)
  try {
    const box = await imap.mailboxOpen('INBOX')
    if (Number(box.uidValidity) !== letter.uid_validity) throw new DomainError('not-found', 'mail.no-letter')
    return await work(imap)
  } finally {
    await imap.logout().catch(() => undefined)
  }
}

export async function takeLetter(services: Services, actor: Actor, letterId: string): Promise<TakenLetter> {
  const refused = clerk(actor)
  if (refused) throw new DomainError('forbidden', refused)
  const { letter, entry } = await lettersBox(services, actor, letterId)
  if (letter.state === 'taken' && letter.document_id) return { documentId: letter.document_id, left: [] }
  if (letter.state !== 'waiting') throw new DomainError('not-found', 'mail.no-letter')
  const source = await inBox(services, entry, letter, async (imap) => {
    const found = await imap.fetchOne(String(letter.uid), { source: true }, { uid: true })
    const bytes = found ? found.source : undefined
    if (!bytes) throw new DomainError('not-found', 'mail.no-letter')
    return bytes
  })
  const taken = await capture(services, actor, letter, await simpleParser(source))
  await inBox(services, entry, letter, (imap) =>
    imap.messageFlagsAdd(String(letter.uid), ['\\Seen'], { uid: true }),
  ).catch(() => undefined)
  return taken
}

async function capture(
  services: Services,
  actor: Actor,
  letter: Letter,
  mail: ParsedMail,
): Promise<TakenLetter> {
  // Begun again after a cut, the arrival that was already made is found by its id.
  const documentId = derivedId('arrival-of-letter', letter.id)
  const known = await services.runner.read(actor, (tx) =>
    tx.one('select 1 from documents.document where agency_id = $1 and id = $2', [
      actor.acting.agencyId,
      documentId,
    ]),
  )
  if (known) return settled(services, actor, letter, documentId, [])
  const files = mail.attachments
    .filter((file) => !file.related && file.content.length > 0)
    .map((file) => ({ name: cleanLine(file.filename ?? 'tep'), bytes: file.content }))
  const { receipts, left } = await upload(services, actor, letter, files)
  const body = letterDocx({
    subject: letter.subject,
    from: [letter.sender_name, letter.sender_address].filter(Boolean).join(' – '),
    sentAt: letter.sent_at,
    text: cleanText(mail.text ?? ''),
    attachments: files.map((file) => file.name),
  })
  const cover = await takeOne(services, actor, letter, { name: 'Thư kèm theo.docx', bytes: body })
  const main = receipts[0] ?? cover
  const input: CaptureArrival = {
    documentId,
    uploadIds: [...receipts, cover].map((one) => one.uploadId),
    fields: receipts[0] ? main.suggestion : fieldsOfLetter(main.suggestion, letter),
    paperOnly: false,
  }
  await services.runner.commandByName('intake.capture', actor, newId(), input)
  return settled(services, actor, letter, documentId, left)
}

const fieldsOfLetter = (read: IncomingFields, letter: Letter): IncomingFields => ({
  ...read,
  subject: letter.subject,
  issuerName: letter.sender_name ?? letter.sender_address,
})

/** Every attachment is looked at before anything is captured: one marked MẬT stops the whole letter. */
async function upload(
  services: Services,
  actor: Actor,
  letter: Letter,
  files: { name: string; bytes: Buffer }[],
): Promise<{ receipts: UploadReceipt[]; left: TakenLetter['left'] }> {
  const receipts: UploadReceipt[] = []
  const left: TakenLetter['left'] = []
  for (const file of files)
    try {
      receipts.push(await takeOne(services, actor, letter, file))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      if (error.code === 'mail.secret-letter') {
        for (const one of receipts) await services.spool.destroy(one.uploadId)
        throw error
      }
      left.push({ name: file.name, code: error.code })
    }
  return { receipts, left }
}

async function takeOne(
  services: Services,
  actor: Actor,
  letter: Letter,
  file: { name: string; bytes: Buffer },
): Promise<UploadReceipt> {
  try {
    return await takeUploadFile(services, actor, newId(), file.name, file.bytes)
  } catch (error) {
    if (!(error instanceof DomainError) || !['documents.secret', 'intake.held'].includes(error.code))
      throw error
    const state = error.code === 'intake.held' ? 'held' : 'secret'
    await services.runner.commandByName('mail.settle-letter', actor, newId(), {
      letterId: letter.id,
      state,
      documentId: null,
      file: file.name,
    })
    throw new DomainError('forbidden', 'mail.secret-letter', { subject: letter.subject }, 'secrecyMark')
  }
}

async function settled(
  services: Services,
  actor: Actor,
  letter: Letter,
  documentId: string,
  left: TakenLetter['left'],
): Promise<TakenLetter> {
  await services.runner.commandByName('mail.settle-letter', actor, newId(), {
    letterId: letter.id,
    state: 'taken',
    documentId,
    file: left.map((one) => one.name).join(', ') || null,
  })
  return { documentId, left }
}

/** "Xóa khỏi hộp thư": the letter with the marked file goes from the server too, then the duty is done. */
export async function removeLetter(
  services: Services,
  actor: Actor,
  letterId: string,
): Promise<{ letterId: string }> {
  const { letter, entry } = await lettersBox(services, actor, letterId)
  if (letter.state !== 'secret' && letter.state !== 'held')
    throw new DomainError('not-found', 'mail.no-letter')
  await inBox(services, entry, letter, (imap) => imap.messageDelete(String(letter.uid), { uid: true }))
  await services.runner.commandByName('mail.settle-letter', actor, newId(), {
    letterId,
    state: 'removed',
    documentId: null,
    file: null,
  })
  return { letterId }
}
