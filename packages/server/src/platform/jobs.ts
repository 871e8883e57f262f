import { Logger, run, runMigrations, type TaskList, type Runner as WorkerRunner } from 'graphile-worker'
import type pg from 'pg'
import type { Module } from './command.ts'
import { log } from './log.ts'
import type { Services } from './services.ts'

const quiet = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning')
    log.warn('jobs.says', { message: String(message).slice(0, 300) })
})

/** The queue's own tables; before our migrations run, since `platform.add_job` names them. */
export const migrateJobs = (owner: pg.Pool) => runMigrations({ pgPool: owner, logger: quiet })

/** Jobs run after commit, at least once; each opens its own transactions through the runner, never as owner. */
export async function startJobs(
  owner: pg.Pool,
  modules: Module[],
  services: Services,
): Promise<WorkerRunner> {
  const taskList: TaskList = {}
  for (const module of modules) {
    for (const job of module.jobs ?? [])
      taskList[job.name] = async (payload) => job.run(services, payload as Record<string, unknown>)
  }
  return run({
    pgPool: owner,
    taskList,
    concurrency: 2,
    noHandleSignals: true,
    logger: quiet,
    pollInterval: 2000,
  })
}
