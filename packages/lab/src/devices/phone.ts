// The phones of the lab: what a SIM applet or a signing app shows, and what its person answers. Keys lie here as in a SIM.
import { constants, createECDH, type KeyObject, privateEncrypt, randomUUID } from 'node:crypto'

export interface Account {
  /** A phone number, a user name. */
  readonly account: string
  readonly name: string
  readonly pin: string
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly key: KeyObject
}

export type Answer = 'waiting' | 'agreed' | 'refused' | 'timeout' | 'wrong-pin' | 'blocked'

export interface PhoneRequest {
  readonly id: string
  readonly account: string
  readonly text: string
  readonly code: string
  readonly digests: readonly Uint8Array[]
  readonly until: number
  answer: Answer
  /** Called when the answer is known, for those who poll long. */
  readonly heard: (() => void)[]
}

export const DEVICE_FAULTS = [
  'down',
  'slow',
  'phone-off',
  'wrong-signature',
  'one-too-few',
  'http-500',
  'garbage',
] as const
export type DeviceFault = (typeof DEVICE_FAULTS)[number]

const WRONG_PINS_UNTIL_BLOCKED = 3

export class Phones {
  readonly faults = new Set<DeviceFault>()
  readonly requests: PhoneRequest[] = []
  /** How often each operation was asked for: one authorisation for fifty is seen here. */
  readonly asked: Record<string, number> = {}
  private readonly accounts = new Map<string, Account>()
  private readonly wrongPins = new Map<string, number>()

  add(account: Account): void {
    this.accounts.set(account.account, account)
  }
  find(account: string): Account | null {
    return this.accounts.get(account) ?? null
  }
  all(): Account[] {
    return [...this.accounts.values()]
  }
  count(operation: string): void {
    this.asked[operation] = (this.asked[operation] ?? 0) + 1
  }

  show(
    account: string,
    text: string,
    code: string,
    digests: readonly Uint8Array[],
    seconds: number,
  ): PhoneRequest {
    const until = performance.now() + seconds * 1000
    const request: PhoneRequest = {
      id: randomUUID(),
      account,
      text,
      code,
      digests,
      until,
      answer: this.isBlocked(account) ? 'blocked' : 'waiting',
      heard: [],
    }
    this.requests.push(request)
    setTimeout(() => this.settle(request, 'timeout'), seconds * 1000).unref()
    return request
  }
  request(id: string): PhoneRequest | null {
    return this.requests.find((one) => one.id === id) ?? null
  }
  waiting(account: string): PhoneRequest[] {
    if (this.faults.has('phone-off')) return []
    return this.requests.filter((one) => one.account === account && one.answer === 'waiting')
  }
  isBlocked(account: string): boolean {
    return (this.wrongPins.get(account) ?? 0) >= WRONG_PINS_UNTIL_BLOCKED
  }
  unblock(account: string): void {
    this.wrongPins.delete(account)
  }

  /** Right: true. Three wrong ones block the key, as a SIM does. */
  checkPin(account: string, pin: string): 'right' | 'wrong' | 'blocked' {
    if (this.isBlocked(account)) return 'blocked'
    if (this.accounts.get(account)?.pin === pin) {
      this.wrongPins.delete(account)
      return 'right'
    }
    this.wrongPins.set(account, (this.wrongPins.get(account) ?? 0) + 1)
    return this.isBlocked(account) ? 'blocked' : 'wrong'
  }

  /** The person presses "Đồng ý" with the PIN, or "Từ chối". */
  press(id: string, agree: boolean, pin: string): Answer {
    const request = this.request(id)
    if (request?.answer !== 'waiting') return request?.answer ?? 'timeout'
    if (!agree) this.settle(request, 'refused')
    else {
      const checked = this.checkPin(request.account, pin)
      this.settle(request, checked === 'right' ? 'agreed' : checked === 'wrong' ? 'wrong-pin' : 'blocked')
    }
    return request.answer
  }
  settle(request: PhoneRequest, answer: Answer): void {
    if (request.answer !== 'waiting') return
    request.answer = answer
    for (const hear of request.heard.splice(0)) hear()
  }
  /** Resolves when answered or after the wait. */
  wait(request: PhoneRequest, milliseconds: number): Promise<void> {
    if (request.answer !== 'waiting' || milliseconds <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      request.heard.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  /** What the chip answers: PKCS#1 v1.5 with its DigestInfo, or ECDSA as r‖s, as cards give it. */
  signDigest(account: string, digest: Uint8Array): Buffer {
    const { key } = this.accounts.get(account)!
    const wrong = this.faults.has('wrong-signature')
    const data = wrong ? Buffer.from(digest).reverse() : Buffer.from(digest)
    return key.asymmetricKeyType === 'rsa' ? signRsa(key, data) : signEc(key, data)
  }
}

const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** RSASSA-PKCS1-v1_5 over a digest made elsewhere: DigestInfo by hand, then the padded private operation. */
const signRsa = (key: KeyObject, digest: Buffer): Buffer =>
  privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([SHA256_INFO, digest]))

/** Order of P-256 (FIPS 186-4, D.1.2.3). */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
const modulo = (value: bigint) => ((value % N) + N) % N
const bytes32 = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')

function inverse(value: bigint): bigint {
  let [a, b, x, y] = [modulo(value), N, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b] = [b, a % b]
    ;[x, y] = [y, x - quotient * y]
  }
  return modulo(x)
}

/** ECDSA over a digest made elsewhere (FIPS 186-4, 6.4): Node hashes whatever it signs, a card does not. */
function signEc(key: KeyObject, digest: Buffer): Buffer {
  const d = number(Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url'))
  for (;;) {
    const once = createECDH('prime256v1')
    once.generateKeys()
    const r = modulo(number(once.getPublicKey().subarray(1, 33)))
    const s = modulo(inverse(number(once.getPrivateKey())) * (number(digest) + r * d))
    if (r !== 0n && s !== 0n) return Buffer.concat([bytes32(r), bytes32(s)])
  }
}
