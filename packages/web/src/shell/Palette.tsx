import type { DocumentCard, Me } from '@congvan/contract'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useApi } from '../lib/data.ts'
import { type KeyBinding, useActiveKeys } from '../lib/keys.ts'
import { plainText } from '../lib/plain-text.ts'
import { paths } from '../paths.ts'
import { Combobox, Dialog, KeyHint } from '../ui/index.ts'
import { useShellTexts } from './texts.ts'

type Entry =
  | { kind: 'command'; binding: KeyBinding }
  | { kind: 'document'; card: DocumentCard }
  | { kind: 'name'; text: string }

/** Ctrl+K: every command with its key (so that it teaches), and documents by number or words. */
export function Palette({ onClose }: { me: Me; onClose: () => void }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  const active = useActiveKeys()
  const kept = useRef(active)
  const [query, setQuery] = useState('')
  const wanted = query.trim().length >= 2
  const answer = useApi('search.find', { q: query.trim(), typing: '1' }, { enabled: wanted, keep: true })
  const names = useApi('search.suggest', { q: query.trim() }, { enabled: wanted, keep: true })
  const needle = plainText(query)
  const commands = kept.current
    .filter(
      (binding) => binding.label && binding.keys !== 'Ctrl+k' && plainText(binding.label).includes(needle),
    )
    .map((binding): Entry => ({ kind: 'command', binding }))
  const found = wanted
    ? (answer.data?.rows ?? []).slice(0, 8).map(({ card }): Entry => ({ kind: 'document', card }))
    : []
  const suggested = wanted
    ? (names.data?.suggestions ?? [])
        .filter((one) => one.kind === 'person' || one.kind === 'agency')
        .slice(0, 3)
        .map((one): Entry => ({ kind: 'name', text: one.text }))
    : []
  const pick = (entry: Entry) => {
    onClose()
    if (entry.kind === 'document') go(paths.document(entry.card.id))
    else if (entry.kind === 'name') go(paths.documents({ q: entry.text }))
    // After the dialog has given the focus back: a command may want it for itself.
    else requestAnimationFrame(() => entry.binding.run(new KeyboardEvent('keydown')))
  }
  return (
    <Dialog title={t.palette} open shape="high" onClose={onClose}>
      <div className="palette">
        <Combobox<Entry>
          label={t.palette}
          hideLabel
          query={query}
          onQuery={setQuery}
          options={[...commands, ...found, ...suggested]}
          optionKey={(entry) =>
            entry.kind === 'command'
              ? entry.binding.keys
              : entry.kind === 'name'
                ? `name ${entry.text}`
                : entry.card.id
          }
          onPick={pick}
          onEnter={() => {
            onClose()
            go(paths.documents({ q: query.trim() }))
          }}
          placeholder={t.palette}
          emptyText={t.paletteEmpty}
          autoFocus
          openOnFocus
          renderOption={(entry) =>
            entry.kind === 'command' ? (
              <span className="palette-line">
                <span>{entry.binding.label}</span>
                <KeyHint keys={entry.binding.keys} />
              </span>
            ) : entry.kind === 'name' ? (
              <span>
                {entry.text}
                <small>{t.paletteName}</small>
              </span>
            ) : (
              <span>
                {entry.card.subject}
                <small>{[entry.card.numberSymbol, entry.card.issuerName].filter(Boolean).join(' · ')}</small>
              </span>
            )
          }
        />
      </div>
    </Dialog>
  )
}
