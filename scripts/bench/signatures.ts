// Figures of signing (issue 3 §5): CPU time of our own path beside raw node:crypto of the same run. A busy machine shows in `wall`.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, createPrivateKey, randomBytes, sign as rawSign } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createLab, type IssuedCertificate, type Lab } from '../../packages/lab/src/index.ts'
import { decreeStyle } from '../../packages/sign-core/src/appearance/index.ts'
import { type ByteSource, bytesSource } from '../../packages/sign-core/src/bytes/byte-source.ts'
import { signWithKey } from '../../packages/sign-core/src/cms/index.ts'
import {
  completeSignature,
  fromBase64,
  prepareSignature,
  type SignOptions,
} from '../../packages/sign-core/src/pades/index.ts'
import { makePdf, makePng, signOnce, TINOS } from '../../packages/sign-core/src/pades/test-kit.ts'
import { readAnchors, trustOf } from '../../packages/sign-core/src/trust/index.ts'
import { validatePdf } from '../../packages/sign-core/src/validate/index.ts'
import type { Province } from '../../packages/testkit/src/province.ts'
import { round, spread } from './measure.ts'

/** CPU milliseconds of each turn, this process only: the time-stamp authority is another machine's work and runs in another process. */
async function cpu(count: number, act: () => Promise<unknown>): Promise<number[]> {
  const out: number[] = []
  for (let turn = 0; turn < count; turn++) {
    const began = process.cpuUsage()
    await act()
    const { user, system } = process.cpuUsage(began)
    out.push((user + system) / 1000)
  }
  return out
}

/** A file of about so many bytes: pages of noise, as a scan is. */
function scan(bytes: number): Uint8Array {
  const base = Buffer.from(makePdf({ style: 'table', pages: 10 }))
  const noise = randomBytes(bytes - base.length - 200)
  const start = base.lastIndexOf('\nxref\n') + 1
  const offset = start
  const object = Buffer.concat([
    Buffer.from(`900 0 obj\n<</Length ${noise.length}>>\nstream\n`),
    noise,
    Buffer.from('\nendstream\nendobj\n'),
  ])
  const table = base.subarray(start).toString('latin1')
  const moved = table
    .replace('trailer', `900 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer`)
    .replace(/\/Size \d+/, '/Size 901')
    .replace(/startxref\n\d+/, `startxref\n${start + object.length}`)
  return new Uint8Array(Buffer.concat([base.subarray(0, start), object, Buffer.from(moved, 'latin1')]))
}

async function signBytes(
  source: ByteSource,
  who: IssuedCertificate,
  options: Partial<SignOptions>,
  stamp?: (request: Uint8Array) => Promise<Uint8Array>,
): Promise<number> {
  const state = await prepareSignature(source, {
    certificate: who.certificate,
    chain: who.chain,
    time: new Date(0),
    ...options,
  })
  const value = await signWithKey(who.privateKey!, state.scheme!, fromBase64(state.toBeSigned!))
  const done = await completeSignature(state, value, stamp ? { fetchTimestamp: stamp } : {})
  return done.tail.length
}

/** The lab as a process of its own, as a real authority is; ended by the caller. */
async function otherProcess(): Promise<{ child: ChildProcess; tsaUrl: string }> {
  const main = join(import.meta.dirname, '../../packages/lab/src/main.ts')
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { child, tsaUrl: (JSON.parse(line) as { tsaUrl: string }).tsaUrl }
}

/** Asked over loopback: this side's half of the exchange is counted, the authority's own work is not. */
const stamper = (tsaUrl: string) => async (request: Uint8Array) => {
  const answer = await fetch(tsaUrl, {
    method: 'POST',
    body: Buffer.from(request),
    headers: { 'content-type': 'application/timestamp-query' },
  })
  return new Uint8Array(await answer.arrayBuffer())
}

