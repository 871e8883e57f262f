// The test PKI as a library: one root, three issuing authorities by purpose, a time-stamp authority, OCSP responders,
// revocation lists, all answering on loopback. Nothing it issues has legal value, and every name says so.
import { createServer, type Server } from 'node:http'
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
  type IssueRequest,
  issueFrom,
  type Purpose,
} from './authority.ts'
import type { Bytes } from './certificate.ts'
import { crlAt } from './crl.ts'
import { createFaults, type FaultSwitches } from './faults.ts'
import { encodePkcs12 } from './pkcs12.ts'
import { createHandler } from './server.ts'

export interface LabOptions {
  readonly now?: () => Date
  /** 0 or nothing: any free port. False: no server; then the addresses in certificates lead nowhere. */
  readonly port?: number | false
  readonly baseUrl?: string
}

export interface Lab {
  readonly baseUrl: string
  readonly tsaUrl: string
  readonly now: () => Date
  readonly root: Authority
  readonly authorities: Readonly<Record<'congVu' | 'congCong' | 'noiBo', Authority>>
  readonly tsa: IssuedCertificate
  readonly faults: FaultSwitches
  /** How often each kind of request came: tests of caching and of `--offline` look here. */
  readonly requests: Record<string, number>
  issueCertificate(request: IssueRequest & { readonly from?: Authority }): IssuedCertificate
  createAuthority(id: string, purpose: Purpose, options?: { notAfter?: Date; cn?: string }): Authority
  revoke(issued: { serial: string; authority: Authority }, at?: Date, reason?: number): void
  crlOf(authority: Authority): Bytes
  /** The responder and the current answers of an authority. */
  responderOf(authority: Authority): IssuedCertificate
  authorityById(id: string): Authority | null
  pkcs12(issued: IssuedCertificate, passphrase: string): Bytes
  trustPem(): string
  nextTimestampSerial(): number
  close(): Promise<void>
}

const YEAR = 365 * 86_400_000
const NOTICE = 'THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'

export function toPem(certificate: Bytes, label = 'CERTIFICATE'): string {
  const body = Buffer.from(certificate)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
    .trimEnd()
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no address')
  return `http://127.0.0.1:${address.port}`
}

export async function createLab(options: LabOptions = {}): Promise<Lab> {
  const now = options.now ?? (() => new Date())
  let handler: ReturnType<typeof createHandler> | null = null
  const server =
    options.port === false ? null : createServer((request, response) => handler?.(request, response))
  const bound = server ? await listen(server, options.port || 0) : 'http://127.0.0.1:1'
  server?.unref()
  const lab = assemble(options.baseUrl ?? bound, now, server)
  handler = createHandler(lab)
  return lab
}

const ORGANISATION = 'Phòng thử nghiệm Congvan'

/** The authorities of one lab, and the responder each gets when it is first asked. */
class Hierarchy {
  private readonly all = new Map<string, Authority>()
  private readonly responders = new Map<string, IssuedCertificate>()
  private readonly baseUrl: string
  private readonly now: () => Date
  private readonly start: number

  constructor(baseUrl: string, now: () => Date) {
    this.baseUrl = baseUrl
    this.now = now
    this.start = now().getTime()
  }

  make(id: string, purpose: Purpose, cn: string, issuer: Authority | null, notAfter?: Date): Authority {
    const authority = createAuthority({
      id,
      purpose,
      issuer,
      baseUrl: this.baseUrl,
      subject: { cn: `${cn} (${NOTICE})`, o: ORGANISATION },
      notBefore: new Date(this.start - 10 * YEAR),
      notAfter: notAfter ?? new Date(this.start + (issuer ? 10 : 20) * YEAR),
      ...(issuer ? { pathLength: 0 } : {}),
    })
    this.all.set(id, authority)
    return authority
  }

  byId(id: string): Authority | null {
    return this.all.get(id) ?? null
  }

  service(authority: Authority, kind: 'tsa' | 'ocsp', cn: string): IssuedCertificate {
    const notBefore = new Date(this.start - 9 * YEAR)
    const notAfter = new Date(this.start + 9 * YEAR)
    return issueFrom(authority, { kind, subject: { cn, o: ORGANISATION }, notBefore, notAfter }, this.now())
  }

  responderOf(authority: Authority): IssuedCertificate {
    const known = this.responders.get(authority.id)
    if (known) return known
    const responder = this.service(authority, 'ocsp', `OCSP ${authority.id}`)
    this.responders.set(authority.id, responder)
    return responder
  }
}

function assemble(baseUrl: string, now: () => Date, server: Server | null): Lab {
  const hierarchy = new Hierarchy(baseUrl, now)
  const root = hierarchy.make('goc', 'test', 'Chứng thực gốc thử nghiệm', null)
  const authorities = {
    congVu: hierarchy.make('cong-vu', 'cong-vu', 'Chứng thực công vụ thử nghiệm', root),
    congCong: hierarchy.make('cong-cong', 'cong-cong', 'Chứng thực công cộng thử nghiệm', root),
    noiBo: hierarchy.make('noi-bo', 'noi-bo', 'Chứng thực nội bộ thử nghiệm', root),
  }
  let timestampSerial = 0
  return {
    baseUrl,
    tsaUrl: `${baseUrl}/tsa`,
    now,
    root,
    authorities,
    tsa: hierarchy.service(authorities.congVu, 'tsa', 'Dấu thời gian thử nghiệm'),
    faults: createFaults(),
    requests: {},
    issueCertificate: (request) => issueFrom(request.from ?? authorities.congVu, request, now()),
    createAuthority: (id, purpose, extra = {}) =>
      hierarchy.make(id, purpose, extra.cn ?? id, root, extra.notAfter),
    revoke(issued, at = now(), reason = 1) {
      issued.authority.revoked.set(issued.serial, { at, reason })
      issued.authority.crlNumber++
    },
    crlOf: (authority) => crlAt(authority, now()),
    responderOf: (authority) => hierarchy.responderOf(authority),
    authorityById: (id) => hierarchy.byId(id),
    pkcs12: exportPkcs12,
    trustPem: () => toPem(root.certificate),
    nextTimestampSerial: () => ++timestampSerial,
    close: () => closeServer(server),
  }
}

function exportPkcs12(issued: IssuedCertificate, passphrase: string): Bytes {
  if (!issued.privateKey) throw new Error('the private key was never in the lab')
  return encodePkcs12({ ...issued, privateKey: issued.privateKey, passphrase, friendlyName: issued.serial })
}

async function closeServer(server: Server | null): Promise<void> {
  if (!server) return
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}
