// How often one address may ask: a bucket that refills, kept in memory and forgotten when it is full again.
import { DomainError } from '../../kernel/domain-error.ts'

interface Bucket {
  left: number
  at: number
}

/** `perMinute` on average, `most` at once. An IPv6 household counts as one by its /64. */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>()
  private readonly most: number
  private readonly perMinute: number

  constructor(most: number, perMinute: number) {
    this.most = most
    this.perMinute = perMinute
  }

  take(address: string): void {
    const now = performance.now()
    const key =
      address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
    const held = this.buckets.get(key) ?? { left: this.most, at: now }
    const left = Math.min(this.most, held.left + ((now - held.at) / 60_000) * this.perMinute)
    if (left < 1)
      throw new DomainError('too-many', 'verification.too-many', {
        minutes: Math.max(1, Math.ceil((1 - left) / this.perMinute)),
      })
    this.buckets.set(key, { left: left - 1, at: now })
    if (this.buckets.size > 20_000) this.forget(now)
  }

  private forget(now: number): void {
    for (const [key, { left, at }] of this.buckets)
      if (left + ((now - at) / 60_000) * this.perMinute >= this.most) this.buckets.delete(key)
    // More strangers than memory for them: the oldest go, never the whole limit.
    for (const key of this.buckets.keys()) {
      if (this.buckets.size <= 20_000) break
      this.buckets.delete(key)
    }
  }
}
