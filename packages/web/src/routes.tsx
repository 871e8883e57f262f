import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** A feature's door: `features/<name>/screen.tsx` exports `Screen`; `id` is what follows in the address. */
export interface ScreenProps {
  id: string | null
}

const doors = import.meta.glob<{ Screen: ComponentType<ScreenProps> }>('./features/*/screen.tsx')

export interface ScreenRoute {
  path: string
  feature: string
  Screen: LazyExoticComponent<ComponentType<ScreenProps>> | null
  /** Fetches the screen's code before it is wanted. */
  prepare: () => void
}

function screen(path: string, feature: string): ScreenRoute {
  const door = doors[`./features/${feature}/screen.tsx`]
  return {
    path,
    feature,
    Screen: door ? lazy(async () => ({ default: (await door()).Screen })) : null,
    prepare: () => void door?.(),
  }
}

export const routes: ScreenRoute[] = [
  screen('/viec/:id?', 'work'),
  screen('/tiep-nhan/:id?', 'intake'),
  screen('/van-ban/:id?', 'documents'),
  screen('/so/:id?', 'registers'),
  screen('/ho-so/:id?', 'dossiers'),
  screen('/soan-thao/:id?', 'drafting'),
  screen('/cho-ky/:id?', 'signing'),
  screen('/cho-phat-hanh/:id?', 'issuing'),
  screen('/dieu-hanh/chi-tieu', 'programmes'),
  screen('/dieu-hanh/ha-tang', 'equipment'),
  screen('/dieu-hanh/:id?', 'indicators'),
  screen('/lien-thong', 'exchange'),
  screen('/hop-thu', 'mail'),
  screen('/tin-cay', 'trust'),
  screen('/chung-thu-so', 'keys'),
  screen('/chung-thu', 'certificates'),
  screen('/quan-tri/:id?', 'admin'),
]

export const welcomeRoute = screen('/bat-dau', 'welcome')
export const deskRoute = screen('/dang-nhap', 'desks')
export const verifyRoute = screen('/kiem-tra', 'verify')
export const checkInRoute = screen('/tu-kiem', 'checkin')
