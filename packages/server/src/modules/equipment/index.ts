// The named questions of the indicators over equipment stand in provisioning/index.ts, with those of the other registers.
import './errors.ts'

export { checkInMachine, checkInView } from './check-in.ts'
export { importCount } from './read-count.ts'
