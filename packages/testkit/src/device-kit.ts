// A province whose chairman owns one key of every kind, against the lab's doubles: each key as its service would register it.
import {
  createLab,
  type Devices,
  type DevicesOptions,
  type IssuedCertificate,
  type Lab,
  openDevices,
} from '@congvan/lab'
import { newId } from '../../server/src/kernel/id.ts'
import { idOf } from './province/people.ts'
import type { Province } from './province.ts'

export const PIN = '123456'
export const CLIENT_SETTINGS = { clientId: 'congvan', clientName: 'Congvan' }
export const KINDS = ['mobile-id', 'mss', 'csc-v2', 'csc-v1', 'token'] as const
export type Kind = (typeof KINDS)[number]

export interface DeviceKit {
  devices: Devices
  lab: Lab
  /** Key ids by kind. */
  keys: Record<Kind, string>
  services: Record<Kind, string>
  certificates: Record<Kind, IssuedCertificate>
  close(): Promise<void>
}

const at = () => new Date('2021-12-20T00:30:00Z')
const PERSON = 'Trần Văn Thuận'

/** `live`: the lab answers OCSP and CRL over HTTP. Puts the lab's root under the installation's roots, the doubles' addresses among its services, the chairman's keys in rows. */
export async function openDeviceKit(
  province: Province,
  { live, ...options }: DevicesOptions & { live?: boolean } = {},
): Promise<DeviceKit> {
  const lab = await createLab({ ...(live ? {} : { port: false }), now: at })
  const devices = await openDevices({ now: at, ...options })
  await province.rows(
    `insert into signing.trust_anchor (id, certificate, purpose, name) values ($1, $2, 'test', 'CA thiết bị'), ($3, $4, 'cong-cong', 'CA công cộng')`,
    [newId(), lab.root.certificate, newId(), lab.authorities.congCong.certificate],
  )
  for (const authority of [lab.root, ...Object.values(lab.authorities)])
    await province.rows(
      `insert into signing.revocation_list (issuer, crl, this_update) values ($1, $2, '2021-12-20')`,
      [`thiết bị ${authority.id}`, lab.crlOf(authority)],
    )
  const admin = await province.desk('quản trị')
  const chairman = await province.desk('chủ tịch')
  const [keys, services, certificates] = [{}, {}, {}] as [
    Record<Kind, string>,
    Record<Kind, string>,
    Record<Kind, IssuedCertificate>,
  ]
  for (const kind of KINDS) {
    const issued = lab.issueCertificate({
      subject: { cn: PERSON, o: 'Ủy ban nhân dân tỉnh', serialNumber: kind },
      kind: 'person',
      key: kind === 'csc-v1' ? 'rsa2048' : 'p256',
    })
    const account = {
      account: accountOf(kind),
      name: PERSON,
      pin: PIN,
      certificate: issued.certificate,
      chain: issued.chain.slice(0, -1),
      key: issued.privateKey!,
    }
    if (kind === 'token') devices.token.token = account
    else if (kind.startsWith('csc')) devices.remote.add(account)
    else devices.sims.add(account)
    services[kind] = idOf('service', kind)
    await admin.does('signing.put-service', {
      serviceId: services[kind],
      kind,
      name: `Dịch vụ ${kind}`,
      url: addressOf(devices, kind),
      settings: { ...CLIENT_SETTINGS, ...(kind === 'csc-v1' ? { authMode: 'pin' } : {}) },
      secret: 'bi-mat-thu-nghiem',
    })
    keys[kind] = newId()
    certificates[kind] = issued
    await chairman.does('signing.register-key', {
      keyId: keys[kind],
      serviceId: services[kind],
      holder: 'person',
      reference: kind === 'token' ? '' : accountOf(kind),
      certificate: Buffer.from(issued.certificate).toString('base64'),
      chain: issued.chain.slice(0, -1).map((one) => Buffer.from(one).toString('base64')),
    })
  }
  return {
    devices,
    lab,
    keys,
    services,
    certificates,
    close: async () => {
      await devices.close()
      await lab.close()
    },
  }
}

export const accountOf = (kind: Kind) =>
  ({
    'mobile-id': '0913000001',
    mss: '0913000002',
    'csc-v2': 'thuan.cks',
    'csc-v1': 'thuan.hsm',
    token: 'usb',
  })[kind]

const addressOf = (devices: Devices, kind: Kind) =>
  kind === 'token'
    ? devices.tokenUrl
    : kind === 'mss' || kind === 'mobile-id'
      ? `${devices.baseUrl}/sim`
      : `${devices.baseUrl}/rssp`
