import './errors.ts'

export { holds, ROLE_WORDS } from './steps.ts'
export { type AssignmentRow, listAssignments } from './store/assignments.ts'
