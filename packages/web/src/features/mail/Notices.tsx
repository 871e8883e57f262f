// Thư báo: whether the product writes to this person, and what became of the last ones.
import type { MailDesk } from '@congvan/contract'
import { momentWords } from '../../lib/clock.ts'
import { Badge, Checkbox, toast } from '../../ui/index.ts'
import { act } from './api.ts'
import { useTexts } from './texts.ts'

export function Notices({ notices, onChanged }: { notices: MailDesk['notices']; onChanged: () => void }) {
  const t = useTexts()
  const wish = async (byMail: boolean) => {
    try {
      await act('mail.wish', { byMail })
      toast(byMail ? t.noticesOn : t.noticesOff)
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
    onChanged()
  }
  return (
    <section className="mail-box" aria-label={t.notices}>
      <h2>{t.notices}</h2>
      <Checkbox
        label={t.newWork}
        hint={notices.outOfReach ? t.outOfReach[notices.outOfReach] : t.newWorkHint}
        checked={notices.newWork}
        onChange={(on) => void wish(on)}
      />
      {notices.last.length > 0 && (
        <ul className="mail-rows">
          {notices.last.map((one) => (
            <li key={one.id}>
              <span className="mail-head">
                <strong>{one.subject}</strong>
                <span>
                  {momentWords(one.at)}
                  {one.problem && ` · ${one.problem}`}
                </span>
              </span>
              <Badge tone={one.state === 'refused' ? 'amber' : one.state === 'sent' ? 'accent' : 'plain'}>
                {t.noticeStates[one.state]}
              </Badge>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
