import { useRef } from 'react'
import { type KeyBinding, useActiveKeys } from '../lib/keys.ts'
import { Dialog, KeyHint } from '../ui/index.ts'
import { useShellTexts } from './texts.ts'

/** `?`: every shortcut that answers on this screen, grouped. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useShellTexts()
  const active = useActiveKeys()
  const kept = useRef<KeyBinding[]>(active)
  const shown = kept.current.filter((binding) => binding.label)
  const groups = [...new Set(shown.map((binding) => binding.group ?? ''))]
  return (
    <Dialog title={t.keysTitle} open wide onClose={onClose}>
      <div className="keys-groups">
        {groups.map((group) => (
          <section key={group}>
            {group && <h3>{group}</h3>}
            <dl>
              {shown
                .filter((binding) => (binding.group ?? '') === group)
                .map((binding) => (
                  <div key={binding.keys}>
                    <dt>{binding.label}</dt>
                    <dd>
                      <KeyHint keys={binding.keys} />
                      <span className="visually-hidden">{binding.keys}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="keys-note">{t.keysNote}</p>
    </Dialog>
  )
}
