// Header signing of the national axis' client kit (domain notes §8.1), both sides, with its quirks.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export const PREFIX = 'XroadVnpt-'

/** `ddMMyyyy'T'HHmmss+SSSS` in Vietnam time; the digits after + are milliseconds, not a zone. */
export function vxpTimestamp(epochMs: number): string {
  const local = new Date(epochMs + 7 * 3_600_000).toISOString()
  const [day, time] = [
    local.slice(0, 10).split('-').reverse().join(''),
    local.slice(11, 19).replaceAll(':', ''),
  ]
  return `${day}T${time}+${String(epochMs % 1000).padStart(4, '0')}`
}

/** SHA-256 printed without zero-padding of each byte, as the kit does. */
export const vxpFileHash = (bytes: Uint8Array) =>
  [...createHash('sha256').update(bytes).digest()].map((byte) => byte.toString(16)).join('')

export function signVxp(
  secret: string,
  systemId: string,
  contentType: string,
  parameters: Record<string, string>,
  epochMs: number,
): Record<string, string> {
  const all: Record<string, string> = {
    timestamp: vxpTimestamp(epochMs),
    systemid: systemId,
    'Content-Type': contentType,
    ...parameters,
  }
  const names = Object.keys(all)
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [`${PREFIX}${name}`, all[name]])))
  return {
    ...Object.fromEntries(names.map((name) => [`${PREFIX}${name}`, all[name]!])),
    'Content-Type': contentType,
    [`${PREFIX}sign-header-key`]: names.join(';'),
    [`${PREFIX}sign-header`]: text,
    [`${PREFIX}hash-header`]: createHmac('sha256', secret).update(text).digest('hex'),
    [`${PREFIX}version`]: '3.0.201608',
    'User-Agent': 'JAVASDKAgent/1.0.0 XRoad/VPCP',
  }
}

/** The signed parameters, when the secret fits and every signed header is the one that was sent; null otherwise. */
export function openVxp(
  headers: Record<string, string | string[] | undefined>,
  secretOf: (systemId: string) => string | null,
): { systemId: string; parameters: Record<string, string> } | null {
  const header = (name: string) => {
    const value = headers[`${PREFIX}${name}`.toLowerCase()]
    return typeof value === 'string' ? value : ''
  }
  const secret = secretOf(header('systemid'))
  const text = header('sign-header')
  if (secret === null) return null
  const expected = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(header('hash-header'), 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const parameters: Record<string, string> = {}
  try {
    for (const [name, value] of Object.entries(JSON.parse(text) as Record<string, string>)) {
      const bare = name.slice(PREFIX.length)
      if (!name.startsWith(PREFIX) || header(bare) !== value) return null
      parameters[bare.toLowerCase()] = value
    }
  } catch {
    return null
  }
  return { systemId: header('systemid'), parameters }
}
