// The demo's devices: the chairman holds one of every kind, the clerk the agency's token. Their keys go into a file beside the
// data, as they would lie in real devices, and the lab's doubles are started from it; only a demo does so.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Province } from '@congvan/demo'
import { CLIENT, type IssuedCertificate, type Lab } from '@congvan/lab'
import type pg from 'pg'
import type { Installation } from '../compose.ts'
import { log } from '../platform/log.ts'
import type { Sealer } from '../platform/sealer.ts'
import { bulk } from './bulk.ts'
import { derivedId } from './derived-id.ts'

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`
const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const PIN = '123456'

interface DemoDevice {
  service: 'mss' | 'mobile-id' | 'csc-v2' | 'csc-v1' | 'token' | 'token-clerk'
  name: string
  account: string
  holder: 'person' | 'agency'
  settings?: Record<string, string>
}

const DEVICES: DemoDevice[] = [
  { service: 'mobile-id', name: 'SIM PKI nhà mạng A', account: '0913000001', holder: 'person' },
  { service: 'mss', name: 'SIM PKI nhà mạng B', account: '0913000002', holder: 'person' },
  { service: 'csc-v2', name: 'Ký số từ xa', account: 'chu-tich.ung-dung', holder: 'person' },
  {
    service: 'csc-v1',
    name: 'Ký số từ xa (mã PIN)',
    account: 'chu-tich.ma-pin',
    holder: 'person',
    settings: { authMode: 'pin' },
  },
  { service: 'token', name: 'Thiết bị USB, máy Chủ tịch', account: 'chu-tich', holder: 'person' },
  { service: 'token-clerk', name: 'Thiết bị USB, máy văn thư', account: 'van-thu', holder: 'agency' },
]
const kindOf = (service: DemoDevice['service']) => (service === 'token-clerk' ? 'token' : service)
const keyKind = (service: DemoDevice['service']) =>
  service.startsWith('token') ? 'token' : service.startsWith('csc') ? 'remote' : 'sim'
const serviceId = (device: DemoDevice) => derivedId('signing-service', device.service)

export interface DeviceAccount {
  kind: string
  account: string
  name: string
  pin: string
  certificate: string
  chain: string[]
  key: string
}

/** Rows of services and keys; answers what the devices themselves hold. */
export async function loadDevices(
  client: pg.ClientBase,
  province: Province,
  lab: Lab,
  sealer: Sealer,
): Promise<DeviceAccount[]> {
  const chairman = province.desks.find((desk) => desk.code === 'chu-tich-tinh')!
  const { agencyId } = province.positions.find((row) => row.id === chairman.positionId)!
  const agency = province.agencies.find((row) => row.id === agencyId)!
  const person = province.people.find((row) => row.id === chairman.personId)!
  await bulk(
    client,
    'signing.service',
    DEVICES.map((device) => ({
      id: serviceId(device),
      kind: kindOf(device.service),
      name: device.name,
      url: '',
      settings: { clientId: CLIENT.id, clientName: province.name, ...device.settings },
      sealed: hex(sealer.seal('signing-service', Buffer.from(CLIENT.secret))),
    })),
  )
  const accounts: DeviceAccount[] = []
  const rows: Record<string, unknown>[] = []
  for (const device of DEVICES) {
    const cn = device.holder === 'person' ? person.fullName : agency.name
    const from = new Date('2021-01-04T00:00:00Z')
    const until = new Date('2026-01-04T00:00:00Z')
    const issued = lab.issueCertificate({
      subject: { cn, o: agency.name, serialNumber: device.account },
      kind: device.holder === 'person' ? 'person' : 'organisation',
      notBefore: from,
      notAfter: until,
    })
    accounts.push(accountOf(device, cn, issued))
    rows.push({
      agency_id: agencyId,
      id: derivedId('device-key', device.service),
      holder: device.holder,
      person_id: device.holder === 'person' ? person.id : null,
      kind: keyKind(device.service),
      service_id: serviceId(device),
      reference: device.service.startsWith('token') ? '' : device.account,
      certificate: hex(issued.certificate),
      chain: issued.chain.slice(0, -1).map(hex),
      subject: cn,
      not_before: from.toISOString(),
      not_after: until.toISOString(),
      purpose: 'test',
    })
  }
  await bulk(client, 'signing.key', rows)
  return accounts
}

const accountOf = (device: DemoDevice, name: string, issued: IssuedCertificate): DeviceAccount => ({
  kind: keyKind(device.service),
  account: device.account,
  name,
  pin: PIN,
  certificate: b64(issued.certificate),
  chain: issued.chain.slice(0, -1).map(b64),
  key: b64(issued.privateKey!.export({ format: 'der', type: 'pkcs8' })),
})

const fileIn = (data: string) => join(data, 'may-thu', 'thiet-bi.json')

export async function keepDevices(data: string, accounts: DeviceAccount[]): Promise<void> {
  await mkdir(dirname(fileIn(data)), { recursive: true, mode: 0o700 })
  await writeFile(fileIn(data), JSON.stringify(accounts), { mode: 0o600 })
}

/** The doubles as a child that ends with us; their addresses, new at each start, go into the services' rows. */
export async function startDevices(installation: Installation, data: string): Promise<void> {
  if (!(await stat(fileIn(data)).catch(() => null))) return
  const main = join(dirname(createRequire(import.meta.url).resolve('@congvan/lab')), 'devices', 'main.ts')
  const now = installation.services.clock.now().toString()
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, '--keys', fileIn(data), '--now', now],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  installation.onClose(() => child.kill('SIGTERM'))
  const at = await firstLine(child)
  if (!at) return
  for (const device of DEVICES) {
    const url = device.service.startsWith('token')
      ? `${at.tokenUrl}/${device.account}`
      : `${at.baseUrl}/${device.service.startsWith('csc') ? 'rssp' : 'sim'}`
    // The screens offer the page that plays the phone; no real service has one.
    await installation.owner.query(
      `update signing.service set url = $2, settings = settings || '{"phonePage":"yes"}' where id = $1`,
      [serviceId(device), url],
    )
  }
  log.info('demo.devices', at)
}

function firstLine(child: ChildProcess): Promise<{ baseUrl: string; tokenUrl: string } | null> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout! }).once('line', (line) => resolve(JSON.parse(line)))
    child.once('exit', () => resolve(null))
    child.once('error', () => resolve(null))
  })
}
