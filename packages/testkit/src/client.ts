import { randomUUID } from 'node:crypto'

/** A person at a desk, speaking the same API as the screens. */
export class DeskClient {
  readonly base: string
  position: string
  private readonly cookie: string
  private constructor(base: string, cookie: string, position: string) {
    this.base = base
    this.cookie = cookie
    this.position = position
  }

  static async enter(base: string, deskId: string): Promise<DeskClient> {
    const response = await fetch(`${base}/api/v1/session/desk`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-congvan': '1' },
      body: JSON.stringify({ deskId }),
    })
    if (!response.ok) throw new Error(`desk ${deskId}: ${response.status} ${await response.text()}`)
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]!
    const { positionId } = (await response.json()) as { positionId: string }
    return new DeskClient(base, cookie, positionId)
  }

  /** For tests that opened the session themselves. */
  static withSession(base: string, cookie: string, position: string): DeskClient {
    return new DeskClient(base, cookie, position)
  }

  headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-congvan': '1', 'x-position': this.position }
  }

  async send(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { ...this.headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : null }
  }

  private async must<T>(answer: { status: number; body: unknown }): Promise<T> {
    if (answer.status >= 400)
      throw Object.assign(new Error((answer.body as { vi?: string }).vi ?? String(answer.status)), {
        problem: answer.body,
        status: answer.status,
      })
    return answer.body as T
  }

  async query<T>(name: string, params: Record<string, string> = {}): Promise<T> {
    return this.must<T>(await this.send('GET', `/api/v1/queries/${name}?${new URLSearchParams(params)}`))
  }

  async command<T = Record<string, unknown>>(
    name: string,
    input: unknown,
    commandId: string = randomUUID(),
  ): Promise<T> {
    return this.must<T>(await this.send('POST', `/api/v1/commands/${name}`, { commandId, input }))
  }

  async action<T>(name: 'sign' | 'issue', input: unknown): Promise<T> {
    return this.must<T>(await this.send('POST', `/api/v1/actions/${name}`, { input }))
  }

  async upload<T>(filename: string, bytes: Uint8Array): Promise<T> {
    const response = await fetch(`${this.base}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        ...this.headers(),
        'content-type': 'application/octet-stream',
        'x-filename': encodeURIComponent(filename),
      },
      body: Buffer.from(bytes),
    })
    return this.must<T>({ status: response.status, body: await response.json() })
  }

  async file(path: string): Promise<Buffer> {
    const response = await fetch(`${this.base}${path}`, { headers: this.headers() })
    if (!response.ok) throw new Error(`${path}: ${response.status}`)
    return Buffer.from(await response.arrayBuffer())
  }
}
