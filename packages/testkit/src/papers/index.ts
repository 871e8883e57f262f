// Generated papers with known truth. Shares no code and no word list with the reader that is judged by them.

export {
  type FileSample,
  type Placer,
  pdfSamples,
  scanOf,
  scanSamples,
  type TextSample,
  textSamples,
  widgetSamples,
} from './collections.ts'
export { composePaper } from './compose.ts'
export { htmlOf } from './html.ts'
export { f1, Judge, type Score, tableOf } from './judge.ts'
export type { Paper, PaperTruth } from './model.ts'
export { DAMAGES, damaged, pictureBytes, sheetsOf } from './pictures.ts'
export { Printer } from './print.ts'
export { type PrintedSheet, printedSheets, SHEETS } from './sheets/index.ts'
export { damageText, TEXT_DAMAGES, TEXT_FORMS, type TextDamage, type TextForm, textOf } from './text-forms.ts'
export { addWidgets } from './widgets.ts'
