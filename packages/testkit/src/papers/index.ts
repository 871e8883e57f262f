// Generated papers with known truth. Shares no code and no word list with the reader that is judged by them.
export { composePaper } from './compose.ts'
export type { Paper, PaperTruth } from './model.ts'
export { damageText, TEXT_DAMAGES, TEXT_FORMS, type TextDamage, type TextForm, textOf } from './text-forms.ts'
