// Máy tính, đường truyền: who has none, what is old, the commune's form, and the links that let a machine say itself what it is.
import type { EquipmentBoard, MachineRow } from '@congvan/contract'
import { useDeferredValue, useState } from 'react'
import { command } from '../../lib/api.ts'
import { dayWords } from '../../lib/clock.ts'
import { takeAnswer, useApi, useRows } from '../../lib/data.ts'
import { Badge, Banner, Button, Chip, Empty, Skeleton, TextInput, toast } from '../../ui/index.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { LineDialog, LinksDialog, MachineDialog } from './MachineDialogs.tsx'
import { momentWords } from './Network.tsx'
import { useTexts } from './texts.ts'

type Open =
  | { what: 'machine'; row: MachineRow | null }
  | { what: 'links' }
  | { what: 'import' }
  | { what: 'line' }
const FLAGS = ['', 'old', 'out-of-warranty', 'broken', 'nobody'] as const
type Flag = (typeof FLAGS)[number]

export function Machines() {
  const t = useTexts()
  const { data, error, refetch } = useApi('equipment.board', {}, { keep: true })
  const [open, setOpen] = useState<Open | null>(null)
  if (!data)
    return error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void refetch()}>{t.tryAgain}</Button>}>
        {error.message}
      </Banner>
    ) : (
      <Skeleton lines={6} />
    )
  const without = data.staff.filter((row) => row.assetCode === null)
  const close = () => setOpen(null)
  return (
    <div className="machines">
      <div className="equipment-head">
        <p className="equipment-standing">
          {t.standing(data.staff.filter((row) => row.networked).length, data.staff.length, data.agency)}
        </p>
        <span className="equipment-acts">
          <Button onClick={() => setOpen({ what: 'import' })}>{t.importSheet}</Button>
          <Button onClick={() => setOpen({ what: 'links' })}>{t.makeLinks}</Button>
          <Button variant="primary" icon="plus" onClick={() => setOpen({ what: 'machine', row: null })}>
            {t.addMachine}
          </Button>
        </span>
      </div>
      <div className="machines-columns">
        <List board={data} onOpen={(row) => setOpen({ what: 'machine', row })} />
        <div className="machines-side">
          <section aria-labelledby="without-title">
            <h2 id="without-title">{t.without(without.length)}</h2>
            {without.length === 0 ? (
              <p className="equipment-note">{t.everybody}</p>
            ) : (
              <ul className="equipment-rows">
                {without.slice(0, 12).map((row) => (
                  <li key={row.personId}>
                    <span>
                      <strong>{row.name}</strong>
                      <small>{row.title}</small>
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {without.length > 12 && <p className="equipment-note">{t.andMore(without.length - 12)}</p>}
          </section>
          <Links board={data} />
          <section aria-labelledby="lines-title">
            <div className="equipment-head">
              <h2 id="lines-title">{t.lines}</h2>
              <Button size="small" onClick={() => setOpen({ what: 'line' })}>
                {t.addLine}
              </Button>
            </div>
            {data.lines.length === 0 ? (
              <p className="equipment-note">{t.noLines}</p>
            ) : (
              <ul className="equipment-rows">
                {data.lines.map((row) => (
                  <li key={row.id}>
                    <span>
                      <strong>{t.lineKinds[row.kind]}</strong>
                      <small>
                        {[row.provider, row.speedMbps && `${row.speedMbps} Mbit/s`]
                          .filter(Boolean)
                          .join(' · ')}
                      </small>
                    </span>
                    <span>{t.lineStates[row.state]}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
      {open?.what === 'machine' && <MachineDialog board={data} row={open.row} onClose={close} />}
      {open?.what === 'import' && <ImportDialog onClose={close} />}
      {open?.what === 'links' && <LinksDialog board={data} onClose={close} />}
      {open?.what === 'line' && <LineDialog onClose={close} />}
    </div>
  )
}

function List({ board, onOpen }: { board: EquipmentBoard; onOpen: (row: MachineRow) => void }) {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const [flag, setFlag] = useState<Flag>('')
  const q = useDeferredValue(typed.trim())
  const { rows, loading, more, error } = useRows('equipment.machines', {
    ...(q ? { q } : {}),
    ...(flag ? { flag } : {}),
  })
  const counts: Record<Flag, number> = {
    '': board.machines.all,
    old: board.machines.old,
    'out-of-warranty': board.machines.outOfWarranty,
    broken: board.machines.broken,
    nobody: board.machines.nobody,
  }
  return (
    <section aria-labelledby="machines-title">
      <h2 id="machines-title">{board.everywhere ? t.allMachines : t.ownMachines}</h2>
      <div className="machines-search">
        <TextInput
          label={t.search}
          type="search"
          placeholder={t.searchHint}
          value={typed}
          onChange={setTyped}
        />
      </div>
      <fieldset className="targets-filters">
        <legend className="visually-hidden">{t.filter}</legend>
        {FLAGS.map((value) => (
          <Chip key={value} pressed={flag === value} onClick={() => setFlag(value)}>
            {t.flags[value]} {counts[value].toLocaleString('vi-VN')}
          </Chip>
        ))}
      </fieldset>
      {error ? (
        <Banner tone="amber" alert>
          {error.message}
        </Banner>
      ) : loading ? (
        <Skeleton lines={5} />
      ) : rows.length === 0 ? (
        <Empty title={t.noMachines} />
      ) : (
        <ul className="equipment-rows">
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                <button type="button" className="link-button" onClick={() => onOpen(row)}>
                  {row.assetCode} · {t.machineKinds[row.kind]}
                </button>
                <small>
                  {[
                    row.person ?? (row.personId ? null : t.nobody),
                    board.everywhere ? row.agency : null,
                    row.model,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  <br />
                  {[
                    row.age === null ? null : t.age(row.age),
                    row.underWarranty === null
                      ? null
                      : row.underWarranty
                        ? t.warrantyUntil(dayWords(row.warrantyUntil))
                        : t.warrantyOver,
                    t.counted[row.countedBy],
                    row.checkedInAt && dayWords(row.checkedInAt.slice(0, 10)),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
              <span className="equipment-acts">
                {row.state !== 'in-use' && <Badge tone="amber">{t.machineStates[row.state]}</Badge>}
                <span>
                  {row.internalNetwork && row.broadband
                    ? t.networked
                    : row.broadband
                      ? t.onlyBroadband
                      : row.internalNetwork
                        ? t.onlyNetwork
                        : t.offline}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {rows.length >= 50 && (
        <p>
          <Button onClick={more}>{t.more}</Button>
        </p>
      )}
    </section>
  )
}

function Links({ board }: { board: EquipmentBoard }) {
  const t = useTexts()
  if (board.links.length === 0) return null
  const copy = async (path: string) => {
    await navigator.clipboard.writeText(window.location.origin + path)
    toast(t.copied)
  }
  const end = async (linkId: string) => {
    try {
      await command('equipment.end-link', { linkId })
      takeAnswer(null)
      toast(t.linkEnded)
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  return (
    <section aria-labelledby="links-title">
      <h2 id="links-title">{t.links}</h2>
      <ul className="equipment-rows">
        {board.links.map((row) => (
          <li key={row.id}>
            <span>
              <strong>{row.person}</strong>
              <small>
                {row.usedAt
                  ? t.usedOn(momentWords(isoOf(row.usedAt)))
                  : t.expires(momentWords(isoOf(row.expiresAt)))}
              </small>
            </span>
            <span className="equipment-acts">
              {row.usedAt && <Badge tone="accent">{t.used}</Badge>}
              <Button
                size="small"
                icon="clip"
                onClick={() => void copy(row.path)}
                title={`${t.copy}: ${row.person}`}
              >
                {t.copy}
              </Button>
              <Button
                size="small"
                variant="plain"
                onClick={() => void end(row.id)}
                title={`${t.endLink}: ${row.person}`}
              >
                {t.endLink}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `2021-12-27 07:30:00+07` of the database → an instant every browser reads. */
const isoOf = (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
