import { createHash, createPublicKey, verify as cryptoVerify } from 'node:crypto'
import type { NoteKey, NoteSigner } from '@congvan/evidence'

/** The parts of RFC 9421 that two Congvans speak: Ed25519, one signature, these components, in this order. */
export interface SignedRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: Uint8Array
}
export const COVERED = ['@method', '@path', 'content-digest', 'congvan-from', 'congvan-to', 'congvan-log']

/** RFC 9530 */
export const contentDigest = (body: Uint8Array) =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`

/** RFC 9421 §2.5: the signature base, one line a component. */
function signatureBase(request: SignedRequest, parameters: string): string {
  const lines = COVERED.map((name) => {
    const value =
      name === '@method'
        ? request.method
        : name === '@path'
          ? request.path
          : (request.headers[name] ?? '').trim()
    return `"${name}": ${value}`
  })
  return `${lines.join('\n')}\n"@signature-params": ${parameters}`
}

const parametersOf = (created: number, keyId: string) =>
  `(${COVERED.map((name) => `"${name}"`).join(' ')});created=${created};keyid="${keyId}";alg="ed25519"`

export async function signRequest(
  request: SignedRequest,
  key: NoteSigner,
  created: number,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    ...request.headers,
    'content-digest': contentDigest(request.body),
  }
  const parameters = parametersOf(created, key.name)
  const base = signatureBase({ ...request, headers }, parameters)
  const signature = Buffer.from(await key.sign(Buffer.from(base))).toString('base64')
  return { ...headers, 'signature-input': `cv=${parameters}`, signature: `cv=:${signature}:` }
}

const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** RFC 9421 §2.4: an answer signed together with the signature of the request it answers. */
const ANSWERED = '("@status" "content-digest" "signature";req;key="cv")'

function answerBase(status: number, digest: string, requestSignature: string, parameters: string): string {
  const signed = /cv=(:[^:]*:)/.exec(requestSignature)?.[1] ?? ''
  return `"@status": ${status}\n"content-digest": ${digest}\n"signature";req;key="cv": ${signed}\n"@signature-params": ${parameters}`
}

export async function signAnswer(
  answer: { status: number; body: Uint8Array },
  requestSignature: string,
  key: NoteSigner,
  created: number,
): Promise<Record<string, string>> {
  const digest = contentDigest(answer.body)
  const parameters = `${ANSWERED};created=${created};keyid="${key.name}";alg="ed25519"`
  const base = answerBase(answer.status, digest, requestSignature, parameters)
  const signature = Buffer.from(await key.sign(Buffer.from(base))).toString('base64')
  return {
    'content-digest': digest,
    'signature-input': `cv=${parameters}`,
    signature: `cv=:${signature}:`,
  }
}

/** Null when that key gave exactly this answer to exactly this request; else why not. */
export function refuseAnswer(
  answer: { status: number; headers: Record<string, string>; body: Uint8Array },
  requestSignature: string,
  key: NoteKey,
): string | null {
  const digest = contentDigest(answer.body)
  if (answer.headers['content-digest'] !== digest) return 'content-digest'
  const parameters = /^cv=(.*)$/.exec(answer.headers['signature-input'] ?? '')?.[1] ?? ''
  const value = /^cv=:([A-Za-z0-9+/=]+):$/.exec(answer.headers.signature ?? '')?.[1]
  const named = parameters.startsWith(`${ANSWERED};created=`) && parameters.includes(`;keyid="${key.name}";`)
  if (!named || !value) return 'signature-input'
  const base = Buffer.from(answerBase(answer.status, digest, requestSignature, parameters))
  return verifiedBy(key, base, value) ? null : 'signature'
}

function verifiedBy(key: NoteKey, base: Uint8Array, signature: string): boolean {
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_ED25519, key.publicKey]),
    format: 'der',
    type: 'spki',
  })
  return cryptoVerify(null, base, publicKey, Buffer.from(signature, 'base64'))
}

/** Null when the request is whole and signed by that key; else why not. The clock is not judged: a repeat changes nothing. */
export function refuseRequest(request: SignedRequest, key: NoteKey): string | null {
  if (request.headers['content-digest'] !== contentDigest(request.body)) return 'content-digest'
  const input = /^cv=(.*;created=(\d+);.*)$/.exec(request.headers['signature-input'] ?? '')
  const value = /^cv=:([A-Za-z0-9+/=]+):$/.exec(request.headers.signature ?? '')
  if (!input || !value || input[1] !== parametersOf(Number(input[2]), key.name)) return 'signature-input'
  const base = Buffer.from(signatureBase(request, input[1] as string))
  return verifiedBy(key, base, value[1] as string) ? null : 'signature'
}
