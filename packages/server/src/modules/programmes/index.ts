// Front door of programmes: targets, and the year-end report that is made of live figures.
import './errors.ts'

export { draftYearReport } from './draft-report.ts'
export { exportBoard, printBoard } from './export-board.ts'
export { yearFacts } from './facts.ts'
export { statementsOf } from './statements.ts'
export { renderYearReport } from './year-report.ts'
