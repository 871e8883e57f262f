// The authority's answer: new serials, requests sent back, refusals. The same answer twice changes nothing.
import { type AnswerLine, TakeAnswer } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { command, type Scope } from '../../platform/command.ts'
import { isCoordinator, keeper } from './access.ts'
import type { CertificateState } from './states.ts'
import * as registers from './store/registers.ts'
import * as store from './store/requests.ts'

export interface AnswerOutcome {
  taken: number
  already: number
  problems: { row: number; problem: string }[]
}

export const takeAnswer = command({
  name: 'provisioning.take-answer',
  input: TakeAnswer,
  access: keeper,
  async run(scope, { listId, lines }): Promise<AnswerOutcome> {
    const { tx, now, emit, touch } = scope
    if (!(await isCoordinator(tx))) throw new DomainError('forbidden', 'provisioning.not-coordinator')
    if (!(await store.findList(tx, listId))) throw new DomainError('not-found', 'provisioning.no-list')
    const waiting = new Map(
      (await store.listRequests(tx, { listId })).map((row) => [row.email?.toLowerCase() ?? row.id, row]),
    )
    const outcome: AnswerOutcome = { taken: 0, already: 0, problems: [] }
    for (const line of lines) {
      const request = waiting.get(line.email.trim().toLowerCase())
      const problem = request
        ? await takeLine(scope, request, line, outcome)
        : 'không có thư điện tử này trong danh sách đã gửi'
      if (problem) outcome.problems.push({ row: line.row, problem })
    }
    await store.markList(tx, listId, 'answered_at', now.toString())
    emit({
      name: 'provisioning.answer-taken',
      subjectId: listId,
      payload: { taken: outcome.taken, already: outcome.already, problems: outcome.problems.length },
    })
    touch('admin')
    return outcome
  },
})

/** Null when taken; else the sentence for this row. */
async function takeLine(
  scope: Scope,
  request: store.RequestLine,
  line: AnswerLine,
  outcome: AnswerOutcome,
): Promise<string | null> {
  const { tx, now } = scope
  if (request.state !== 'sent') {
    outcome.already++
    return null
  }
  const at = now.toString()
  if (line.result !== 'issued') {
    await store.moveRequests(tx, [request.id], line.result, at, { note: line.note ?? null })
    if (line.result === 'rejected' && request.certificate_id)
      await registers.setState(
        scope,
        { agency_id: request.agency_id, id: request.certificate_id },
        request.state_before ?? 'active',
        at,
      )
    outcome.taken++
    return null
  }
  const problem = await issued(scope, request, line)
  if (problem) return problem
  await store.moveRequests(tx, [request.id], 'done', at, { note: line.note ?? null })
  outcome.taken++
  return null
}

async function issued(scope: Scope, request: store.RequestLine, line: AnswerLine): Promise<string | null> {
  const { tx, now } = scope
  const at = now.toString()
  const old = request.certificate_id ? { agency_id: request.agency_id, id: request.certificate_id } : null
  if (request.kind === 'revoke' || request.kind === 'unlock') {
    const to: CertificateState = request.kind === 'revoke' ? 'revoked' : 'active'
    const day = line.notBefore ?? at.slice(0, 10)
    if (old)
      await registers.setState(
        scope,
        old,
        to,
        at,
        to === 'revoked'
          ? { revokedOn: day, ...(request.reason ? { reason: request.reason.slice(0, 3).trim() } : {}) }
          : {},
      )
    return null
  }
  const serial = line.serial?.replace(/[\s:]/g, '').toUpperCase()
  if (!serial || !/^[0-9A-F]{4,64}$/.test(serial)) return 'số hiệu chứng thư trống hoặc không phải số hệ 16'
  if (!line.notBefore || !line.notAfter) return 'thiếu ngày bắt đầu hoặc ngày hết hạn'
  if (line.notAfter <= line.notBefore) return 'ngày hết hạn trước ngày bắt đầu'
  const deviceId = await deviceOf(scope, request, line)
  const put = await registers.insertCertificate(tx, {
    agency_id: request.agency_id,
    id: newId(),
    subscriber_id: request.subscriber_id,
    device_id: deviceId,
    serial,
    medium: request.medium,
    not_before: `${line.notBefore}T00:00:00+07:00`,
    not_after: `${line.notAfter}T23:59:00+07:00`,
    state: 'issued',
    state_since: at,
    renewed: request.kind === 'renew',
    previous_id: request.certificate_id,
  })
  if (!put) return `số hiệu ${serial} đã có trong sổ của thuê bao khác`
  // A renewed or changed certificate replaces the one before (Decree 68/2024 Art 14-16).
  if (old) await registers.setState(scope, old, 'revoked', at, { revokedOn: line.notBefore, reason: 'R7' })
  return null
}

async function deviceOf(scope: Scope, request: store.RequestLine, line: AnswerLine): Promise<string | null> {
  const serial = line.deviceSerial?.trim()
  if (!serial) return null
  const id = newId()
  await registers.insertDevice(scope.tx, {
    agency_id: request.agency_id,
    id,
    kind: request.medium === 'SIM' ? 'sim' : request.medium === 'HSM' ? 'hsm' : 'token',
    serial,
    holder_person_id: request.person_id,
    phone: request.medium === 'SIM' ? request.phone : null,
  })
  const device = await registers.deviceBySerial(scope.tx, serial)
  return device?.agency_id === request.agency_id ? device.id : null
}
