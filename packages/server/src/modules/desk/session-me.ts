import type { Desks, Me } from '@congvan/contract'
import Type from 'typebox'
import { isoDay, printDay } from '../../kernel/time.ts'
import { query } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { actorForPerson } from '../identity/index.ts'
import { counts, findDesks } from './store/work.ts'
import { whoseWork } from './whose.ts'

export const me = query({
  name: 'session.me',
  input: Type.Object({}, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor, now, services }): Promise<Me> {
    return {
      personId: actor.personId,
      name: actor.name,
      posts: actor.posts,
      acting: actor.acting,
      demo: services.demo && { label: services.demo.label, today: printDay(isoDay(now)) },
      now: now.toString(),
      counts: await counts(tx, whoseWork(actor)),
      language: 'vi',
    }
  },
})

/** "Dùng thử với chức danh": each desk shows what waits there. */
export async function listDesks(services: Services): Promise<Desks | null> {
  const setting = await services.runner.system(findDesks)
  if (!setting || !services.demo) return null
  const desks: Desks['desks'] = []
  for (const desk of setting.desks) {
    const actor = await actorForPerson(services, desk.personId, desk.positionId)
    const { waiting, urgent } = await services.runner.read(actor, async (tx) => {
      const n = await counts(tx, whoseWork(actor))
      const hot = await tx.one<{ n: number }>(
        `select count(*)::int as n from documents.document where agency_id = $1 and urgency = 3 and state in ('arrived', 'awaiting-signature', 'signed')`,
        [actor.acting.agencyId],
      )
      return {
        waiting: waitingLine(n, actor.acting.roles.includes('clerk'), hot!.n),
        urgent: hot!.n > 0 && (n.intake > 0 || n.sign > 0 || n.issue > 0),
      }
    })
    desks.push({ id: desk.id, label: desk.label, person: desk.person, agency: desk.agency, waiting, urgent })
  }
  return { province: setting.province, today: printDay(isoDay(services.clock.now())), desks }
}

function waitingLine(n: Awaited<ReturnType<typeof counts>>, clerk: boolean, hot: number): string {
  const parts = [
    n.sign > 0 ? `${n.sign} văn bản chờ ký` : '',
    clerk && n.intake > 0 ? `${n.intake} văn bản chờ vào sổ` : '',
    clerk && n.issue > 0 ? `${n.issue} chờ phát hành` : '',
    n.work > 0 ? `${n.work} việc của tôi` : '',
    n.review > 0 ? `${n.review} chờ ký nháy` : '',
    n.drafts > 0 ? `${n.drafts} dự thảo` : '',
  ].filter(Boolean)
  if (parts.length === 0) return 'Không có việc đang chờ'
  return (
    parts.slice(0, 2).join(', ') +
    (hot > 0 && (n.sign > 0 || n.intake > 0 || n.issue > 0) ? `, ${hot} HỎA TỐC` : '')
  )
}
