// Front door of indicators: the figures of a period, and what keeps them live.
import './errors.ts'

export { readBoard, readFigures } from './board.ts'
export { startDigests } from './digest.ts'
export { catchUp, recount, startIndicators } from './listen.ts'
export { periodOf } from './period.ts'
