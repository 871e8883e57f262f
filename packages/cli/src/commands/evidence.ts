// `congvan evidence verify`: judges a proof file with nothing but the keys given here.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { NoteKey, ProofBundle, Verdict } from '@congvan/evidence'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'

const FALSE = 1
const UNREADABLE = 4

export const evidenceVerify: CliCommand = {
  name: 'evidence verify',
  summary: 'Kiểm tra tệp bằng chứng của một văn bản, không cần mạng',
  usage: `congvan evidence verify PROOF.json --key LOGKEY [--witness KEY...] [--document FILE] [--json] [--offline]

  --key LOGKEY     khóa công khai của nhật ký (tên+mã+base64), hoặc tệp chứa khóa
  --witness KEY    khóa của nhân chứng phải có xác nhận; nhiều khóa thì viết liền nhau hoặc lặp lại
  --document FILE  đối chiếu văn bản đang có với văn bản được chứng minh
  --offline        luôn như vậy: lệnh này không dùng mạng

Mã thoát: 0 được chứng minh · 1 không đúng · 4 không đọc được · 64 sai cách gọi`,
  async run(args, io) {
    const options = readArguments(args)
    const { ED25519, COSIGNATURE, verifyProof } = await import('@congvan/evidence')
    const log = await keyFrom(options.key, ED25519, io)
    const witnesses = await Promise.all(options.witnesses.map((text) => keyFrom(text, COSIGNATURE, io)))
    const bundle = await readBundle(resolve(io.cwd, options.proof))
    const trusted = { log, witnesses }
    const documentHash = options.document ? await hashOf(resolve(io.cwd, options.document)) : undefined
    if (documentHash === null) {
      io.stderr(`Không đọc được ${options.document}`)
      return UNREADABLE
    }
    const verdict = verifyProof(bundle, documentHash === undefined ? trusted : { ...trusted, documentHash })
    if (options.json) io.stdout(JSON.stringify({ file: options.proof, ...verdict }))
    else report(options.proof, bundle as ProofBundle, verdict, io)
    if (!verdict.readable) return UNREADABLE
    return verdict.proved ? 0 : FALSE
  },
}

interface Options {
  proof: string
  key: string
  witnesses: string[]
  document: string
  json: boolean
}

function readArguments(args: string[]): Options {
  const options: Options = { proof: '', key: '', witnesses: [], document: '', json: false }
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string
    if (word === '--offline') continue
    if (word === '--json') options.json = true
    else if (word === '--key') options.key = valueAfter(args, i++)
    else if (word === '--document') options.document = valueAfter(args, i++)
    else if (word === '--witness') {
      options.witnesses.push(valueAfter(args, i++))
      // `--witness KEY...`: what still looks like a key, or is a file beside the proof already named.
      while (options.proof !== '' && args[i + 1] !== undefined && !args[i + 1]?.startsWith('--')) {
        options.witnesses.push(args[++i] as string)
      }
    } else if (word.startsWith('--')) throw new UsageError(`Không có tùy chọn ${word}`)
    else if (options.proof) throw new UsageError('Chỉ một tệp bằng chứng một lần')
    else options.proof = word
  }
  if (!options.proof || !options.key) throw new UsageError('Cần PROOF.json và --key LOGKEY')
  return options
}

function valueAfter(args: string[], at: number): string {
  const value = args[at + 1]
  if (value === undefined || value.startsWith('--')) throw new UsageError(`${args[at]} cần một giá trị`)
  return value
}

async function keyFrom(text: string, type: number, io: CliIo): Promise<NoteKey> {
  const { parseKey } = await import('@congvan/evidence')
  const path = resolve(io.cwd, text)
  const key = parseKey(existsSync(path) ? readFileSync(path, 'utf8') : text)
  if (key?.type !== type) throw new UsageError(`Không phải khóa dùng ở đây: ${text.slice(0, 80)}`)
  return key
}

async function readBundle(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
    return hash.digest('hex')
  } catch {
    return null
  }
}

function report(file: string, bundle: ProofBundle, verdict: Verdict, io: CliIo): void {
  if (!verdict.readable) {
    io.stderr(`${file}: ${verdict.vi}`)
    return
  }
  io.stdout(verdict.proved ? 'Được chứng minh' : 'Không đúng')
  for (const problem of verdict.problems) io.stdout(`  ✗ ${problem}`)
  if (!verdict.proved) return
  for (const [name, value] of Object.entries(bundle.document)) io.stdout(`  ${name}: ${value}`)
  for (const leaf of bundle.leaves) {
    const shown = Object.entries(leaf.revealed).filter(([name]) => !Object.hasOwn(bundle.document, name))
    io.stdout(`  dòng ${leaf.index}: ${shown.map(([name, { value }]) => `${name}=${value}`).join(', ')}`)
  }
  for (const fact of verdict.facts) io.stdout(`  ✓ ${fact}`)
  if (bundle.timestampToken === undefined) return
  const digest = createHash('sha256').update(bundle.checkpoint).digest('hex')
  io.stdout('  Dấu thời gian kiểm tra bằng:')
  io.stdout(
    `    node -p 'JSON.parse(require("fs").readFileSync(${JSON.stringify(file)})).timestampToken' | base64 -d > token.der`,
  )
  io.stdout(`    openssl ts -verify -digest ${digest} -in token.der -token_in -CAfile TSA-CA.pem`)
}
