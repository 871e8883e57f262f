// The devices as a process of their own: `node main.ts --keys FILE [--now ISO] [--port N] [--token-port N]`. FILE holds what lies
// in real ones (keys, PINs, certificates); it is made by the demo, never by an office's installation.
import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openDevices } from './devices.ts'

export interface StoredAccount {
  kind: 'sim' | 'remote' | 'token'
  account: string
  name: string
  pin: string
  certificate: string
  chain: string[]
  key: string
}

const { values } = parseArgs({
  options: {
    keys: { type: 'string' },
    now: { type: 'string' },
    port: { type: 'string', default: '0' },
    'token-port': { type: 'string', default: '0' },
  },
})
if (!values.keys) throw new Error('--keys FILE is needed')
const shift = values.now ? Date.parse(values.now) - Date.now() : 0
const devices = await openDevices({
  port: Number(values.port),
  tokenPort: Number(values['token-port']),
  now: () => new Date(Date.now() + shift),
})
const bytes = (text: string) => Buffer.from(text, 'base64')
for (const row of JSON.parse(await readFile(values.keys, 'utf8')) as StoredAccount[]) {
  const account = {
    account: row.account,
    name: row.name,
    pin: row.pin,
    certificate: bytes(row.certificate),
    chain: row.chain.map(bytes),
    key: createPrivateKey({ key: bytes(row.key), format: 'der', type: 'pkcs8' }),
  }
  if (row.kind === 'token') devices.token.tokens.set(row.account, account)
  else (row.kind === 'sim' ? devices.sims : devices.remote).add(account)
}
process.stdout.write(`${JSON.stringify({ baseUrl: devices.baseUrl, tokenUrl: devices.tokenUrl })}\n`)
// openDevices lets its process end by itself; here the process is the devices, until whoever started it goes away.
process.stdin.resume()
const stop = () => void devices.close().then(() => process.exit(0))
process.stdin.once('end', stop)
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
