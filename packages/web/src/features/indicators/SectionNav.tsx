import { Link, useLocation } from 'wouter'
import { dictionary } from '../../lib/language.ts'
import { paths } from '../../paths.ts'
import './section-nav.css'

const useTexts = dictionary({
  vi: { label: 'Điều hành', figures: 'Số liệu', targets: 'Chỉ tiêu được giao', equipment: 'Hạ tầng' },
  en: { label: 'Figures', figures: 'Figures', targets: 'Assigned targets', equipment: 'Infrastructure' },
})

/** The three rooms of Điều hành: what is counted, what was assigned, what stands behind it. */
export function SectionNav() {
  const t = useTexts()
  const [location] = useLocation()
  const rooms = [
    { to: paths.figures(), name: t.figures },
    { to: paths.targets(), name: t.targets },
    { to: paths.equipment(), name: t.equipment },
  ]
  return (
    <nav className="section-nav" aria-label={t.label}>
      {rooms.map((room) => (
        <Link key={room.to} href={room.to} aria-current={location === room.to ? 'page' : undefined}>
          {room.name}
        </Link>
      ))}
    </nav>
  )
}
