// Giải thể, sáp nhập: from now on the mail of a dissolved code goes to its successor.
import { useDeferredValue, useState } from 'react'
import { Button, Dialog, Empty, TextInput } from '../../ui/index.ts'
import { type DirectoryRow, useDirectory } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { useTexts } from './texts.ts'

export function Successor(props: { row: DirectoryRow; run: Run; onClose: () => void }) {
  const t = useTexts()
  const { row, run, onClose } = props
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<DirectoryRow | null>(null)
  const found = useDirectory(useDeferredValue(typed.trim()))
  const live = (found.data?.rows ?? []).filter((one) => !one.endedOn && one.code !== row.code).slice(0, 8)
  const set = async () => {
    if (!chosen) return
    const input = { code: row.code, successorCode: chosen.code }
    if (await run('exchange.set-successor', input, t.successorSet)) onClose()
  }
  return (
    <Dialog
      title={t.successorOf(row.name)}
      open
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" disabled={!chosen} onClick={() => void set()}>
            {t.setSuccessor}
          </Button>
        </>
      }
    >
      <div className="change-form">
        <p>{t.successorNote}</p>
        <TextInput label={t.successorFind} value={typed} onChange={setTyped} placeholder={t.findHint} />
        {found.data && live.length === 0 && <Empty title={t.noAgency} />}
        <ul className="successor-list">
          {live.map((one) => (
            <li key={one.code}>
              <label className="successor">
                <input
                  type="radio"
                  name="successor"
                  checked={chosen?.code === one.code}
                  onChange={() => setChosen(one)}
                />
                <span>
                  {one.name}
                  <span className="exchange-note"> · {one.code}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
