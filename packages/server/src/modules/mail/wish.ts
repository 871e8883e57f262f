import { WishMail } from '@congvan/contract'
import { command } from '../../platform/command.ts'

/** "Báo việc mới qua thư": for oneself only; nobody is written to who has not asked. */
export const wishMail = command({
  name: 'mail.wish',
  input: WishMail,
  access: () => null,
  async run({ tx, actor, now, emit }, { byMail }) {
    await tx.run(
      `insert into mail.wish (agency_id, person_id, by_mail, changed_at) values ($1, $2, $3, $4)
       on conflict (agency_id, person_id) do update set by_mail = excluded.by_mail, changed_at = excluded.changed_at`,
      [actor.acting.agencyId, actor.personId, byMail, now.toString()],
    )
    emit({ name: 'mail.wished', subjectId: actor.personId, payload: { byMail } })
    return {}
  },
})
