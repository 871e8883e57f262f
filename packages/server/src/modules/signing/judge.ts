import type { SignatureLine, SignatureVerdict } from '@congvan/contract'
import { parseCrl } from '@congvan/sign-core/revocation'
import { readAnchors, type TrustPurpose, trustOf } from '@congvan/sign-core/trust'
import {
  type SignatureReport,
  type ValidationOptions,
  type ValidationReport,
  validatePdf,
} from '@congvan/sign-core/validate'
import type { Job } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { components, documents } from '../documents/index.ts'
import { describe } from './describe.ts'
import { listAnchors, listRevocationLists } from './store/keys.ts'

const VERDICT: Record<SignatureReport['indication'], SignatureVerdict> = {
  'TOTAL-PASSED': 'valid',
  'TOTAL-FAILED': 'invalid',
  INDETERMINATE: 'indeterminate',
}

export function linesOf(report: ValidationReport): SignatureLine[] {
  return report.signatures.map((signature) => ({
    field: signature.field,
    role: signature.role === 'unknown' ? 'other' : signature.role,
    name: signature.signer?.cn ?? '',
    organisation: signature.signer?.o ?? null,
    title: null,
    time: signature.provenTime ?? signature.claimedTime,
    verdict: VERDICT[signature.indication],
    ...describe(signature),
    details: signature.checks.map((check) => ({ ok: check.ok, vi: check.vi, en: check.en })),
  }))
}

/** What a judgement leans on, as bytes: it can be handed to another thread. */
export const trustMaterial = (services: Services) =>
  services.runner.system(async (tx) => ({
    anchors: (await listAnchors(tx)).map(({ certificate, purpose }) => ({
      certificate: new Uint8Array(certificate),
      purpose,
    })),
    crls: (await listRevocationLists(tx)).map(({ crl }) => new Uint8Array(crl)),
  }))

/** Roots, lists and the time this installation judges by. */
export async function validationOptions(services: Services): Promise<ValidationOptions> {
  const { anchors, crls: lists } = await trustMaterial(services)
  const trust = trustOf(anchors.flatMap((row) => readAnchors(row.certificate, row.purpose as TrustPurpose)))
  const crls = lists.map((crl) => parseCrl(crl))
  return {
    trust,
    now: new Date(services.clock.now().epochMilliseconds),
    evidence: { certificates: [], ocsps: [], crls },
  }
}

export const judgePdf = async (services: Services, pdf: Uint8Array): Promise<ValidationReport> =>
  validatePdf(pdf, await validationOptions(services))

/** Judges every file of a document after it arrived, was signed or sealed; repeats change nothing. */
export const judge: Job = {
  name: 'signing.judge',
  async run(services, payload) {
    const agencyId = String(payload.agencyId)
    const documentId = String(payload.documentId)
    const actor = systemActor(agencyId)
    const files = await services.runner.read(actor, (tx) =>
      components.listComponents(tx, agencyId, documentId),
    )
    let main: SignatureVerdict | null = null
    for (const file of files) {
      const report =
        file.media_type === 'application/pdf'
          ? await judgePdf(services, await services.blobs.get(file.sha256))
          : null
      const verdict: SignatureVerdict = report ? report.verdict : 'unsigned'
      if (file.ordinal === 1) main = verdict
      await services.runner.store(actor, (tx) =>
        components.setComponentVerdict(tx, {
          agencyId,
          documentId,
          ordinal: file.ordinal,
          sha256: file.sha256,
          verdict,
          signatures: report ? linesOf(report) : [],
          pages: null,
        }),
      )
    }
    if (main) await services.runner.store(actor, (tx) => documents.setVerdict(tx, agencyId, documentId, main))
  },
}
