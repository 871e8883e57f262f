// Keys that lie elsewhere: what the screens ask of the server, and what they ask of the token's program on this computer.
import type {
  FindSigningKeys,
  FoundSigningKey,
  SigningProgress,
  StartedSigning,
  StartSigning,
  TokenErrand,
} from '@congvan/contract'
import { postJson } from '../../../lib/api.ts'

const BASE = '/api/v1/signing'
export const startSigning = (input: StartSigning) => postJson<StartedSigning>(`${BASE}/start`, { input })
export const advanceSigning = (id: string, input: { pin?: string; waitMs?: number }) =>
  postJson<SigningProgress>(`${BASE}/${id}/advance`, { input })
export const cancelSigning = (id: string) => postJson<SigningProgress>(`${BASE}/${id}/cancel`, {})
export const nextErrand = (id: string) => postJson<{ errand: TokenErrand | null }>(`${BASE}/${id}/errand`, {})
export const findKeys = (input: FindSigningKeys) =>
  postJson<{ keys: FoundSigningKey[] }>(`${BASE}/find-keys`, { input })

export interface TokenAnswer {
  Status: number
  Message?: string
  Certificate?: string
  Chain?: string[]
}

/** One call of the local signing service: one connection, one JSON each way. Rejects when nothing listens there. */
export function callToken(url: string, operation: string, message: unknown): Promise<TokenAnswer> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/\/$/, '')}/${operation}`)
    let answered = false
    socket.onopen = () => socket.send(JSON.stringify(message))
    socket.onmessage = (event) => {
      answered = true
      resolve(JSON.parse(String(event.data)) as TokenAnswer)
      socket.close()
    }
    socket.onclose = () => !answered && reject(new Error('closed'))
    socket.onerror = () => reject(new Error('absent'))
  })
}

/** Which of the service's operations, and into which place of the letter. */
export function tokenCall(purpose: SigningProgress['purpose'], errand: TokenErrand) {
  const annex = errand.filename !== '1.pdf'
  const [operation, field] =
    purpose !== 'seal'
      ? ['SignApproved', 'ChuKyNguoi']
      : annex
        ? ['SignAppendix', 'ChuKyPhuLuc']
        : ['SignIssued', 'ChuKyCoQuan']
  return {
    operation: operation!,
    message: {
      FileUploadHandler: window.location.origin + errand.returnPath,
      FileName: window.location.origin + errand.fetchPath,
      SessionId: '',
      JWTToken: '',
      DocNumber: '',
      MetaData: [{ Key: 'Field', Value: field! }],
    },
  }
}
