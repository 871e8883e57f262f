import type { Me } from '@congvan/contract'
import { useState } from 'react'
import { Link } from 'wouter'
import { routes } from '../routes.tsx'
import { Icon } from '../ui/index.ts'
import type { Place } from './places.ts'
import { useShellTexts } from './texts.ts'

const KEY = 'congvan.rail'

/** Words stand beside the icons until the person folds the rail; then they come back on hover and focus. */
export function Rail({ me, places, feature }: { me: Me; places: Place[]; feature: string }) {
  const t = useShellTexts()
  const [folded, setFolded] = useState(() => localStorage.getItem(KEY) === 'folded')
  const toggle = () => {
    localStorage.setItem(KEY, folded ? 'open' : 'folded')
    setFolded(!folded)
  }
  return (
    <nav className={`rail ${folded ? 'folded' : ''}`} aria-label={t.navigation}>
      <div className="rail-inner">
        <div className="rail-mark" aria-hidden="true">
          <svg aria-hidden="true" width="24" height="24" viewBox="0 0 32 32">
            <path
              d="M8 4h11l6 6v18H8z"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinejoin="round"
            />
            <path
              d="M19 4v6h6M12 15h9M12 19.500h9M12 24h5"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
            />
          </svg>
          <span className="rail-word">{t.short}</span>
        </div>
        <ul>
          {places.map((place) => {
            const count = place.count(me)
            return (
              <li key={place.feature}>
                <Link
                  href={place.path}
                  className={`rail-item ${place.feature === 'admin' ? 'apart' : ''}`}
                  aria-current={place.feature === feature ? 'page' : undefined}
                  onPointerEnter={() => routes.find((route) => route.feature === place.feature)?.prepare()}
                >
                  <Icon name={place.icon} />
                  <span className="rail-word">{t.places[place.feature]}</span>
                  {count > 0 && (
                    <span className="rail-count">
                      {count > 999 ? '999+' : count}
                      <span className="visually-hidden"> {t.waiting(count)}</span>
                    </span>
                  )}
                </Link>
              </li>
            )
          })}
        </ul>
        <button type="button" className="rail-item rail-fold" onClick={toggle} aria-pressed={folded}>
          <Icon name={folded ? 'right' : 'left'} />
          <span className="rail-word">{folded ? t.expand : t.collapse}</span>
        </button>
      </div>
    </nav>
  )
}