/** One file of 1 GB, sparse on disk and valid at its end, read at offsets: how much memory signing it takes. */
async function largeFile(who: IssuedCertificate, bytes: number) {
  const path = join(tmpdir(), `congvan-bench-${process.pid}.pdf`)
  const small = Buffer.from(makePdf({ style: 'table' }))
  const at = small.lastIndexOf('\nxref\n') + 1
  const file = openSync(path, 'w+')
  try {
    const gap = bytes - small.length
    writeSync(file, small.subarray(0, at), 0, at, 0)
    ftruncateSync(file, at + gap)
    const table = small
      .subarray(at)
      .toString('latin1')
      .replace(/startxref\n\d+/, `startxref\n${at + gap}`)
    writeSync(file, Buffer.from(table, 'latin1'), 0, table.length, at + gap)
    const size = at + gap + table.length
    const source: ByteSource = {
      size,
      read: async (offset, length) => {
        const piece = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
        readSync(file, piece, 0, piece.length, offset)
        return piece
      },
    }
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 5)
    const [spent] = await cpu(1, () => signBytes(source, who, {}))
    clearInterval(watch)
    peak = Math.max(peak, process.memoryUsage().rss)
    return { bytes: size, cpuMs: round(spent!), rssGrowthMb: round((peak - before) / 1048576) }
  } finally {
    closeSync(file)
    rmSync(path, { force: true })
  }
}

async function verifyFour(lab: Lab, who: IssuedCertificate, base: Uint8Array) {
  let file = base
  for (let i = 0; i < 4; i++) file = await signOnce(file, who, {}, lab)
  const options = { trust: trustOf(readAnchors(Buffer.from(lab.trustPem()), 'test')), now: lab.now() }
  const judge = () => validatePdf(file, options)
  await judge()
  const raw = await cpu(10, async () => createHash('sha256').update(file).digest())
  const own = await cpu(10, judge)
  const [rawMs, ownMs] = [spread(raw).p50, spread(own).p50]
  return { bytes: file.length, rawSha256Ms: rawMs, cpuMs: ownMs, goalMs: round(1.5 * rawMs + 10) }
}

/** `province` present: fifty letters signed with a P12 key in the product, by one confirmation. */
export async function benchSignatures(province?: Province) {
  const lab = await createLab()
  const authority = await otherProcess()
  try {
    const who = lab.issueCertificate({ kind: 'person', key: 'rsa2048', subject: { cn: 'Người Đo' } })
    const stamp = stamper(authority.tsaUrl)
    const style = decreeStyle(TINOS)
    const visible: Partial<SignOptions> = {
      page: 0,
      rect: { x: 300, y: 120, width: 130, height: 57 },
      appearance: { image: makePng(120, 53, [30, 60, 160]), lines: ['Người Đo'], style },
    }
    const [small, large] = [scan(432_000), scan(22_000_000)]
    const turn = (bytes: Uint8Array, options: Partial<SignOptions>) => () =>
      signBytes(bytesSource(bytes), who, options, stamp)
    await cpu(5, turn(small, visible))
    const key = createPrivateKey(who.privateKey!.export({ type: 'pkcs8', format: 'pem' }))
    const raw = await cpu(50, async () => rawSign('sha256', randomBytes(64), key))
    const visibleSmall = spread(await cpu(40, turn(small, visible)))
    const bareSmall = spread(await cpu(40, turn(small, {})))
    const plainLarge = spread(await cpu(10, turn(large, {})))
    return {
      rawRsa2048: { cpuMs: spread(raw).p50 },
      visible432kB: {
        ...visibleSmall,
        note: 'B-T; the authority’s own work runs in another process and is not counted, asking it is',
        goal: { p50: 5 },
      },
      invisible432kB: bareSmall,
      scan22MB: { ...plainLarge, goal: { p50: 20 } },
      verify4in22MB: await verifyFour(lab, who, large),
      file1GB: await largeFile(who, 1_000_000_000),
      batch50: province ? await batch(province) : null,
    }
  } finally {
    authority.child.kill('SIGTERM')
    await lab.close()
  }
}

async function batch(province: Province) {
  const ids: string[] = []
  for (let i = 0; i < 50; i++) ids.push(await province.draft().to('xã').readyToSign())
  const leader = await province.desk('chủ tịch')
  const began = performance.now()
  const results = await leader.signs(...ids)
  return {
    documents: results.filter(({ ok }) => ok).length,
    wallMs: round(performance.now() - began),
    goal: { wallMs: 1000 },
  }
}

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(await benchSignatures(), null, 2)}\n`)
  process.exit(0)
}
