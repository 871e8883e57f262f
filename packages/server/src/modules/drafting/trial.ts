// "Ký thử một văn bản mẫu (không cấp số)": a key proves itself on a page that is nobody's document.

import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { renderLetter } from '../letters/index.ts'
import {
  type AuthorisationRow,
  judgePdf,
  markTried,
  type NewFile,
  offerForPerson,
  type PendingFile,
  type PublicKey,
  prepareAsPerson,
} from '../signing/index.ts'
import { placesOf } from './places.ts'

const SAMPLE = 'văn bản mẫu để ký thử, không có giá trị và không cấp số'

export async function trialFile(
  services: Services,
  key: PublicKey,
  name: string,
  token: boolean,
): Promise<Omit<NewFile, 'authorisation_id' | 'ordinal' | 'id'>> {
  const { pdf, fields } = await renderLetter({
    regime: 'nd30',
    typeCode: '',
    issuer: { name: 'VĂN BẢN MẪU' },
    number: null,
    symbol: 'KÝ THỬ',
    place: '…',
    date: null,
    year: 2000,
    subject: SAMPLE,
    addressees: [],
    body: [
      {
        kind: 'paragraph',
        text: 'Trang này chỉ để kiểm tra thiết bị ký số trước lần dùng đầu tiên. Ký xong, hệ thống kiểm tra chữ ký rồi bỏ trang này đi.',
      },
    ],
    signatureBlock: { lines: ['NGƯỜI KÝ THỬ'], name },
    recipients: [],
  })
  const places = placesOf(fields)
  const { sha256 } = await services.blobs.put(pdf)
  const file = {
    document_id: null,
    session_id: null,
    component: 1,
    label: 'Ký thử văn bản mẫu',
    input_sha256: sha256,
  }
  if (token) {
    const offered = await services.blobs.put(await offerForPerson(pdf, places))
    return { ...file, prepared: null, handed_sha256: offered.sha256 }
  }
  const time = new Date(services.clock.now().epochMilliseconds)
  return { ...file, prepared: await prepareAsPerson(pdf, key, places, { time, name }), handed_sha256: null }
}

const noteTrial = command({
  name: 'drafting.note-trial',
  input: Type.Object({ keyId: Type.String(), verdict: Type.String() }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { keyId, verdict }) {
    await markTried(tx, actor.acting.agencyId, keyId, now.toString())
    emit({ name: 'signing.key-tried', subjectId: keyId, payload: { verdict } })
    touch('sign')
    return {}
  },
})

/** Good only when our own judge finds the signature intact. */
export async function finishTrial(
  services: Services,
  actor: Actor,
  authorisation: AuthorisationRow,
  file: PendingFile,
): Promise<void> {
  const report = await judgePdf(services, await services.blobs.get(file.output_sha256!))
  if (report.verdict === 'invalid' || report.signatures[0]?.integrity !== 'intact')
    throw new DomainError('conflict', 'signing.bad-value')
  await services.runner.command(noteTrial, actor, newId(), {
    keyId: authorisation.key_id,
    verdict: report.verdict,
  })
}
