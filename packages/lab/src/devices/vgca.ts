// The Government Cipher Committee's local signing service as integrators describe it: one WebSocket call an operation,
// one JSON in, one JSON out; it fetches the file, signs it by itself and uploads it as `uploadfile`.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, Server } from 'node:http'
import { createRequire } from 'node:module'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  assemble,
  bytesSource,
  completeSignature,
  prepareSignature,
  readAll,
  signWithKey,
} from '../../../sign-core/src/index.ts'
import { listSignatures, openPdf } from '../../../sign-core/src/pdf/index.ts'
import type { Account } from './phone.ts'

export const VGCA_FAULTS = ['cancel', 'tamper', 'other-file', 'unsigned', 'other-key', 'twice'] as const
export type VgcaFault = (typeof VGCA_FAULTS)[number]

interface Call {
  FileUploadHandler?: string
  FileName?: string
  SessionId?: string
  JWTToken?: string
  DocNumber?: string
  MetaData?: { Key: string; Value: string }[]
}

/** What the tool's window says when its person closes it. */
const CANCELLED = 14
const FAILED = 28

export class VgcaDouble {
  readonly faults = new Set<VgcaFault>()
  readonly calls: { operation: string; call: Call }[] = []
  /** The token plugged in, and another one for the fault of the same name. */
  token: Account | null = null
  /** Several computers behind one door: ws://…/NAME/SignApproved is the computer with that token. */
  readonly tokens = new Map<string, Account>()
  stranger: Account | null = null
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  listenOn(server: Server): WebSocketServer {
    const sockets = new WebSocketServer({ server, maxPayload: 1 << 20 })
    sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
      socket.once('message', (data) => {
        const path = (request.url ?? '/').slice(1).split('?')[0]!.split('/')
        const token = path.length > 1 ? (this.tokens.get(path[0]!) ?? null) : this.token
        this.answer(path.at(-1)!, token, String(data))
          .catch((error: Error) => ({ Status: FAILED, Message: error.message, Error: error.message }))
          .then((reply) => {
            socket.send(JSON.stringify(reply))
            socket.close()
          })
      })
    })
    return sockets
  }

  private async answer(operation: string, token: Account | null, text: string): Promise<unknown> {
    const call = JSON.parse(text || '{}') as Call
    this.calls.push({ operation, call })
    if (!token) return { Status: FAILED, Message: 'Không tìm thấy thiết bị' }
    if (operation === 'GetCertInfo')
      return {
        Status: 0,
        Message: '',
        Certificate: Buffer.from(token.certificate).toString('base64'),
        Chain: token.chain.map((one) => Buffer.from(one).toString('base64')),
      }
    if (!/^Sign(Approved|Issued|Appendix|Copy|Income|PDF)$/.test(operation))
      return { Status: FAILED, Message: `Không có chức năng ${operation}` }
    if (this.faults.has('cancel')) return { Status: CANCELLED, Message: 'Người dùng hủy thao tác ký' }
    const fetched = await fetch(call.FileName!)
    if (!fetched.ok) return { Status: FAILED, Message: `Không tải được tệp (${fetched.status})` }
    const signed = await this.sign(new Uint8Array(await fetched.arrayBuffer()), token, call)
    const uploaded = await this.upload(call, signed)
    return this.faults.has('twice') ? this.upload(call, signed) : uploaded
  }

  private async upload(call: Call, signed: Uint8Array): Promise<unknown> {
    const form = new FormData()
    form.set('uploadfile', new File([new Uint8Array(signed)], 'signed.pdf', { type: 'application/pdf' }))
    const response = await fetch(call.FileUploadHandler!, { method: 'POST', body: form })
    return response.json()
  }

  private async sign(file: Uint8Array, token: Account, call: Call): Promise<Uint8Array> {
    if (this.faults.has('unsigned')) return Buffer.concat([file, Buffer.from('\n% nothing\n')])
    const account = this.faults.has('other-key') ? this.stranger! : token
    let input = file
    if (this.faults.has('other-file')) {
      input = Buffer.from(file)
      input[input.length - 30]! ^= 1
    }
    const page = this.faults.has('tamper') ? tampered(input) : input
    const source = bytesSource(page)
    const wanted = call.MetaData?.find((one) => one.Key === 'Field')?.Value
    const time = this.now()
    const prepared = await prepareSignature(source, {
      certificate: account.certificate,
      chain: account.chain,
      time,
      field: wanted ?? (await emptyField(page)),
      signerName: account.name,
      appearance: { lines: [account.name, stamp(time)], style: { font: await font(), size: 10 } },
    })
    const value = await signWithKey(
      account.key,
      prepared.scheme!,
      Buffer.from(prepared.toBeSigned!, 'base64'),
    )
    return readAll(assemble(source, await completeSignature(prepared, value)))
  }
}

const stamp = (time: Date) =>
  new Date(time.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
let loaded: Promise<Uint8Array> | undefined
const font = () =>
  (loaded ??= readFile(
    createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  ))

async function emptyField(file: Uint8Array): Promise<string> {
  const signed = await listSignatures(await openPdf(bytesSource(file)))
  return signed.length === 0 ? 'ChuKyNguoi' : 'ChuKyCoQuan'
}

/** A hostile program writes on the page before it signs: one more update that replaces a page's dictionary. */
function tampered(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file).toString('latin1')
  const page = [
    ...text.matchAll(
      /(\d+) 0 obj\s*(<<(?:(?!endobj)[\s\S])*?\/Type\s*\/Page\b(?!s)(?:(?!endobj)[\s\S])*?>>)\s*endobj/g,
    ),
  ].at(-1)
  const root =
    /trailer\s*<<[\s\S]*?\/Root\s+(\d+ \d+ R)/.exec(text)?.[1] ?? /\/Root\s+(\d+ \d+ R)/.exec(text)?.[1]
  const size = [...text.matchAll(/\/Size\s+(\d+)/g)].at(-1)?.[1]
  const last = [...text.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1]
  if (!page || !root || !size || !last) throw new Error('no page found to write on')
  const id = /\/ID\s*(\[[^\]]*\])/.exec(text)?.[1]
  const body = page[2]!.replace(/>>$/, '/Rotate 180 >>')
  const at = file.length + 1
  const object = `\n${page[1]} 0 obj\n${body}\nendobj\n`
  const table = at + object.length - 1
  const tail = `${object}xref\n${page[1]} 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root ${root} /Prev ${last}${id ? ` /ID ${id}` : ''} >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(tail, 'latin1')])
}

/** For tests: the fingerprint of a file as the tool saw it. */
export const fingerprintOf = (file: Uint8Array) => createHash('sha256').update(file).digest('hex')
