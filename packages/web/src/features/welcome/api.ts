// The set-up endpoints stand outside queries and commands: no organisation and no session exist yet.
import type { Problem } from '@congvan/contract'
import { ApiProblem, requestHeaders } from '../../lib/api.ts'
import type { ImportReport, SetupState } from './model/setup.ts'

/** The one-time code from the address printed by `npm start`. */
export const token = (): string => new URLSearchParams(window.location.search).get('token') ?? ''

async function call<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      ...init,
      headers: { ...requestHeaders(), ...(token() ? { 'x-setup-token': token() } : {}), ...init.headers },
    })
  } catch {
    throw new ApiProblem({
      type: 'about:blank',
      title: 'Offline',
      status: 0,
      code: 'web.offline',
      vi: 'Mất kết nối với máy chủ. Những gì vừa nhập vẫn còn; thử lại.',
      en: 'The server cannot be reached. What you typed is kept; try again.',
    })
  }
  const body = (await response.json().catch(() => ({}))) as T & Partial<Problem>
  if (response.ok) return body
  throw new ApiProblem({
    type: 'about:blank',
    title: 'Problem',
    code: 'web.unexpected',
    vi: `Máy chủ trả lời ngoài dự kiến (${response.status}). Thử lại; nếu vẫn vậy, xem nhật ký của npm start.`,
    en: `Unexpected answer (${response.status}). Try again, or read the log of npm start.`,
    ...body,
    status: response.status,
  })
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
const tail = () => (token() ? `token=${encodeURIComponent(token())}` : '')

export const readSetup = (): Promise<SetupState> => call(`/api/v1/setup?${tail()}`, {})

export const setAdministrator = (admin: {
  account: string
  name: string
  password: string
}): Promise<unknown> => call(`/api/v1/setup/administrator?${tail()}`, json({ ...admin, token: token() }))

export const importSheet = (file: File, dryRun: boolean): Promise<ImportReport> =>
  call(`/api/v1/setup/import?${dryRun ? 'dryRun=1&' : ''}${tail()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    body: file,
  })

export const saveNumbers = (books: { bookId: string; nextNumber: number }[]): Promise<unknown> =>
  call(`/api/v1/setup/numbers?${tail()}`, json({ books }))

/** Header values are bytes: Vietnamese passphrases travel percent-encoded. */
export const addKey = (file: File, holder: string, passphrase: string): Promise<unknown> =>
  call(`/api/v1/setup/key?${tail()}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-pkcs12',
      'x-holder': encodeURIComponent(holder),
      'x-passphrase': encodeURIComponent(passphrase),
    },
    body: file,
  })

/** The blue signature or the red seal, a PNG with a transparent ground (Appendix I). */
export const addPicture = (file: File, holder: string): Promise<unknown> =>
  call(`/api/v1/setup/picture?${tail()}`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', 'x-holder': encodeURIComponent(holder) },
    body: file,
  })
