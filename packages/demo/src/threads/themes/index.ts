import type { ThemeKey } from '../spec.ts'
import { ECONOMY, OFFICE, PARTY, REFORM } from './administration.ts'
import { COCONUT, NEW_COUNTRYSIDE, NEW_YEAR } from './countryside.ts'
import { COVID } from './covid.ts'
import { DIGITAL, SERVICES, SIGNATURES } from './digital.ts'
import { SALINITY } from './salinity.ts'
import type { Theme } from './theme.ts'

export const THEMES: Readonly<Record<ThemeKey, Theme>> = {
  man: SALINITY,
  covid: COVID,
  cds: DIGITAL,
  cks: SIGNATURES,
  dua: COCONUT,
  ntm: NEW_COUNTRYSIDE,
  dvc: SERVICES,
  tet: NEW_YEAR,
  cchc: REFORM,
  ktxh: ECONOMY,
  dang: PARTY,
  vanphong: OFFICE,
}
