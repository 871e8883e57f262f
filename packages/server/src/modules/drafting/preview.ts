import type { DraftContent } from '@congvan/contract'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { previewLetter } from '../letters/index.ts'
import { letterOf } from './letter-of.ts'
import { frameOf } from './preview-number.ts'
import { findingsOf } from './queries.ts'

/** The decree's page of what is being typed, as SVG, with the pencil's marks. */
export async function previewDraft(services: Services, actor: Actor, content: DraftContent) {
  const frame = await services.runner.read(actor, (tx) =>
    frameOf(tx, actor.acting.agencyId, content, services.clock.now()),
  )
  const letter = letterOf(content, frame)
  return {
    pages: await previewLetter(letter),
    findings: findingsOf(content, letter),
    symbolPreview: frame.symbol,
  }
}
