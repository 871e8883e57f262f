// "Tải bằng chứng": all that a stranger needs to check a document's way without us and without a network, in one ZIP.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatKey, type ProofBundle } from '@congvan/evidence'
import { zipSync } from 'fflate'
import { DomainError } from '../../kernel/domain-error.ts'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { components, documents, printNumberSymbol } from '../documents/index.ts'
import { exportProof, installationKeys } from '../evidence/index.ts'
import { logAccess } from '../identity/index.ts'

const VERIFIER = join(import.meta.dirname, '../../../../evidence/verifier/verify-proof.mjs')

export interface ProofPackage {
  /** Of the ZIP, without folder. */
  name: string
  zip: Uint8Array
}

/** For whoever may read the document: its file, the proof, the log's public key, the verifier and how to run it. */
export async function proofPackage(
  services: Services,
  actor: Actor,
  documentId: string,
): Promise<ProofPackage> {
  const read = await services.runner.read(actor, async (tx) => {
    const document = await documents.findReadable(tx, agenciesOf(actor), documentId)
    return (
      document && { document, files: await components.listComponents(tx, document.agency_id, documentId) }
    )
  })
  if (!read) throw new DomainError('not-found', 'documents.not-found')
  const { document, files } = read
  const proof = await exportProof(services, actor, documentId)
  await services.runner.system((tx) =>
    logAccess(tx, {
      personId: actor.personId,
      agencyId: document.agency_id,
      what: 'export',
      subjectId: documentId,
      detail: { proof: true },
    }),
  )
  const file = files.find((one) => one.sha256 === proof.document.sha256)
  const shown = printNumberSymbol(document.number, document.symbol, document.regime) ?? 'van-ban'
  const name = asFileName(shown)
  const paper = `${name}.pdf`
  const key = formatKey((await installationKeys(services)).log)
  const text = (words: string) => Buffer.from(words, 'utf8')
  const zip = zipSync({
    'DOC-TOI.txt': text(howTo(shown, file ? paper : null, proof)),
    'bang-chung.json': text(`${JSON.stringify(proof, null, 1)}\n`),
    'khoa-nhat-ky.txt': text(`${key}\n`),
    'verify-proof.mjs': await readFile(VERIFIER),
    ...(file ? { [paper]: await services.blobs.get(file.sha256) } : {}),
  })
  return { name: `bang-chung-${name}.zip`, zip }
}

/** Safe on every system; the number stays readable: `8126-UBND-KT`. */
const asFileName = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'D')
    .replace(/[^A-Za-z0-9.-]+/g, '-')

const howTo = (shown: string, paper: string | null, proof: ProofBundle) =>
  [
    `BẰNG CHỨNG VỀ ĐƯỜNG ĐI CỦA VĂN BẢN ${shown}`,
    '',
    'Kiểm tra trên máy bất kỳ có Node từ bản 18, không cần mạng, không cần hệ thống này:',
    '',
    `  node verify-proof.mjs bang-chung.json --key khoa-nhat-ky.txt${paper ? ` --document ${paper}` : ''}`,
    '',
    'Mã thoát 0 là đúng; 1 là sai; 4 là không đọc được.',
    `Bằng chứng có ${proof.leaves.length} dòng nhật ký và ${proof.witnesses.length} xác nhận của nơi khác.`,
    'Khóa trong khoa-nhat-ky.txt phải so với khóa đã nhận từ trước, hoặc hỏi thẳng nơi vận hành hệ thống:',
    'ai cũng làm được một gói giống thế này bằng khóa của chính mình.',
    '',
  ].join('\r\n')
