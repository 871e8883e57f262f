// Acts on one certificate, by the state table; files of certificates; the identity number shown to one person, with its reason.
import { createHash, X509Certificate } from 'node:crypto'
import { MoveCertificate, RevealIdentity, SettleDuty, TakeCertificates } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import { logAccess } from '../identity/index.ts'
import { keeper } from './access.ts'
import { certificatesIn } from './certificate-files.ts'
import { sealLook } from './look-ticket.ts'
import { checkReason } from './requests.ts'
import { moveOf, STATE_NAMES } from './states.ts'
import * as registers from './store/registers.ts'
import * as store from './store/requests.ts'

export const moveCertificate = command({
  name: 'provisioning.move-certificate',
  input: MoveCertificate,
  access: keeper,
  async run(scope, input) {
    const { tx, now, emit, touch } = scope
    const today = isoDay(now)
    const [row] = await registers.findCertificates(tx, today, [input.certificateId])
    if (!row) throw new DomainError('not-found', 'provisioning.no-certificate')
    const move = moveOf(input.act)
    if (!move.from.includes(row.state))
      throw new DomainError('conflict', 'provisioning.wrong-state', { state: STATE_NAMES[row.state] })
    const paper = input.paper?.trim() ?? ''
    const note = input.note?.trim() ?? ''
    if (move.needs.includes('paper') && !paper)
      throw new DomainError('invalid', 'provisioning.needs-paper', {}, 'paper')
    if (move.needs.includes('note') && !note)
      throw new DomainError('invalid', 'provisioning.needs-note', {}, 'note')
    if (move.needs.includes('reason')) checkReason(input.reasonCode, row.kind)
    if (input.act === 'expire' && row.days_left >= 0)
      throw new DomainError('conflict', 'provisioning.not-expired', { day: printDay(row.ends_on) })
    const on = input.on ?? today
    if (input.act === 'hand-over') await registers.handOver(tx, row, paper, on)
    if (input.act === 'close') await registers.takeBack(tx, row, paper, on)
    await registers.setState(scope, row, move.to, now.toString(), {
      ...(input.act === 'hand-over' ? { inUseFrom: on } : {}),
      ...(input.act === 'revoked' ? { revokedOn: on, reason: input.reasonCode! } : {}),
      ...(input.act === 'suspend' ? { suspendedOn: on } : {}),
      ...(note ? { note } : {}),
    })
    emit({
      name: 'provisioning.certificate-moved',
      subjectId: row.id,
      payload: { from: row.state, to: move.to, act: input.act, paper: paper || null, on },
      ...(note ? { texts: { note } } : {}),
    })
    touch('admin')
    return { state: move.to }
  },
})

/** .cer and .p7b complete what the answer announced: exact times, names, fingerprint. */
export const takeCertificates = command({
  name: 'provisioning.take-certificates',
  input: TakeCertificates,
  access: keeper,
  async run({ tx, emit, touch }, { files }) {
    const unknown: string[] = []
    let completed = 0
    for (const file of files) {
      const found = certificatesIn(Buffer.from(file.base64, 'base64'))
      if (found.length === 0)
        throw new DomainError('invalid', 'provisioning.not-a-certificate', { name: file.name }, 'files')
      for (const der of found) {
        const certificate = new X509Certificate(der)
        // A bundle carries its issuers too: they are nobody's certificate in this register.
        if (certificate.ca) continue
        const serial = certificate.serialNumber.toUpperCase()
        const done = await registers.completeCertificate(tx, serial, {
          der,
          sha256: createHash('sha256').update(der).digest('hex'),
          subject: certificate.subject.replaceAll('\n', ', '),
          issuer: certificate.issuer.replaceAll('\n', ', '),
          notBefore: certificate.validFromDate.toISOString(),
          notAfter: certificate.validToDate.toISOString(),
        })
        if (done) completed++
        else unknown.push(`${file.name}: ${serial}`)
      }
    }
    emit({
      name: 'provisioning.certificates-taken',
      subjectId: null,
      payload: { completed, unknown: unknown.length },
    })
    touch('admin')
    return { completed, unknown }
  },
})

/** The whole number, for one person with a reason; the look is an event and an audit row. */
export const revealIdentity = command({
  name: 'provisioning.reveal-identity',
  input: RevealIdentity,
  access: keeper,
  async run({ tx, actor, services, emit }, { subscriberId, reason }) {
    const row = await registers.findSubscriber(tx, subscriberId)
    if (!row) throw new DomainError('not-found', 'provisioning.no-certificate')
    if (!row.identity_sealed && !row.phone) throw new DomainError('not-found', 'provisioning.no-identity')
    await logAccess(tx, {
      personId: actor.personId,
      agencyId: actor.acting.agencyId,
      what: 'look-identity',
      subjectId: subscriberId,
      detail: { reason },
    })
    emit({ name: 'provisioning.identity-seen', subjectId: subscriberId, texts: { reason } })
    // The answer of a command is kept for its repetition: the number travels by the query of this look, not by the answer.
    return {
      subscriberId,
      sealed: sealLook(services, actor, subscriberId),
    }
  },
})

/** "Đã xử lý ngoài hệ thống": the duty rests for thirty days, with who said so and why. */
export const settleDuty = command({
  name: 'provisioning.settle-duty',
  input: SettleDuty,
  access: keeper,
  async run({ tx, now, emit, touch }, { certificateId, kind, note }) {
    const duty = (await store.dutiesOn(tx, isoDay(now))).find(
      (row) => row.certificate_id === certificateId && row.kind === kind,
    )
    if (!duty) throw new DomainError('conflict', 'provisioning.no-request')
    await store.insertDuty(tx, {
      agencyId: duty.agency_id,
      id: newId(),
      kind,
      certificateId,
      why: note,
      at: now.toString(),
    })
    emit({ name: 'provisioning.duty-settled', subjectId: certificateId, payload: { kind }, texts: { note } })
    touch('admin')
    return {}
  },
})
