// What is kept with a signed document (Circular 41/2017): everything a later judge needs, as one file beside it.
import { bytesSource, certificatesInFile, parseCertificate } from '@congvan/sign-core'
import { parseCrl } from '@congvan/sign-core/revocation'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import type { Job } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import {
  type ComponentRow,
  components,
  type DocumentRow,
  documents,
  printNumberSymbol,
} from '../documents/index.ts'
import { judgePdf, trustMaterial } from '../signing/index.ts'
import { findEvidence, putEvidence } from './store/rows.ts'

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Certificate policies point at the authority's rules (quy chế chứng thực); they are named, not copied. */
async function bundleOf(services: Services, document: DocumentRow, file: ComponentRow) {
  const pdf = await services.blobs.get(file.sha256)
  const report = await judgePdf(services, pdf)
  if (report.signatures.length === 0) return null
  const found = await certificatesInFile(bytesSource(pdf)).catch(() => ({ signers: [], all: [] }))
  const material = await trustMaterial(services, pdf)
  const issuers = new Set(found.all.map(({ issuer }) => Buffer.from(issuer.raw).toString('hex')))
  const ours = [...material.issuers, ...material.anchors.map(({ certificate }) => certificate)]
    .map((bytes) => parseCertificate(bytes))
    .filter(({ subject }) => issuers.has(Buffer.from(subject.raw).toString('hex')))
  for (const { issuer } of ours) issuers.add(Buffer.from(issuer.raw).toString('hex'))
  const crls = material.crls.filter((raw) =>
    issuers.has(Buffer.from(parseCrl(raw).issuer.raw).toString('hex')),
  )
  const certificates = new Map([...found.all, ...ours].map((item) => [item.sha256, item.raw]))
  return {
    verdict: report.verdict,
    content: {
      format: 'congvan-evidence-1',
      basis: 'Thông tư 41/2017/TT-BTTTT',
      document: {
        numberSymbol: printNumberSymbol(document.number, document.symbol, document.regime),
        issuedOn: document.issued_on,
        issuer: document.issuer_name,
        signer: { name: document.signer_name, title: document.signer_title },
      },
      file: { name: file.filename, sha256: file.sha256, bytes: file.bytes },
      report,
      certificates: [...certificates.values()].map(base64),
      revocationLists: crls.map(base64),
      statusAnswers: material.ocsps.map(base64),
      note: 'Dấu thời gian nằm trong chính tệp; chứng thư và trạng thái kèm theo ở dạng DER, mã base64.',
    },
  }
}

export const keep: Job = {
  name: 'preservation.keep',
  async run(services, payload) {
    const agencyId = String(payload.agencyId)
    const documentId = String(payload.documentId)
    const actor = systemActor(agencyId)
    const { document, files } = await services.runner.read(actor, async (tx) => ({
      document: await documents.findDocument(tx, agencyId, documentId),
      files: await components.listComponents(tx, agencyId, documentId),
    }))
    for (const file of document ? files.filter((row) => row.media_type === 'application/pdf') : []) {
      const bundle = await bundleOf(services, document!, file)
      if (!bundle) continue
      const blob = await services.blobs.put(Buffer.from(JSON.stringify(bundle.content)))
      await services.runner.store(actor, (tx) =>
        putEvidence(tx, {
          agencyId,
          documentId,
          ordinal: file.ordinal,
          fileSha256: file.sha256,
          blobSha256: blob.sha256,
          bytes: blob.bytes,
          verdict: bundle.verdict,
          now: services.clock.now().toString(),
        }),
      )
    }
  },
}

/** For whoever may read the file; made now for one that was signed before evidence was kept. */
export async function evidenceOf(services: Services, who: Actor, documentId: string, ordinal: number) {
  const find = () => services.runner.read(who, (tx) => findEvidence(tx, agenciesOf(who), documentId, ordinal))
  const held = await find()
  if (held) return held
  const file = await services.runner.read(who, (tx) =>
    components.findComponent(tx, agenciesOf(who), documentId, ordinal),
  )
  if (!file) return null
  await keep.run(services, { agencyId: file.agency_id, documentId })
  return find()
}
