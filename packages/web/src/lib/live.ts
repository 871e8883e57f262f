import { client, invalidateTopics } from './data.ts'

/** Server-sent events: lists and badges change without reload. Reconnects with growing pauses, then asks everything. */
export function startLive(): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let stopped = false
  let waiting = new Set<string>()
  let flush: ReturnType<typeof setTimeout> | undefined

  const take = (topics: string[]) => {
    for (const topic of topics) waiting.add(topic)
    // 169 receipts arrive in a second: one question to the server, not 169.
    flush ??= setTimeout(() => {
      flush = undefined
      const now = [...waiting]
      waiting = new Set()
      invalidateTopics(now)
    }, 250)
  }

  const connect = () => {
    if (stopped) return
    source = new EventSource('/api/v1/live')
    source.onopen = () => {
      if (failures > 0) void client.invalidateQueries()
      failures = 0
    }
    source.onmessage = (event) => {
      try {
        take((JSON.parse(String(event.data)) as { changed?: string[] }).changed ?? [])
      } catch {
        // A comment or a broken line says nothing has changed.
      }
    }
    source.onerror = () => {
      source?.close()
      failures++
      timer = setTimeout(connect, Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)))
    }
  }
  connect()
  return () => {
    stopped = true
    source?.close()
    clearTimeout(timer)
    clearTimeout(flush)
  }
}
