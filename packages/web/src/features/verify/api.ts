// The public check speaks with the server as a stranger: no post, no session.
import type { Problem } from '@congvan/contract'
import { ApiProblem, getJson } from '../../lib/api.ts'
import { useVerifyTexts } from './texts.ts'

export interface Letter {
  numberSymbol: string
  issuedOn: string
  typeName: string
  issuerName: string
  state: 'issued' | 'replaced' | 'recalled'
  replacedBy: string | null
}

export type VerdictTone = 'good' | 'bad' | 'open' | 'none'

export interface VerdictLine {
  tone: VerdictTone
  role: string
  name: string
  organisation: string | null
  time: string
  verdict: string
  evidence: { ok: boolean | null; text: string }[]
}

export interface VerdictWords {
  tone: VerdictTone
  headline: string
  signatures: VerdictLine[]
}

export interface Checked {
  report: { sha256: string; size: number; validatedAt: string; signatures: { trust: string | null }[] }
  vi: VerdictWords
  en: VerdictWords
  paper: string
  letter: (Letter & { file: 'same' | 'longer' | 'other' }) | null
}

export const MOST_BYTES = 50 * 1024 * 1024

export const letterOf = (code: string): Promise<{ letter: Letter | null }> =>
  getJson(`/api/v1/public/letters/${encodeURIComponent(code)}`)

const problem = (status: number, vi: string, en: string): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: 'verify', status, code: 'web.verify', vi, en })

/** Progress counts the way there (0–1); what comes after is the judging. */
export function check(file: File, code: string | null, onProgress: (part: number) => void): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const words = useVerifyTexts.now()
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/public/verify${code ? `?${new URLSearchParams({ ma: code })}` : ''}`)
    request.setRequestHeader('x-congvan', '1')
    request.setRequestHeader('x-filename', encodeURIComponent(file.name.normalize('NFC')))
    request.setRequestHeader('content-type', 'application/pdf')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onerror = () => reject(problem(0, words.noServer, words.noServer))
    request.onload = () => {
      const body = request.response as (Checked & Partial<Problem>) | null
      if (request.status < 300 && body) resolve(body)
      else reject(problem(request.status, body?.vi ?? words.unexpected, body?.en ?? words.unexpected))
    }
    request.send(file)
  })
}

/** The report is in the answer: nothing of the file is left on the server to fetch it from. */
export function downloadPaper(base64: string, name: string): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
