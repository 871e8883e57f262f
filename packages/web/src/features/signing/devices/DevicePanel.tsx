// What a person sees while a device signs: the code to compare, what to do, each document's state.
import type { SigningProgress } from '@congvan/contract'
import { useEffect, useState } from 'react'
import { say } from '../../../lib/language.ts'
import { Banner, Button, Dialog, Icon, TextInput } from '../../../ui/index.ts'
import './devices.css'
import { useDeviceTexts } from './texts.ts'
import type { Device } from './useDevice.ts'

export function DevicePanel({ device }: { device: Device }) {
  const t = useDeviceTexts()
  const { progress, trouble, refused } = device
  if (!progress) return null
  const open = progress.state === 'open'
  const done = progress.files.filter((file) => file.state === 'done').length
  const all = progress.files.length
  return (
    <Dialog
      open
      title={t.title[progress.purpose]}
      onClose={device.forget}
      actions={
        open ? (
          <>
            <Button variant="plain" onClick={device.forget}>
              {t.later}
            </Button>
            <Button onClick={device.cancel}>{t.cancel}</Button>
          </>
        ) : (
          <Button variant="primary" onClick={device.forget}>
            {t.close}
          </Button>
        )
      }
    >
      {open && progress.needs === null && <Instruction progress={progress} />}
      {progress.needs === 'pin' && (
        <Pin problem={progress.problem && say(progress.problem)} onPin={device.givePin} />
      )}
      {progress.needs === null && progress.problem && (
        <Banner tone="amber" alert>
          {say(progress.problem)}
        </Banner>
      )}
      {open && trouble && (
        <Banner tone="amber" alert actions={<Button onClick={device.again}>{t.again}</Button>}>
          {trouble === 'absent' ? t.tokenAbsent : trouble.said}
        </Banner>
      )}
      {!open && (progress.state === 'done' || done > 0) && (
        <p className="device-done" role="status">
          <Icon name={done === all ? 'check' : 'warn'} size={18} />{' '}
          {done < all ? t.some(done, all) : progress.purpose === 'trial' ? t.tried : t.done(done)}
        </p>
      )}
      <Files progress={progress} />
      {refused.length > 0 && (
        <ul className="device-refused">
          {refused.map((one) => (
            <li key={one.documentId}>{say(one)}</li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function Instruction({ progress }: { progress: SigningProgress }) {
  const t = useDeviceTexts()
  const all = progress.files.length
  const turn = progress.files.findIndex((file) => file.state === 'asked')
  const one = turn < 0 || all < 2 ? null : { at: turn + 1, of: all, label: progress.files[turn]!.label }
  // A token and a SIM ask for each document anew; a remote key once for all.
  const words =
    progress.keyKind === 'token' ? t.onToken : progress.keyKind === 'sim' ? t.onPhone : t.inApp(all)
  return (
    <div className="device-now">
      {one && progress.keyKind !== 'remote' && (
        <p className="device-turn">
          <strong>{t.turn(one.at, one.of)}</strong> <span>{one.label}</span>
        </p>
      )}
      <p>{words}</p>
      {progress.code && (
        <p className="device-code">
          <span>{t.code}</span>
          <strong>{progress.code}</strong>
        </p>
      )}
      {progress.phoneUrl && (
        <a href={progress.phoneUrl} target="_blank" rel="noreferrer">
          {t.demoPhone}
        </a>
      )}
      {progress.expiresAt && <Countdown key={progress.expiresAt} seconds={180} />}
    </div>
  )
}

/** Counted from when it is shown: the machine's clock may be off, and the demo has one of its own. */
function Countdown({ seconds }: { seconds: number }) {
  const t = useDeviceTexts()
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="device-left">{t.left(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)}</p>
  )
}

function Pin({ problem, onPin }: { problem: string | null; onPin: (pin: string) => void }) {
  const t = useDeviceTexts()
  const [pin, setPin] = useState('')
  const send = () => {
    if (pin) onPin(pin)
    setPin('')
  }
  return (
    <div className="device-pin">
      <TextInput
        label={t.pin}
        hint={t.pinHint}
        type="password"
        autoFocus
        autoComplete="off"
        value={pin}
        error={problem}
        onChange={setPin}
        onEnter={send}
      />
      <Button variant="primary" icon="sign" onClick={send}>
        {t.confirm}
      </Button>
    </div>
  )
}

function Files({ progress }: { progress: SigningProgress }) {
  const t = useDeviceTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by the keyboard too
    <ol className="device-files" tabIndex={0} aria-live="polite">
      {progress.files.map((file) => (
        <li key={file.id} className={file.state}>
          <span>{file.label}</span>
          <small>
            {file.state === 'done' && <Icon name="check" size={14} />}
            {t.fileStates[file.state]}
          </small>
          {file.problem && <p>{say(file.problem)}</p>}
        </li>
      ))}
    </ol>
  )
}
