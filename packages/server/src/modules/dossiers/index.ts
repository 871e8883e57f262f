import './errors.ts'

export { fileInto, isFilable } from './file.ts'
export { exportDossiers, printDossiers } from './printing.ts'
export { listHolding } from './store/dossiers.ts'
