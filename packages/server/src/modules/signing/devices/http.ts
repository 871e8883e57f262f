// The wire to a signing service: bounded in time and size; every failure of the network is one refusal.
import { DomainError } from '../../../kernel/domain-error.ts'
import { log } from '../../../platform/log.ts'
import type { Service } from './types.ts'

const LONGEST_ANSWER = 1 << 20

export interface Answer {
  status: number
  text: string
  json: Record<string, unknown>
}

/** Asks and reads the whole answer. Throws `signing.service-down` when nothing useful came back. */
export async function ask(
  service: Service,
  path: string,
  request: { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; patienceMs?: number },
): Promise<Answer> {
  const down = (why: string) => {
    log.warn('signing.service', { service: service.name, path, why })
    return new DomainError('unavailable', 'signing.service-down', { service: service.name })
  }
  let response: Response
  let text: string
  try {
    response = await fetch(service.url.replace(/\/$/, '') + path, {
      method: request.method ?? 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(request.patienceMs ?? 15_000),
      ...(request.headers ? { headers: request.headers } : {}),
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    text = await response.text()
  } catch (error) {
    throw down((error as Error).message)
  }
  if (text.length > LONGEST_ANSWER) throw down('answer too long')
  if (response.status >= 500) {
    const soap = text.includes(':Fault') || text.includes('<Fault')
    if (!soap) throw down(`status ${response.status}`)
  }
  let json: Record<string, unknown> = {}
  if (text.startsWith('{')) {
    try {
      json = JSON.parse(text) as Record<string, unknown>
    } catch {
      throw down('not JSON')
    }
  }
  return { status: response.status, text, json }
}

export const askJson = (
  service: Service,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  patienceMs = 15_000,
): Promise<Answer> =>
  ask(service, path, {
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
    patienceMs,
  })

export const words = (value: unknown): string => (typeof value === 'string' ? value : '')
export const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
