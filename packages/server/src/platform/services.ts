import type { Clock, WorkingCalendar } from '../kernel/time.ts'
import type { BlobStore } from './blobs.ts'
import type { Notices } from './notices.ts'
import type { Runner } from './runner.ts'
import type { Sealer } from './sealer.ts'
import type { Spool } from './spool.ts'

/** What a use case may ask of the floor; made once at start. */
export interface Services {
  clock: Clock
  calendar: WorkingCalendar
  blobs: BlobStore
  spool: Spool
  /** Where the scan folders of the agencies lie. */
  scanRoot: string
  sealer: Sealer
  runner: Runner
  demo: { label: string } | null
  notices: Notices
}
