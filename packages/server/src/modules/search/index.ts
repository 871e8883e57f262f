import './errors.ts'

export { termsOf } from './document-terms.ts'
export { exportSearch, printSearch } from './export.ts'
export { catchUp, startSearch } from './follow.ts'
