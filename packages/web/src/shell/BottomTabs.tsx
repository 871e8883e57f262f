import type { Me } from '@congvan/contract'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { setActingPosition } from '../lib/api.ts'
import { paths } from '../paths.ts'
import { Icon, type IconName, MenuItem, Sheet } from '../ui/index.ts'
import { AccountPanel } from './Account.tsx'
import type { Place } from './places.ts'
import { useShellTexts } from './texts.ts'

interface Props {
  me: Me
  places: Place[]
  feature: string
  onHelp: () => void
}

/** Việc của tôi · Văn bản · ＋ · Sổ (or Chờ ký) · Tôi. What has no tab stands in "Tôi". */
export function BottomTabs({ me, places, feature, onHelp }: Props) {
  const t = useShellTexts()
  const [sheet, setSheet] = useState<'add' | 'me' | null>(null)
  const has = (name: string) => places.some((place) => place.feature === name)
  const fourth = has('signing') ? 'signing' : has('registers') ? 'registers' : null
  const tabs = ['work', 'documents', 'add', fourth, 'me'].filter((name) => name !== null)
  const count = (name: string) => places.find((place) => place.feature === name)?.count(me) ?? 0
  const icon = (name: string): IconName =>
    name === 'add'
      ? 'plus'
      : name === 'me'
        ? 'me'
        : (places.find((place) => place.feature === name)?.icon ?? 'document')
  const others = places.filter((place) => !tabs.includes(place.feature))
  return (
    <>
      <nav className="bottom-tabs" aria-label={t.navigation}>
        {tabs.map((name) =>
          name === 'add' || name === 'me' ? (
            <button key={name} type="button" className={`bottom-tab ${name}`} onClick={() => setSheet(name)}>
              <span className="bottom-tab-icon">
                <Icon name={icon(name)} size={22} />
              </span>
              <span>{t.tabs[name]}</span>
            </button>
          ) : (
            <Link
              key={name}
              href={places.find((place) => place.feature === name)?.path ?? '/'}
              className="bottom-tab"
              aria-current={feature === name ? 'page' : undefined}
            >
              <span className="bottom-tab-icon">
                <Icon name={icon(name)} size={22} />
                {count(name) > 0 && (
                  <span className="bottom-count">{count(name) > 99 ? '99+' : count(name)}</span>
                )}
              </span>
              <span>{t.tabs[name]}</span>
            </Link>
          ),
        )}
      </nav>
      <AddSheet open={sheet === 'add'} intake={has('intake')} onClose={() => setSheet(null)} />
      <MeSheet open={sheet === 'me'} me={me} others={others} onHelp={onHelp} onClose={() => setSheet(null)} />
    </>
  )
}

function AddSheet(props: { open: boolean; intake: boolean; onClose: () => void }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  const to = (path: string) => () => {
    props.onClose()
    go(path)
  }
  return (
    <Sheet title={t.add} open={props.open} onClose={props.onClose}>
      <div className="panel-list">
        {props.intake && <MenuItem onClick={to(paths.intake())}>{t.addIntake}</MenuItem>}
        <MenuItem onClick={to(paths.newDraft())}>{t.addDraft}</MenuItem>
      </div>
    </Sheet>
  )
}

function MeSheet(props: { open: boolean; me: Me; others: Place[]; onHelp: () => void; onClose: () => void }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  const { me } = props
  return (
    <Sheet title={me.name} open={props.open} onClose={props.onClose}>
      <div className="panel-list">
        {props.others.map((place) => (
          <MenuItem
            key={place.feature}
            onClick={() => {
              props.onClose()
              go(place.path)
            }}
          >
            <span className="bell-line">
              <span>{t.places[place.feature]}</span>
              {place.count(me) > 0 && <b>{place.count(me)}</b>}
            </span>
          </MenuItem>
        ))}
        {props.others.length > 0 && <hr />}
        <p className="popover-title">{t.actingAs}</p>
        {me.posts.map((post) => (
          <MenuItem
            key={post.positionId}
            current={post.positionId === me.acting.positionId}
            note={post.agencyName}
            onClick={() => {
              setActingPosition(post.positionId)
              props.onClose()
            }}
          >
            {post.title}
          </MenuItem>
        ))}
        <hr />
        <AccountPanel onHelp={props.onHelp} onDone={props.onClose} />
      </div>
    </Sheet>
  )
}
