// Which time-stamp authorities and which hosts this installation may ask, and the level its issued files shall reach.
import type { Level } from '@congvan/sign-core'
import type { Certificate } from '@congvan/sign-core/x509'
import { isSelfIssued, isSignedBy, parseCertificate } from '@congvan/sign-core/x509'
import { log } from '../../../platform/log.ts'
import type { Services } from '../../../platform/services.ts'
import type { Tx } from '../../../platform/tx.ts'
import { listAllAnchors, readSetting } from '../store/trust.ts'
import { type Reach, send } from './net.ts'

export interface TrustServices {
  /** In this order; the next is asked when one does not answer or answers wrongly. */
  tsa: string[]
  /** Hosts of OCSP, CRL and CA addresses that may lie inside the own network. */
  hosts: string[]
  level: Level
}

export const SERVICES_KEY = 'trust-services'
const NONE: TrustServices = { tsa: [], hosts: [], level: 'B-LTA' }

export const trustServices = async (tx: Tx): Promise<TrustServices> =>
  (await readSetting<TrustServices>(tx, SERVICES_KEY)) ?? NONE

const CRL_MINUTES = 10
const crls = new Map<string, { at: number; bytes: Uint8Array }>()

/** Certificates that a trusted anchor vouches for, directly or through others in the pool. */
export function vouched(pool: readonly Certificate[], anchors: readonly Certificate[]): Certificate[] {
  const good = new Map(anchors.map((item) => [item.sha256, item]))
  for (let grew = true; grew; ) {
    grew = false
    for (const item of pool) {
      if (good.has(item.sha256)) continue
      if (![...good.values()].some((issuer) => !isSelfIssued(item) && isSignedBy(item, issuer))) continue
      good.set(item.sha256, item)
      grew = true
    }
  }
  return [...good.values()]
}

/** Hosts named by certificates we trust: a file from a stranger names nobody we would ask. */
export function reachOf(settings: TrustServices, trusted: readonly Certificate[]): Reach {
  const hosts = (urls: readonly string[]) =>
    urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).host)
  return {
    named: new Set([...settings.hosts, ...hosts(settings.tsa)]),
    vouched: new Set(
      trusted.flatMap((item) => hosts([...item.access.ocsp, ...item.access.issuers, ...item.crlUrls])),
    ),
  }
}

export interface Outside {
  settings: TrustServices
  anchors: Certificate[]
  now: Date
}

export const outside = (services: Services): Promise<Outside> =>
  services.runner.system(async (tx) => ({
    settings: await trustServices(tx),
    anchors: (await listAllAnchors(tx))
      .filter(({ state }) => state === 'trusted')
      .map(({ certificate }) => parseCertificate(new Uint8Array(certificate))),
    now: new Date(services.clock.now().epochMilliseconds),
  }))

/** The way out for one file: null is "no answer", whatever the reason. */
export const fetcherFor =
  (reach: Reach, millis = 6000) =>
  async (request: {
    readonly kind: 'ocsp' | 'crl' | 'aia'
    readonly url: string
    readonly body?: Uint8Array
  }): Promise<Uint8Array | null> => {
    const held = request.kind === 'crl' ? crls.get(request.url) : undefined
    if (held && performance.now() - held.at < CRL_MINUTES * 60_000) return held.bytes
    try {
      const bytes = await send(
        {
          url: request.url,
          ...(request.body ? { body: request.body, type: 'application/ocsp-request' } : {}),
          most: request.kind === 'crl' ? 16 << 20 : 1 << 20,
          millis,
        },
        reach,
      )
      if (request.kind === 'crl') remember(request.url, bytes)
      return bytes
    } catch (error) {
      log.info('signing.no-answer', { kind: request.kind, message: (error as Error).message.slice(0, 100) })
      return null
    }
  }

function remember(url: string, bytes: Uint8Array): void {
  if (crls.size >= 50) crls.clear()
  crls.set(url, { at: performance.now(), bytes })
}

const REST_MS = 60_000
const resting = new Map<string, number>()
/** One that failed a moment ago is asked last: a batch of fifty does not wait fifty times. */
export const tsaOrder = (urls: readonly string[]): string[] =>
  urls.filter((url) => (resting.get(url) ?? 0) < performance.now())
export const restTsa = (url: string): void => {
  resting.set(url, performance.now() + REST_MS)
}
export const wakeTsa = (): void => resting.clear()

export const timestampFrom = (url: string, reach: Reach) => (request: Uint8Array) =>
  send({ url, body: request, type: 'application/timestamp-query', most: 1 << 20, millis: 5000 }, reach)
