import type { SigningCard } from '@congvan/contract'
import { timeWords } from '../../lib/clock.ts'
import { Icon } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

/** The two ký nháy of Article 12, with names and times. */
export function Checks({ card, short = false }: { card: SigningCard; short?: boolean }) {
  const t = useTexts()
  return (
    <ul className="pile-checks">
      {(['content', 'format'] as const).map((name) => {
        const check = card.checks.find((c) => c.check === name)
        return (
          <li key={name} className={check ? '' : 'is-missing'}>
            <Icon name={check ? 'check' : 'warn'} size={14} />
            {check
              ? (short ? t.checkedShort : t.checked)(t.checkName[name], check.by, timeWords(check.at))
              : `${t.checkName[name]}: ${t.checkMissing}`}
          </li>
        )
      })}
    </ul>
  )
}
