import type { BatchResult, Desks, Me, Problem, Queries, QueryName, UploadReceipt } from '@congvan/contract'
import { useSyncExternalStore } from 'react'
import type { CommandName, Commands } from './commands.ts'
import { language } from './language.ts'
import { leave, sessionBack, whoWorksHere, workHere } from './session.ts'

/** What the server refused, with the sentence to show. */
export class ApiProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem[language()] || problem.vi)
    this.problem = problem
  }
  get status(): number {
    return this.problem.status
  }
}

const OFFLINE: Problem = {
  type: 'about:blank',
  title: 'Offline',
  status: 0,
  code: 'web.offline',
  vi: 'Mất kết nối với máy chủ. Nội dung vừa nhập vẫn còn; thử lại khi có mạng.',
  en: 'The server cannot be reached. What you typed is kept; try again when the network is back.',
}

// Written again, not imported: the contract's schemas stay out of the first page.
const MOST_UPLOAD: typeof import('@congvan/contract').MOST_UPLOAD = 209_715_200

/** The server would say the same after the last byte; nobody waits for that. */
const tooLarge = (name: string): Problem => ({
  ...OFFLINE,
  code: 'intake.too-large',
  status: 422,
  field: 'file',
  vi: `Tệp ${name} lớn quá 200 MB. Chia nhỏ hoặc quét ở 200 dpi rồi gửi lại.`,
  en: `The file ${name} exceeds 200 MB. Split it, or scan at 200 dpi.`,
})

const POSITION = 'congvan.position'
const positionListeners = new Set<() => void>()
let position: string | null = sessionStorage.getItem(POSITION)
let reachable = true

export const actingPosition = (): string | null => position
export function setActingPosition(id: string | null): void {
  position = id
  if (id) sessionStorage.setItem(POSITION, id)
  else sessionStorage.removeItem(POSITION)
  for (const listener of positionListeners) listener()
}
const subscribe = (listener: () => void) => {
  positionListeners.add(listener)
  return () => positionListeners.delete(listener)
}
export const useActingPosition = (): string | null => useSyncExternalStore(subscribe, () => position)
export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => reachable)

function setReachable(now: boolean): void {
  if (now === reachable) return
  reachable = now
  for (const listener of positionListeners) listener()
}

/** `crypto.randomUUID` is missing where an office serves plain http inside its own network. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function requestHeaders(): Record<string, string> {
  const post = position ?? whoWorksHere()?.positionId
  return { 'x-congvan': '1', ...(post ? { 'x-position': post } : {}) }
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>
    if (body.vi) return { ...OFFLINE, code: 'web.problem', status: response.status, ...body } as Problem
  } catch {
    // A proxy answered instead of the server: the sentence below says what is known.
  }
  return {
    ...OFFLINE,
    status: response.status,
    code: 'web.unexpected',
    vi: `Máy chủ trả lời ngoài dự kiến (${response.status}). Thử lại; nếu vẫn vậy, báo quản trị.`,
    en: `Unexpected answer from the server (${response.status}). Try again, or tell the administrator.`,
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, { credentials: 'same-origin', ...init })
    setReachable(true)
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    setReachable(false)
    throw new ApiProblem(OFFLINE)
  }
}

/** The session is over, or another person's session stands in this browser now: this window asks who is here. */
async function sessionOver(problem: Problem): Promise<boolean> {
  const here = whoWorksHere()
  if (!here) return false
  if (problem.code === 'identity.not-signed-in') return true
  if (problem.code !== 'identity.not-your-post') return false
  const me = await whoIsLoggedIn()
  if (me?.personId !== here.personId) return true
  // The same person, whose post ended meanwhile: this act is refused, the window goes on in a post that is held.
  workHere({ ...here, positionId: me.acting.positionId })
  setActingPosition(null)
  return false
}

/** What goes by itself while somebody types asks nothing of them. */
const BY_ITSELF = ['/api/v1/commands/drafting.save', '/api/v1/preview']

async function send<T>(url: string, init: RequestInit): Promise<T> {
  for (;;) {
    const response = await reach(url, init)
    if (response.status === 204) return undefined as T
    if (response.ok) return (await response.json()) as T
    const problem = await readProblem(response)
    const act = init.method !== undefined && !BY_ITSELF.includes(url)
    if (!((await sessionOver(problem)) && (await sessionBack(act, init.signal)))) {
      init.signal?.throwIfAborted()
      throw new ApiProblem(problem)
    }
  }
}

