// The only way out of the house for status answers and time stamps: named hosts, one answer, bounded in time and size.
import { lookup as resolve } from 'node:dns'
import { request as http } from 'node:http'
import { request as https } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** What no foreign address may lead to: this machine itself and the metadata services of clouds. */
const OWN = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
] as const)
  OWN.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
  ['::ffff:127.0.0.0', 104],
  ['::ffff:169.254.0.0', 112],
] as const)
  OWN.addSubnet(net, bits, 'ipv6')

export const isOwn = (address: string): boolean => OWN.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Hosts the administrator named may be anywhere; hosts a trusted authority's certificate names may not be this machine. */
export interface Reach {
  readonly named: ReadonlySet<string>
  readonly vouched: ReadonlySet<string>
}

export interface Outgoing {
  readonly url: string
  readonly body?: Uint8Array
  readonly type?: string
  readonly most: number
  readonly millis: number
}

const isIn = (hosts: ReadonlySet<string>, url: URL): boolean => hosts.has(url.host) || hosts.has(url.hostname)

/** Looked up once, judged, and that address used: a name cannot answer differently a second time. */
const guarded: LookupFunction = (hostname, options, done) =>
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const list = (found ?? []).filter(({ address }) => !isOwn(address))
    if (error || !list[0]) return done(error ?? new Error('refused address'), '', 0)
    if (options.all) return done(null, list)
    done(null, list[0].address, list[0].family)
  })

/** Rejects on a refused host, a status other than 200 (no redirect is followed), too much, or too slow. */
export function send(outgoing: Outgoing, reach: Reach): Promise<Uint8Array> {
  return new Promise((resolveAnswer, reject) => {
    const url = URL.canParse(outgoing.url) ? new URL(outgoing.url) : null
    if (!url || !/^https?:$/.test(url.protocol) || url.username) return reject(new Error('refused address'))
    const named = isIn(reach.named, url)
    const literal = url.hostname.replace(/^\[|\]$/g, '')
    if (!named && (!isIn(reach.vouched, url) || (isIP(literal) !== 0 && isOwn(literal))))
      return reject(new Error('refused address'))
    const call = (url.protocol === 'https:' ? https : http)(
      url,
      {
        method: outgoing.body ? 'POST' : 'GET',
        headers: outgoing.body
          ? {
              'content-type': outgoing.type ?? 'application/octet-stream',
              'content-length': outgoing.body.length,
            }
          : {},
        signal: AbortSignal.timeout(outgoing.millis),
        agent: false,
        ...(named ? {} : { lookup: guarded }),
      },
      (answer) => {
        const pieces: Buffer[] = []
        let size = 0
        if (answer.statusCode !== 200) {
          answer.resume()
          return reject(new Error(`status ${answer.statusCode}`))
        }
        answer.on('data', (piece: Buffer) => {
          size += piece.length
          pieces.push(piece)
          if (size <= outgoing.most) return
          reject(new Error('too much'))
          call.destroy()
        })
        answer.on('end', () => resolveAnswer(new Uint8Array(Buffer.concat(pieces))))
        answer.on('error', reject)
      },
    )
    call.on('error', reject)
    call.end(outgoing.body ? Buffer.from(outgoing.body) : undefined)
  })
}
