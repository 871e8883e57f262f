// Bản tin số liệu qua thư: what needs attention, to whoever asked for it, by the outbox and never twice for one day.
import { type IndicatorBoard, printCount, printFigure, Subscribe } from '@congvan/contract'
import { isoDay, printDay } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { actorForPerson } from '../identity/index.ts'
import { readBoard } from './board.ts'
import * as store from './store/kept.ts'

const BEAT_MS = 60_000
/** Digests go out before the first cup of tea, not at midnight. */
const FROM_HOUR = 6

export const subscribe = command({
  name: 'indicators.subscribe',
  input: Subscribe,
  access: () => null,
  async run({ tx, actor, now, emit }, { rhythm }) {
    await store.putSubscription(tx, {
      agencyId: actor.acting.agencyId,
      personId: actor.personId,
      rhythm,
      at: now.toString(),
    })
    emit({ name: 'indicators.subscribed', subjectId: null, payload: { rhythm } })
    return {}
  },
})

/** The digest as plain text: counts only, so that a letter that goes astray tells nothing of a document or a person. */
export function digestOf(board: IndicatorBoard): { subject: string; body: string } {
  const lines = board.attention.flatMap((row) => {
    const figure = board.figures.find((one) => one.code === row.code)
    if (!figure) return []
    const where = row.where.map((one) => `${one.name} (${printCount(one.missing)})`).join(', ')
    const target = `${printCount(figure.target!.value)}${figure.unit === 'percent' ? ' %' : ''}`
    return [
      `- ${figure.name}: ${printFigure(figure.unit, figure)}; mức ${target}, còn ${printCount(row.missing)}${where ? `. Nhiều nhất: ${where}` : ''}.`,
    ]
  })
  return {
    subject: `Số liệu điều hành ngày ${printDay(board.today)}: ${lines.length} chỉ tiêu chưa đạt mức`,
    body: [
      `Số liệu từ ${printDay(board.from)} đến ${printDay(board.to)}, tự tính từ hồ sơ.`,
      '',
      ...(lines.length ? ['Cần chú ý:', ...lines] : ['Không có chỉ tiêu nào dưới mức được giao.']),
      '',
      'Mở “Điều hành & báo cáo” để xem từng cơ quan và hồ sơ sau mỗi con số; tắt bản tin này ở cùng chỗ.',
    ].join('\n'),
  }
}

/** Who holds no post there any more gets no figures either. */
async function actorAt(services: Services, personId: string, agencyId: string): Promise<Actor | null> {
  const actor = await actorForPerson(services, personId).catch(() => null)
  const post = actor?.posts.find((row) => row.agencyId === agencyId)
  return post ? actorForPerson(services, personId, post.positionId) : null
}

/** Sends what is due; answers how many went. Without mail nothing is sent and nothing is lost: it is due again later. */
export async function sendDigests(services: Services): Promise<number> {
  const { notices, runner, clock } = services
  const now = clock.now()
  if (now.toZonedDateTimeISO('Asia/Ho_Chi_Minh').hour < FROM_HOUR) return 0
  const today = isoDay(now)
  let sent = 0
  for (const due of await runner.system((tx) => store.dueSubscriptions(tx, today))) {
    const actor = await actorAt(services, due.person_id, due.agency_id)
    if (!actor) continue
    await runner.store(actor, async (tx) => {
      // Asked first: a board is not read each minute for somebody whom no letter reaches.
      const problem = await notices.outOfReach(tx, due.agency_id, due.person_id)
      if (problem) return store.noteSent(tx, due.agency_id, due.person_id, today, problem)
      const { subject, body } = digestOf(await readBoard({ tx, now, actor, services }, {}))
      await notices.tell(tx, {
        agencyId: due.agency_id,
        personId: due.person_id,
        subject,
        body,
        key: `digest ${today}`,
      })
      await store.noteSent(tx, due.agency_id, due.person_id, today, null)
      sent++
    })
  }
  return sent
}

export function startDigests(services: Services): () => void {
  const timer = setInterval(() => {
    sendDigests(services).catch((error: Error) =>
      log.warn('indicators.digest-failed', { message: error.message.slice(0, 200) }),
    )
  }, BEAT_MS)
  timer.unref()
  return () => clearInterval(timer)
}
