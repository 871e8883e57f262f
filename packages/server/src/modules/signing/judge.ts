import type { SignatureLine, SignatureVerdict } from '@congvan/contract'
import { bytesSource, certificatesInFile, parseCertificate } from '@congvan/sign-core'
import { parseCrl, parseOcsp } from '@congvan/sign-core/revocation'
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
import { addJobLater, listIssuers, listStatusAnswers } from './store/trust.ts'
import { learnStatus } from './trust/learn.ts'

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
export async function trustMaterial(services: Services, pdf: Uint8Array) {
  const found = await certificatesInFile(bytesSource(pdf)).catch(() => null)
  const seen = (found?.all ?? []).slice(0, 200).map(({ sha256 }) => sha256)
  return services.runner.system(async (tx) => ({
    anchors: (await listAnchors(tx)).map(({ certificate, purpose }) => ({
      certificate: new Uint8Array(certificate),
      purpose,
    })),
    crls: (await listRevocationLists(tx)).map(({ crl }) => new Uint8Array(crl)),
    ocsps: (await listStatusAnswers(tx, seen)).map(({ ocsp }) => new Uint8Array(ocsp)),
    issuers: (await listIssuers(tx)).map(({ certificate }) => new Uint8Array(certificate)),
  }))
}

/** Roots, lists, answers and the time this installation judges a file by; no network. */
export async function validationOptions(services: Services, pdf: Uint8Array): Promise<ValidationOptions> {
  const { anchors, crls, ocsps, issuers } = await trustMaterial(services, pdf)
  return {
    trust: trustOf(anchors.flatMap((row) => readAnchors(row.certificate, row.purpose as TrustPurpose))),
    now: new Date(services.clock.now().epochMilliseconds),
    evidence: {
      certificates: issuers.map((bytes) => parseCertificate(bytes)),
      ocsps: ocsps.map((bytes) => parseOcsp(bytes)),
      crls: crls.map((bytes) => parseCrl(bytes)),
    },
  }
}

/** By what is kept here and what the file carries; `alone`: only by what the file itself proves, as its level says. */
export async function judgePdf(
  services: Services,
  pdf: Uint8Array,
  { alone = false }: { alone?: boolean } = {},
): Promise<ValidationReport> {
  const { evidence, ...bare } = await validationOptions(services, pdf)
  return validatePdf(pdf, alone || !evidence ? bare : { ...bare, evidence })
}

const AGAIN_SECONDS = 3600
const MOST_TRIES = 72

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
    let open = false
    for (const file of files) {
      const pdf = file.media_type === 'application/pdf' ? await services.blobs.get(file.sha256) : null
      if (pdf) await learnStatus(services, pdf)
      const report = pdf ? await judgePdf(services, pdf) : null
      open ||= report?.signatures.some(({ subIndication }) => subIndication === 'TRY_LATER') ?? false
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
    const tries = Number(payload.tries ?? 0) + 1
    await services.runner.store(actor, async (tx) => {
      await addJobLater(
        tx,
        'preservation.keep',
        { agencyId, documentId },
        `keep:${agencyId}:${documentId}`,
        0,
      )
      // No status answer was to be had: asked again every hour, until the day after tomorrow, without anybody pressing.
      if (open && tries < MOST_TRIES)
        await addJobLater(
          tx,
          'signing.judge',
          { agencyId, documentId, tries },
          `judge:${agencyId}:${documentId}`,
          AGAIN_SECONDS,
        )
    })
  },
}