/** The person of the browser's session, whoever works in this window; null when there is none. */
export async function whoIsLoggedIn(): Promise<Me | null> {
  const response = await reach('/api/v1/queries/session.me', { headers: { 'x-congvan': '1' } })
  return response.ok ? ((await response.json()) as Me) : null
}

const post = <T>(url: string, body: unknown): Promise<T> =>
  send<T>(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...requestHeaders() },
    body: JSON.stringify(body),
  })

export function query<N extends QueryName>(
  name: N,
  params: Queries[N]['params'],
  signal?: AbortSignal,
): Promise<Queries[N]['answer']> {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  const tail = search.size ? `?${search}` : ''
  return send(`/api/v1/queries/${name}${tail}`, { headers: requestHeaders(), ...(signal ? { signal } : {}) })
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Retries keep the command's id: sent twice, it still changes one thing once. */
async function retrying<T>(url: string, body: { commandId: string; input: unknown }): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await post<T>(url, body)
    } catch (error) {
      const again = error instanceof ApiProblem && (error.status === 0 || error.status === 503) && attempt < 2
      if (!again) throw error
      await pause(400 * 3 ** attempt)
    }
  }
}

export const command = <N extends CommandName>(
  name: N,
  input: Commands[N]['input'],
  commandId: string = newId(),
): Promise<Commands[N]['answer']> => retrying(`/api/v1/commands/${name}`, { commandId, input })

/** Sign and issue: work outside one transaction, a result for each document. */
export const action = (
  name: 'sign' | 'issue' | 'issue-paper',
  input: unknown,
  commandId: string = newId(),
): Promise<BatchResult> => retrying(`/api/v1/actions/${name}`, { commandId, input })

export const getJson = <T>(url: string): Promise<T> => send<T>(url, { headers: requestHeaders() })
export const postJson = <T>(url: string, body: unknown): Promise<T> => post<T>(url, body)

/** A sheet as it lies on the disk; the server reads it. */
export const sendSheet = <T>(url: string, file: File): Promise<T> =>
  send<T>(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...requestHeaders() },
    body: file,
  })

/**
 * A file made by the server, which may refuse it with a sentence; under the acting post, which a plain link would not
 * tell. Saved under `name`, or under the server's.
 */
export async function download(url: string, name?: string): Promise<void> {
  const response = await reach(url, { headers: requestHeaders() })
  if (!response.ok) throw new ApiProblem(await readProblem(response))
  const said = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name ?? decodeURIComponent(said ?? '')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export const desks = (): Promise<Desks> => getJson('/api/v1/desks')
/** A person may hold several posts: the desk says which one sits here. */
export const enterDesk = (deskId: string): Promise<{ positionId?: string }> =>
  post('/api/v1/session/desk', { deskId })
export const logIn = (account: string, password: string): Promise<unknown> =>
  post('/api/v1/session', { account, password })
export function logOut(): Promise<unknown> {
  leave()
  return send('/api/v1/session', { method: 'DELETE', headers: requestHeaders() })
}

/** Sends a file with progress (0–1); a session that ends meanwhile is asked back and the file sent again. */
export async function upload(file: File, onProgress: (part: number) => void): Promise<UploadReceipt> {
  if (file.size > MOST_UPLOAD) throw new ApiProblem(tooLarge(file.name))
  for (;;) {
    try {
      return await sendFile(file, onProgress)
    } catch (error) {
      const over = error instanceof ApiProblem && (await sessionOver(error.problem))
      if (!(over && (await sessionBack(true)))) throw error
    }
  }
}

/** XMLHttpRequest because fetch tells no upload progress. */
function sendFile(file: File, onProgress: (part: number) => void): Promise<UploadReceipt> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/uploads')
    for (const [name, value] of Object.entries(requestHeaders())) request.setRequestHeader(name, value)
    request.setRequestHeader('x-filename', encodeURIComponent(file.name.normalize('NFC')))
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onerror = () => reject(new ApiProblem(OFFLINE))
    request.onload = () => {
      const body = request.response as (UploadReceipt & Partial<Problem>) | null
      if (request.status < 300 && body) resolve(body)
      else
        reject(new ApiProblem({ ...OFFLINE, ...(body?.vi ? body : {}), status: request.status } as Problem))
    }
    request.send(file)
  })
}
