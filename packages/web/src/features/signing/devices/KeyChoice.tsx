// "Ký bằng": shown only when there is something to choose, or when the one key lies on a device.
import type { SigningKeyView } from '@congvan/contract'
import { momentWords } from '../../../lib/clock.ts'
import { useApi } from '../../../lib/data.ts'
import { say } from '../../../lib/language.ts'
import { Banner, Button, Select } from '../../../ui/index.ts'
import './devices.css'
import { useDeviceTexts } from './texts.ts'

const day = (iso: string) => momentWords(iso).slice(0, 10)

export interface Choice {
  keys: SigningKeyView[]
  chosen: SigningKeyView | null
}

/** The holder's keys; the one kept here first, so that nothing changes for who has no device. */
export function useKeyChoice(holder: 'person' | 'agency', keyId: string | null): Choice {
  const answer = useApi('signing.keys', {})
  const keys = (answer.data?.keys ?? []).filter((key) => key.holder === holder)
  const usable = keys.filter((key) => !key.problem)
  const chosen =
    keys.find((key) => key.id === keyId) ??
    usable.find((key) => key.kind === 'software') ??
    usable[0] ??
    keys[0] ??
    null
  return { keys, chosen }
}

export function KeyChoice(
  props: Choice & { onChoose: (id: string) => void; onTry: (key: SigningKeyView) => void },
) {
  const t = useDeviceTexts()
  const { keys, chosen } = props
  if (!chosen || (keys.length === 1 && chosen.kind === 'software')) return null
  const name = (key: SigningKeyView) =>
    [t.kinds[key.kind], key.reference || key.serviceName, t.until(day(key.notAfter))]
      .filter(Boolean)
      .join(' · ')
  return (
    <div className="key-choice">
      <Select
        label={t.signWith}
        value={chosen.id}
        options={keys.map((key) => ({ value: key.id, label: name(key) }))}
        onChange={props.onChoose}
      />
      {chosen.problem ? (
        <Banner tone="amber" alert>
          {say(chosen.problem)}
        </Banner>
      ) : (
        !chosen.tried && (
          <p className="key-choice-note">
            {t.firstUse}{' '}
            <Button variant="plain" size="small" onClick={() => props.onTry(chosen)}>
              {t.tryIt}
            </Button>
          </p>
        )
      )}
    </div>
  )
}
