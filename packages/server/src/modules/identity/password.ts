import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
// OWASP's floor for argon2id: 19 MiB, two passes, one lane.
const COST = { memory: 19456, passes: 2, parallelism: 1, tagLength: 32 }

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = (await derive('argon2id', { message: password.normalize('NFC'), nonce, ...COST })) as Buffer
  return `argon2id$${COST.memory}$${COST.passes}$${nonce.toString('base64')}$${tag.toString('base64')}`
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, nonce, tag] = stored.split('$')
  if (!memory || !passes || !nonce || !tag) return false
  const wanted = Buffer.from(tag, 'base64')
  const got = (await derive('argon2id', {
    message: password.normalize('NFC'),
    nonce: Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: 1,
    tagLength: wanted.length,
  })) as Buffer
  return timingSafeEqual(got, wanted)
}
