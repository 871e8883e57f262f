// The token's service as installed: wss on 127.0.0.1 under a certificate of its own, trusted on that computer only.
import { WebSocket } from 'ws'
import { der, OID } from '../../../sign-core/src/asn1/index.ts'
import { makeKeys, serialFor } from '../authority.ts'
import { type Bytes, encodeCertificate, encodeName, extensions, spkiOf } from '../certificate.ts'
import { toPem } from '../lab.ts'

const DAY = 86_400_000

/** Made anew each time, for this machine's address alone; nothing else ever trusts it. */
export function localTls(now = new Date()): { key: string; cert: string } {
  const { publicKey, privateKey } = makeKeys('p256')
  const name = encodeName({ cn: '127.0.0.1', o: 'Dịch vụ ký tại máy (thử nghiệm)' })
  const address: Bytes = der.seq(der.implicit(7, Uint8Array.of(127, 0, 0, 1)))
  const certificate = encodeCertificate({
    serial: serialFor('local', spkiOf(publicKey)),
    issuerName: name,
    issuerKey: privateKey,
    subjectName: name,
    spki: spkiOf(publicKey),
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + 30 * DAY),
    extensions: [
      extensions.authority(0),
      extensions.keyUsage(0, 5),
      { oid: OID.subjectAltName, value: address },
    ],
  })
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: toPem(certificate),
  }
}

/** What the page in the browser does: one call an operation, one JSON each way. `ca`: the machine's own trust. */
export function callToken<A>(url: string, operation: string, call: unknown, ca?: string): Promise<A> {
  const socket = new WebSocket(`${url}/${operation}`, ca ? { ca } : {})
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      socket.close()
      resolve(JSON.parse(String(data)) as A)
    })
    socket.on('open', () => socket.send(JSON.stringify(call)))
  })
}
