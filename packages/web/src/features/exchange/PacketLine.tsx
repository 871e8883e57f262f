// One packet to one addressee: through whom, how far, its receipt, its next try, and what can be done about it.
import { useState } from 'react'
import { Badge, Button } from '../../ui/index.ts'
import type { MessageView } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { Receipt } from './Receipt.tsx'
import { reasonWords } from './reasons.ts'
import { useTexts } from './texts.ts'
import { time } from './time.ts'
import { TONES } from './tones.ts'

export function PacketLine({ row, run, refresh }: { row: MessageView; run: Run; refresh: () => void }) {
  const t = useTexts()
  const [reading, setReading] = useState(false)
  const act = (name: string, said: string) => void run(name, { messageId: row.id }, said).then(refresh)
  const over = row.state === 'dead' || row.state === 'expired'
  const late = row.state === 'waiting' && row.attempts > 0
  return (
    <>
      <span className="exchange-note nowrap">{time(row.sentAt ?? row.createdAt)}</span>
      <span>
        {t.whats[row.what] ?? row.what}{' '}
        <Badge tone={TONES[row.state] ?? 'plain'}>{t.states[row.state]}</Badge>
        {row.peerName && <span className="exchange-note"> · {t.through(row.peerName)}</span>}
        {row.nextAt && row.attempts > 0 && (
          <span className="exchange-note">
            {' · '}
            {t.retryAt(time(row.nextAt), row.attempts, time(row.expiresAt))}
          </span>
        )}
        {row.lastError && <div className="exchange-note">{reasonWords(row.lastError)}</div>}
      </span>
      <span className="packet-acts">
        {(over || late) && (
          <Button size="small" onClick={() => act('exchange.resend', t.resent)}>
            {t.resend}
          </Button>
        )}
        {late && (
          <Button size="small" variant="plain" onClick={() => act('exchange.give-up', t.gaveUp)}>
            {t.giveUp}
          </Button>
        )}
        {row.receipt && (
          <Button size="small" variant="plain" icon="check" onClick={() => setReading(true)}>
            {t.receipt}
          </Button>
        )}
      </span>
      {reading && row.receipt && <Receipt note={row.receipt} onClose={() => setReading(false)} />}
    </>
  )
}
