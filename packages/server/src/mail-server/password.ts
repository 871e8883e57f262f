// A mailbox password as Dovecot reads it (PHC string), with the same cost as a log-in of the product.
import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
// OWASP's floor for argon2id: 19 MiB, two passes, one lane; libsodium wants a 16-byte salt.
const COST = { memory: 19456, passes: 2, parallelism: 1, tagLength: 32 }
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

export async function hashMailPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = (await derive('argon2id', { message: password.normalize('NFC'), nonce, ...COST })) as Buffer
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}
