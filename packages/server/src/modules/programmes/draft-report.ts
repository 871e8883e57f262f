// "Lập báo cáo tổng kết": the report becomes a draft of type Báo cáo of the acting agency, with the figures as an annex,
// and goes on through review, two signatures and issue like any document.
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { takeUploadFile } from '../intake/index.ts'
import { yearFacts } from './facts.ts'
import { composeDraftBody, renderYearReport } from './year-report.ts'

interface Draft {
  version: number
  content: Record<string, unknown>
}

export async function draftYearReport(
  services: Services,
  actor: Actor,
  year: number,
): Promise<{ documentId: string }> {
  const facts = await yearFacts(services, year)
  if (!facts.coordinator) throw new DomainError('conflict', 'programmes.no-coordinator')
  const documentId = newId()
  const { runner } = services
  await runner.commandByName('drafting.create', actor, newId(), { documentId, typeCode: 'BC' })
  const draft = (await runner.queryByName('drafting.get', actor, { documentId })) as Draft
  await runner.commandByName('drafting.save', actor, newId(), {
    documentId,
    version: draft.version,
    content: { ...draft.content, ...composeDraftBody(facts) },
  })
  const uploadId = newId()
  await takeUploadFile(
    services,
    actor,
    uploadId,
    `so-lieu-tong-ket-${year}.pdf`,
    Buffer.from(await renderYearReport(services, year)),
  )
  await runner.commandByName('drafting.add-annex', actor, newId(), { documentId, uploadId })
  return { documentId }
}
