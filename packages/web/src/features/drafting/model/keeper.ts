// Keeps what is typed: saves by itself with a version check, joins what another person saved, and holds
// every unsaved letter in the browser until the server has it.
import type { DraftContent } from '@congvan/contract'
import type { Drawer } from './drawer.ts'
import { type DraftField, mergeDrafts, sameValue, take, tidy } from './merge.ts'

/** A change, or how to change what stands there by then (answers that come late). */
export type Patch = Partial<DraftContent> | ((now: DraftContent) => Partial<DraftContent>)
export type Edit = (patch: Patch) => void

export interface Stored {
  version: number
  content: DraftContent
  savedAt: string
}
export interface KeeperPorts {
  save(version: number, content: DraftContent): Promise<Stored>
  latest(): Promise<Stored>
  /** Was the save refused because somebody else saved first? */
  isStale(error: unknown): boolean
  sentence(error: unknown): string
  drawer: Drawer
  after(ms: number, run: () => void): () => void
}
export interface KeeperState {
  content: DraftContent
  version: number
  savedAt: string
  status: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'
  sentence: string | null
  /** The other person's version while the two wait to be joined. */
  theirs: DraftContent | null
  conflicts: DraftField[]
  /** When the unsaved text found in this browser was typed. */
  restoredAt: string | null
  /** Fields another person changed that were joined in without a question. */
  joined: DraftField[]
}

export const PAUSE = 1200
export const RETRY = 8000

export class DraftKeeper {
  private state: KeeperState
  private base: DraftContent
  private readonly ports: KeeperPorts
  private readonly listeners = new Set<() => void>()
  private cancel: (() => void) | null = null
  private running: Promise<void> | null = null

  constructor(ports: KeeperPorts, stored: Stored) {
    this.ports = ports
    this.base = stored.content
    this.state = {
      content: stored.content,
      version: stored.version,
      savedAt: stored.savedAt,
      status: 'saved',
      sentence: null,
      theirs: null,
      conflicts: [],
      restoredAt: null,
      joined: [],
    }
    this.restore(stored)
  }

  read = (): KeeperState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Sends what was found in the drawer; apart from the making, so that a keeper nobody uses sends nothing. */
  start(): void {
    if (this.state.status === 'waiting') this.schedule(0)
  }

  edit(patch: Patch): void {
    const now = this.state.content
    const content = { ...now, ...(typeof patch === 'function' ? patch(now) : patch) }
    if (sameValue(content, this.state.content)) return
    this.remember(content)
    this.set({ content, status: this.state.status === 'conflict' ? 'conflict' : 'waiting', joined: [] })
    this.schedule(PAUSE)
  }

  /** Saves now; resolves true when the server has every letter. */
  async flush(): Promise<boolean> {
    this.cancel?.()
    while (this.running) await this.running
    if (this.state.status === 'conflict') return false
    if (!this.dirty()) return true
    this.running = this.saveOnce().finally(() => {
      this.running = null
    })
    await this.running
    return !this.dirty() && this.state.status === 'saved'
  }

  /** A newer version came from the server without our asking. */
  receive(stored: Stored): void {
    if (stored.version <= this.state.version || this.running) return
    this.joinWith(stored)
  }

  choose(field: DraftField, side: 'mine' | 'theirs'): void {
    const { theirs, conflicts } = this.state
    if (!theirs) return
    const content = side === 'theirs' ? take(this.state.content, theirs, field) : this.state.content
    const left = conflicts.filter((f) => f !== field)
    this.remember(content)
    this.set({ content, conflicts: left })
    if (left.length > 0) return
    this.set({ theirs: null, status: 'waiting' })
    this.schedule(0)
  }

  /** The page is left: no more tries of our own; what is unsaved waits in the drawer. */
  close(): void {
    this.cancel?.()
  }

  private dirty(): boolean {
    return !sameValue(tidy(this.state.content), tidy(this.base))
  }

  private async saveOnce(): Promise<void> {
    const sent = tidy(this.state.content)
    this.set({ status: 'saving', sentence: null })
    try {
      const stored = await this.ports.save(this.state.version, sent)
      this.base = sent
      const more = this.dirty()
      if (!more) this.ports.drawer.clear()
      this.set({ version: stored.version, savedAt: stored.savedAt, status: more ? 'waiting' : 'saved' })
      if (more) this.schedule(PAUSE)
    } catch (error) {
      await this.failed(error)
    }
  }

  private async failed(error: unknown): Promise<void> {
    if (this.ports.isStale(error)) {
      try {
        this.joinWith(await this.ports.latest())
        return
      } catch (second) {
        this.set({ status: 'failed', sentence: this.ports.sentence(second) })
        this.schedule(RETRY)
        return
      }
    }
    this.set({ status: 'failed', sentence: this.ports.sentence(error) })
    this.schedule(RETRY)
  }

  private joinWith(stored: Stored): void {
    const mine = tidy(this.state.content)
    const { merged, conflicts } = mergeDrafts(tidy(this.base), mine, stored.content)
    const joined = (Object.keys(merged) as DraftField[]).filter((f) => !sameValue(merged[f], mine[f]))
    this.base = stored.content
    const dirty = !sameValue(tidy(merged), tidy(stored.content))
    this.set({
      content: merged,
      version: stored.version,
      savedAt: stored.savedAt,
      sentence: null,
      joined,
      conflicts,
      theirs: conflicts.length > 0 ? stored.content : null,
      status: conflicts.length > 0 ? 'conflict' : dirty ? 'waiting' : 'saved',
    })
    if (dirty) this.remember(merged)
    else this.ports.drawer.clear()
    if (dirty && conflicts.length === 0) this.schedule(0)
  }

  private restore(stored: Stored): void {
    const kept = this.ports.drawer.read()
    if (!kept || sameValue(tidy(kept.content), tidy(stored.content))) {
      this.ports.drawer.clear()
      return
    }
    this.base = kept.base
    this.state = { ...this.state, content: kept.content, restoredAt: kept.at }
    if (kept.version === stored.version) {
      this.state.status = 'waiting'
    } else this.joinWith(stored)
  }

  private remember(content: DraftContent): void {
    this.ports.drawer.put({ version: this.state.version, base: this.base, content })
  }

  private schedule(ms: number): void {
    this.cancel?.()
    this.cancel = this.ports.after(ms, () => void this.flush())
  }

  private set(patch: Partial<KeeperState>): void {
    this.state = { ...this.state, ...patch }
    for (const listener of this.listeners) listener()
  }
}
