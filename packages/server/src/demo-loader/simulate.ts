// "Cho tỉnh mẫu làm việc" (mô phỏng): the clerks of agencies without a desk take in what arrives, so that receipts tick in.
import type { Province } from '@congvan/demo'
import type { Installation } from '../compose.ts'
import { newId } from '../kernel/id.ts'
import { actorForPerson } from '../modules/identity/index.ts'
import { log } from '../platform/log.ts'

interface Waiting {
  agency_id: string
  id: string
  person_id: string
  position_id: string
}

const EVERY_MS = 1500
const AT_ONCE = 8

/** Runs until the installation closes; does nothing while the switch is off. */
export function simulate(installation: Installation, province: Province): () => void {
  const agencyOf = new Map(province.positions.map((row) => [row.id, row.agencyId]))
  const desks = [...new Set(province.desks.map((desk) => agencyOf.get(desk.positionId)!))]
  const spared = [...desks, ...province.slowRecipientIds]
  let busy = false
  const timer = setInterval(async () => {
    if (busy) return
    busy = true
    try {
      for (const row of await waiting(installation, spared, province.opensAt)) await takeIn(installation, row)
    } catch (error) {
      log.warn('simulation', { message: (error as Error).message.slice(0, 200) })
    } finally {
      busy = false
    }
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** What people issued since the demo opened, at agencies where nobody plays; in no order anybody could guess. */
async function waiting(installation: Installation, spared: string[], since: string): Promise<Waiting[]> {
  const { rows } = await installation.owner.query<Waiting>(
    `select d.agency_id, d.id, p.person_id, p.position_id
     from documents.document d
     join lateral (select c.person_id, c.position_id from organisations.post_card c
       where c.agency_id = d.agency_id and c.roles && array['clerk'] and c.person_id is not null limit 1) p on true
     where d.state = 'arrived' and d.arrived_at >= $2 and not d.agency_id = any ($1)
       and exists (select 1 from platform.setting s where s.key = 'demo-simulation' and s.value = 'true')
     order by random() limit $3`,
    [spared, since, AT_ONCE],
  )
  return rows
}

async function takeIn(installation: Installation, row: Waiting): Promise<void> {
  const { services } = installation
  const actor = await actorForPerson(services, row.person_id, row.position_id)
  const proposal = (await services.runner.queryByName('intake.proposal', actor, { documentId: row.id })) as {
    bookId: string
    fields: unknown
  }
  await services.runner.commandByName('intake.register', actor, newId(), {
    documentId: row.id,
    bookId: proposal.bookId,
    fields: proposal.fields,
    acceptDuplicate: true,
  })
}
