import './errors.ts'

export { termsOf } from './document-terms.ts'
export { catchUp, startSearch } from './follow.ts'
