// Long work the person may leave running: uploads, batch signing, issuing. Shown in the top line.
import { useSyncExternalStore } from 'react'
import { newId } from './api.ts'

export interface Job {
  id: string
  title: string
  /** 0–1, null while unknown. */
  progress: number | null
  state: 'running' | 'failed' | 'done'
  message: string | null
  retry: (() => void) | null
}

let jobs: Job[] = []
const listeners = new Set<() => void>()
const announce = (next: Job[]) => {
  jobs = next
  for (const listener of listeners) listener()
}

export function startJob(title: string) {
  const id = newId()
  announce([...jobs, { id, title, progress: null, state: 'running', message: null, retry: null }])
  const change = (patch: Partial<Job>) =>
    announce(jobs.map((job) => (job.id === id ? { ...job, ...patch } : job)))
  return {
    progress: (part: number) => change({ progress: part }),
    done: (message: string | null = null) => {
      change({ state: 'done', progress: 1, message, retry: null })
      setTimeout(() => dismissJob(id), 6000)
    },
    fail: (message: string, retry: (() => void) | null = null) => change({ state: 'failed', message, retry }),
    dismiss: () => dismissJob(id),
  }
}

export function dismissJob(id: string): void {
  announce(jobs.filter((job) => job.id !== id))
}

export const useJobs = (): Job[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => jobs,
  )
