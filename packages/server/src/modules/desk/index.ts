export { exportRegister, printRegister, printSeparators, printSlip } from './printing.ts'
export { listDesks } from './session-me.ts'
export { stampedCopy } from './stamped-copy.ts'
export { type DeskSetting, findDesks } from './store/work.ts'
