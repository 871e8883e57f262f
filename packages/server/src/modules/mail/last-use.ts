// Dùng lần cuối: what the mail server wrote down at each log-in of a person; the product's own reading is not in it.
import { readFile } from 'node:fs/promises'
import Type from 'typebox'
import { derivedId } from '../../kernel/id.ts'
import { isoDay, Temporal } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'

/** Dovecot's file dict: a line of key, a line of value; `shared/last-login/ADDRESS`, then seconds since 1970. */
export function readMarks(text: string): Map<string, number> {
  const lines = text.split('\n')
  const marks = new Map<string, number>()
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const address = /^(?:shared\/)?last-login\/(.+)$/.exec(lines[i]!)?.[1]
    const seconds = Number(lines[i + 1])
    if (address && Number.isInteger(seconds) && seconds > 0) marks.set(address.toLowerCase(), seconds)
  }
  return marks
}

/** Given by the product: the days on which boxes of the agency were entered, only forward. */
export const noteUse = command({
  name: 'mail.note-use',
  input: Type.Object(
    {
      uses: Type.Array(
        Type.Object(
          {
            mailboxId: Type.String({ minLength: 36, maxLength: 36 }),
            on: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 20_000 },
      ),
    },
    { additionalProperties: false },
  ),
  access: (actor) => (actor.personId === systemActor('').personId ? null : 'mail.not-keeper'),
  async run({ tx, actor, emit, touch }, { uses }) {
    const agencyId = actor.acting.agencyId
    const noted = await tx.run(
      `update mail.mailbox m set last_used_on = u.day from unnest($2::uuid[], $3::date[]) as u(id, day)
       where m.agency_id = $1 and m.id = u.id and (m.last_used_on is null or m.last_used_on < u.day)`,
      [agencyId, uses.map((one) => one.mailboxId), uses.map((one) => one.on)],
    )
    emit({ name: 'mail.used', subjectId: agencyId, payload: { boxes: noted } })
    touch('admin')
    return { noted }
  },
})

/** Takes the mail server's marks into the register; gives how many boxes were entered on a newer day. No file: none. */
export async function followUse(services: Services, path: string): Promise<number> {
  const marks = readMarks(await readFile(path, 'utf8').catch(() => ''))
  if (marks.size === 0) return 0
  const today = isoDay(services.clock.now())
  // The mail server has the machine's clock, the demonstration its own: nothing is used after today.
  const dayOf = (seconds: number) => {
    const day = isoDay(Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
    if (day > today) return today
    return day
  }
  const entries = [...marks].map(([address, seconds]) => ({ address, day: dayOf(seconds) }))
  const newer = await services.runner.system((tx) =>
    tx.rows<{ agency_id: string; mailbox_id: string; day: string }>(
      'select agency_id, mailbox_id, day::text from mail.used_since($1, $2)',
      [entries.map((one) => one.address), entries.map((one) => one.day)],
    ),
  )
  for (const [agencyId, rows] of Map.groupBy(newer, (row) => row.agency_id)) {
    const uses = rows.map((row) => ({ mailboxId: row.mailbox_id, on: row.day }))
    await services.runner.command(
      noteUse,
      systemActor(agencyId),
      derivedId('mail-use', agencyId, JSON.stringify(uses)),
      { uses },
    )
  }
  return newer.length
}
