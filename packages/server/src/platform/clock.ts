import { type Clock, machineClock, Temporal } from '../kernel/time.ts'
import type { Tx } from './tx.ts'

/** The demo province's own clock: opens at a fixed moment of its story on first start, and runs on. */
export async function loadClock(tx: Tx): Promise<{ clock: Clock; demo: boolean }> {
  const row = await tx.one<{ value: { startedAt: string; opensAt: string } }>(
    `select value from platform.setting where key = 'demo-clock'`,
  )
  if (!row) return { clock: machineClock, demo: false }
  const shift = Temporal.Instant.from(row.value.opensAt).since(Temporal.Instant.from(row.value.startedAt))
  return { clock: { now: () => machineClock.now().add(shift) }, demo: true }
}

export async function startDemoClock(tx: Tx, opensAt: string): Promise<void> {
  await tx.run(
    `insert into platform.setting (key, value) values ('demo-clock', $1) on conflict (key) do nothing`,
    [JSON.stringify({ startedAt: machineClock.now().toString(), opensAt })],
  )
}
