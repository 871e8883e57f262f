import type { SearchParams } from '@congvan/contract'
import { useState } from 'react'
import { newId, useActingPosition } from '../../../lib/api.ts'
import { useApi, useCommand } from '../../../lib/data.ts'
import { Banner, Button, Dialog, MenuItem, Popover, TextInput, toast } from '../../../ui/index.ts'
import { useSearchTexts } from './texts.ts'

/** Searches kept by name; one press brings one back. */
export function Views({ onPick }: { onPick: (asked: SearchParams) => void }) {
  const t = useSearchTexts()
  const views = useApi('search.views', {})
  const forget = useCommand('search.forget-view')
  const rows = views.data?.views ?? []
  return (
    <Popover label={t.views} trigger={{ variant: 'plain', size: 'small', icon: 'folder', children: t.views }}>
      {(close) => (
        <div className="panel-list">
          <p className="popover-title">{t.views}</p>
          {rows.length === 0 && <p className="panel-empty">{t.noViews}</p>}
          {rows.map((view) => (
            <div key={view.id} className="view-line">
              <MenuItem
                onClick={() => {
                  close()
                  onPick(view.query)
                }}
              >
                {view.name}
              </MenuItem>
              <Button
                variant="plain"
                size="small"
                icon="close"
                iconOnly
                onClick={() => forget.mutate({ viewId: view.id })}
              >
                {t.forget(view.name)}
              </Button>
            </div>
          ))}
        </div>
      )}
    </Popover>
  )
}

export function SaveView({ asked }: { asked: SearchParams }) {
  const t = useSearchTexts()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const save = useCommand('search.save-view')
  const keep = () => {
    const clean = name.trim()
    if (!clean) return
    save.mutate(
      { viewId: newId(), name: clean, query: asked as Record<string, string> },
      {
        onSuccess: () => {
          setOpen(false)
          toast(t.saved(clean))
        },
      },
    )
  }
  return (
    <>
      <Button
        variant="plain"
        size="small"
        icon="plus"
        onClick={() => {
          setName(asked.q ?? '')
          save.reset()
          setOpen(true)
        }}
      >
        {t.save}
      </Button>
      <Dialog
        title={t.save}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            <Button variant="primary" busy={save.isPending} disabled={!name.trim()} onClick={keep}>
              {t.keep}
            </Button>
          </>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
        >
          <TextInput label={t.saveName} value={name} maxLength={80} onChange={setName} />
        </form>
        {save.error && <Banner tone="amber">{save.error.message}</Banner>}
      </Dialog>
    </>
  )
}

/** The whole result as a sheet or a print; it leaves its line in the access log. */
export function TakeAway({ asked }: { asked: SearchParams }) {
  const t = useSearchTexts()
  const position = useActingPosition()
  const tail = new URLSearchParams({
    ...(asked as Record<string, string>),
    ...(position ? { position } : {}),
  })
  return (
    <Popover label={t.take} trigger={{ variant: 'plain', size: 'small', icon: 'download', children: t.take }}>
      {(close) => (
        <div className="panel-list">
          <p className="popover-title">{t.take}</p>
          <a className="menu-item" href={`/api/v1/search/export.xlsx?${tail}`} download onClick={close}>
            <span>{t.xlsx}</span>
          </a>
          <a
            className="menu-item"
            href={`/api/v1/search/print.pdf?${tail}`}
            target="_blank"
            rel="noreferrer"
            onClick={close}
          >
            <span>{t.pdf}</span>
          </a>
          <p className="panel-empty">{t.takeNote}</p>
        </div>
      )}
    </Popover>
  )
}
