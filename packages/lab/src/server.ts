// The lab's services over HTTP on loopback: /ocsp/ID, /crl/ID.crl, /ca/ID.cer, /tsa, and /lab to switch faults.

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Authority } from './authority.ts'
import { type Bytes, keyIdOf, spkiOf } from './certificate.ts'
import { crlAt } from './crl.ts'
import { clearFaults, type Fault, isFault, isService, type ServiceKind } from './faults.ts'
import type { Lab } from './lab.ts'
import {
  encodeOcspError,
  encodeOcspResponse,
  encodeTimestampRefusal,
  encodeTimestampResponse,
  encodeTimestampToken,
  type Revocation,
  readOcspRequest,
  readTimestampRequest,
} from './status.ts'

const MAX_BODY = 1 << 20
const YEAR = 365 * 86_400_000

interface Answer {
  readonly type: string
  readonly body: Bytes
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_BODY) throw new Error('request too long')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The clock the service believes in. */
function clockFor(lab: Lab, kind: ServiceKind): Date {
  const skew = lab.faults.on[kind].has('clock-skew') ? lab.faults.skewMs : 0
  return new Date(lab.now().getTime() + skew)
}

function answerOcsp(lab: Lab, authority: Authority, request: Bytes): Answer {
  const type = 'application/ocsp-response'
  const on = lab.faults.on.ocsp
  if (on.has('refused')) return { type, body: encodeOcspError(3) }
  const question = readOcspRequest(request)
  const now = clockFor(lab, 'ocsp')
  const thisUpdate = on.has('expired') ? new Date(now.getTime() - YEAR) : now
  const responder = lab.responderOf(authority)
  const known = authority.revoked.get(question.serial) ?? null
  const forced: Revocation | null = on.has('revoked')
    ? { at: new Date(now.getTime() - YEAR), reason: 1 }
    : known
  const nonce = on.has('wrong-nonce') ? randomBytes(16) : on.has('no-nonce') ? null : question.nonce
  const body = encodeOcspResponse({
    certId: question.certId,
    known: authority.issued.has(question.serial),
    revocation: forced,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + 3_600_000),
    producedAt: thisUpdate,
    nonce,
    responderKey: responder.privateKey!,
    responderKeyId: keyIdOf(spkiOf(responder.publicKey)),
    responderCertificate: responder.certificate,
  })
  return { type, body }
}

function answerCrl(lab: Lab, authority: Authority): Answer {
  const on = lab.faults.on.crl
  const now = clockFor(lab, 'crl')
  const at = on.has('expired') ? new Date(now.getTime() - YEAR) : now
  const revoked = on.has('revoked')
    ? new Map(
        [...authority.issued].map((serial) => [serial, { at: new Date(now.getTime() - YEAR), reason: 1 }]),
      )
    : authority.revoked
  return { type: 'application/pkix-crl', body: crlAt(authority, at, revoked) }
}

function answerTimestamp(lab: Lab, request: Bytes): Answer {
  const type = 'application/timestamp-reply'
  const on = lab.faults.on.tsa
  if (on.has('refused')) return { type, body: encodeTimestampRefusal() }
  const question = readTimestampRequest(request)
  const imprint = Uint8Array.from(question.imprint)
  if (on.has('wrong-imprint')) imprint[imprint.length - 1]! ^= 1
  const token = encodeTimestampToken({
    imprint,
    nonce: on.has('wrong-nonce') ? Uint8Array.of(2, 1, 7) : on.has('no-nonce') ? null : question.nonce,
    certificateWanted: question.certificateWanted,
    serial: lab.nextTimestampSerial(),
    time: clockFor(lab, 'tsa'),
    key: lab.tsa.privateKey!,
    certificate: lab.tsa.certificate,
    issuerName: lab.tsa.authority.name,
    certificateSerial: Buffer.from(lab.tsa.serial, 'hex'),
    chain: lab.tsa.chain,
  })
  return { type, body: encodeTimestampResponse(token) }
}

function route(lab: Lab, path: string, body: Bytes): { kind: ServiceKind; answer: () => Answer } | null {
  if (path === '/tsa') return { kind: 'tsa', answer: () => answerTimestamp(lab, body) }
  const match = /^\/(ocsp|crl|ca)\/([a-z0-9-]+)(?:\.crl|\.cer)?$/.exec(path)
  const authority = match?.[2] ? lab.authorityById(match[2]) : null
  if (!match || !authority) return null
  if (match[1] === 'ocsp') return { kind: 'ocsp', answer: () => answerOcsp(lab, authority, body) }
  if (match[1] === 'crl') return { kind: 'crl', answer: () => answerCrl(lab, authority) }
  return { kind: 'aia', answer: () => ({ type: 'application/pkix-cert', body: authority.certificate }) }
}

/** POST /lab {service, fault, on} · POST /lab {clear:true} · POST /lab {revoke:{authority, serial}}. */
function control(lab: Lab, body: Buffer): void {
  const wish = JSON.parse(body.toString('utf8')) as {
    clear?: boolean
    service?: string
    fault?: string
    on?: boolean
    revoke?: { authority: string; serial: string; at?: string }
  }
  if (wish.clear) clearFaults(lab.faults)
  if (wish.service && wish.fault && isService(wish.service) && isFault(wish.fault)) {
    const set = lab.faults.on[wish.service]
    if (wish.on === false) set.delete(wish.fault)
    else set.add(wish.fault)
  }
  const authority = wish.revoke ? lab.authorityById(wish.revoke.authority) : null
  if (wish.revoke && authority)
    lab.revoke(
      { authority, serial: wish.revoke.serial },
      wish.revoke.at ? new Date(wish.revoke.at) : lab.now(),
    )
}

async function handle(lab: Lab, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0]!
  const body = await bodyOf(request)
  if (path === '/lab' && request.method === 'POST') {
    control(lab, body)
    response.writeHead(204).end()
    return
  }
  const found = route(lab, path, body)
  if (!found) {
    response.writeHead(404).end()
    return
  }
  lab.requests[found.kind] = (lab.requests[found.kind] ?? 0) + 1
  const on: Set<Fault> = lab.faults.on[found.kind]
  if (on.has('down')) {
    request.socket.destroy()
    return
  }
  if (on.has('slow')) await delay(lab.faults.slowMs)
  if (on.has('5xx')) {
    response.writeHead(503).end('unavailable')
    return
  }
  const answer = on.has('garbage') ? { type: 'text/html', body: Buffer.from('<html>') } : found.answer()
  response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.body.length })
  response.end(answer.body)
}

export function createHandler(lab: Lab): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(lab, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400)
      response.end(String(error instanceof Error ? error.message : error))
    })
  }
}
