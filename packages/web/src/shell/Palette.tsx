import type { DocumentCard, Me } from '@congvan/contract'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useRows } from '../lib/data.ts'
import { type KeyBinding, useActiveKeys } from '../lib/keys.ts'
import { plainText } from '../lib/plain-text.ts'
import { paths } from '../paths.ts'
import { Combobox, Dialog, KeyHint } from '../ui/index.ts'
import { useShellTexts } from './texts.ts'

type Entry = { kind: 'command'; binding: KeyBinding } | { kind: 'document'; card: DocumentCard }

/** Ctrl+K: every command with its key (so that it teaches), and documents by number or words. */
export function Palette({ onClose }: { me: Me; onClose: () => void }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  const active = useActiveKeys()
  const kept = useRef(active)
  const [query, setQuery] = useState('')
  const wanted = query.trim().length >= 2
  const documents = useRows('documents.list', { q: query.trim() }, { enabled: wanted })
  const needle = plainText(query)
  const commands = kept.current
    .filter(
      (binding) => binding.label && binding.keys !== 'Ctrl+k' && plainText(binding.label).includes(needle),
    )
    .map((binding): Entry => ({ kind: 'command', binding }))
  const found = wanted ? documents.rows.slice(0, 8).map((card): Entry => ({ kind: 'document', card })) : []
  const pick = (entry: Entry) => {
    onClose()
    if (entry.kind === 'document') go(paths.document(entry.card.id))
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
          options={[...commands, ...found]}
          optionKey={(entry) => (entry.kind === 'command' ? entry.binding.keys : entry.card.id)}
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
