// Hộp thư: unread letters beside the work, one click into Tiếp nhận; behind it the register of the agency's boxes.
import type { LetterRow, MailDesk } from '@congvan/contract'
import { useState } from 'react'
import { momentWords } from '../../lib/clock.ts'
import { useMe } from '../../lib/data.ts'
import { Badge, Banner, Button, Empty, Skeleton, Tabs, TextInput, toast } from '../../ui/index.ts'
import { connectBox, removeLetter, setPassword, takeLetter, useLetters } from './api.ts'
import { Boxes } from './Boxes.tsx'
import './mail.css'
import { Notices } from './Notices.tsx'
import { Tokens } from './Tokens.tsx'
import { useTexts } from './texts.ts'

type Tab = 'letters' | 'boxes'

export function MailPage() {
  const t = useTexts()
  const { data: me } = useMe()
  const desk = useLetters()
  const [tab, setTab] = useState<Tab>('letters')
  const keeper = me?.acting.roles.some((role) => role === 'clerk' || role === 'admin') ?? false
  if (!desk.data)
    return desk.error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void desk.refetch()}>{t.tryAgain}</Button>}>
        {desk.error.message}
      </Banner>
    ) : (
      <Skeleton lines={6} />
    )
  const again = () => void desk.refetch()
  return (
    <div className="mail">
      <h1 className="visually-hidden">{t.title}</h1>
      <Tabs
        label={t.title}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'letters', label: t.tabs.letters, count: desk.data.letters.length },
          ...(keeper ? [{ value: 'boxes' as const, label: t.tabs.boxes }] : []),
        ]}
      >
        {tab === 'letters' ? <Letters desk={desk.data} onChanged={again} /> : <Boxes />}
      </Tabs>
    </div>
  )
}

function Letters({ desk, onChanged }: { desk: MailDesk; onChanged: () => void }) {
  const t = useTexts()
  if (!desk.server)
    return (
      <div className="mail-list">
        <Banner title={t.off}>{t.offHow}</Banner>
      </div>
    )
  return (
    <div className="mail-list">
      {desk.boxes.length === 0 && <Empty title={t.noBoxes} />}
      {desk.boxes.map((box) => (
        <Connection key={box.id} box={box} own={desk.server?.kind === 'own'} onChanged={onChanged} />
      ))}
      {desk.boxes.some((box) => box.connection !== 'off') &&
        (desk.letters.length === 0 ? (
          <Empty title={t.noLetters} />
        ) : (
          <ul className="mail-rows">
            {desk.letters.map((letter) => (
              <Letter key={letter.id} letter={letter} onChanged={onChanged} />
            ))}
          </ul>
        ))}
      {desk.boxes.length > 0 && <Notices notices={desk.notices} onChanged={onChanged} />}
    </div>
  )
}

function Connection({
  box,
  own,
  onChanged,
}: {
  box: MailDesk['boxes'][number]
  own: boolean
  onChanged: () => void
}) {
  const t = useTexts()
  const [password, setWord] = useState('')
  const bad = box.connection === 'down' || box.connection === 'refused'
  const doing = async (work: () => Promise<string>) => {
    try {
      toast(await work())
      setWord('')
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
    onChanged()
  }
  return (
    <section className="mail-box" aria-label={box.address}>
      <p>
        <strong>{box.address}</strong>{' '}
        <Badge tone={bad ? 'amber' : box.connection === 'watching' ? 'accent' : 'plain'}>
          {t.states[box.connection]}
        </Badge>{' '}
        {bad && <span>{t.since(momentWords(box.since))}</span>}
      </p>
      {box.problem && <p className="mail-problem">{box.problem}</p>}
      <div className="mail-box-acts">
        {(box.kind === 'person' || !own) && (
          <TextInput
            label={t.password}
            hint={t.passwordHint}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={setWord}
          />
        )}
        {own && box.kind === 'person' && (
          <Button
            disabled={password.length < 12}
            onClick={() =>
              void doing(async () => {
                await setPassword(box.id, password)
                return t.passwordSet
              })
            }
          >
            {t.setPassword}
          </Button>
        )}
        {(box.connection === 'off' || box.connection === 'refused') && (
          <Button
            onClick={() =>
              void doing(async () => t.connected((await connectBox(box.id, own ? null : password)).unread))
            }
          >
            {t.connect}
          </Button>
        )}
      </div>
      {own && <Tokens box={box} onChanged={onChanged} />}
    </section>
  )
}

function Letter({ letter, onChanged }: { letter: LetterRow; onChanged: () => void }) {
  const t = useTexts()
  const [busy, setBusy] = useState(false)
  const marked = letter.state === 'secret' || letter.state === 'held'
  const doing = async (work: () => Promise<string>) => {
    setBusy(true)
    try {
      toast(await work())
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
    setBusy(false)
    onChanged()
  }
  const take = () =>
    doing(async () => {
      const { left } = await takeLetter(letter.id)
      return left.length ? t.left(left.map((one) => one.name).join(', ')) : t.taken
    })
  const remove = () =>
    doing(async () => {
      await removeLetter(letter.id)
      return t.removed
    })
  return (
    <li>
      <div className="mail-head">
        <strong>{letter.subject}</strong>
        <span>
          {letter.from}
          {letter.sentAt ? ` · ${momentWords(letter.sentAt)}` : ''}
          {letter.attachments.length > 0 ? ` · ${t.files(letter.attachments.length)}: ` : ''}
          {letter.attachments.map((one) => one.name).join(', ')}
        </span>
        {marked && <span className="mail-secret">{t.secret(letter.problem ?? '')}</span>}
      </div>
      <Button disabled={busy} onClick={() => void (marked ? remove() : take())}>
        {marked ? t.remove : busy ? t.taking : t.take}
      </Button>
    </li>
  )
}
