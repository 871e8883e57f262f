// End to end: sealed for the addressee by HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM); a hub in between holds no key.
import { randomBytes } from 'node:crypto'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import type { Services } from '../../../platform/services.ts'
import { findBox, putBox } from '../store/relay.ts'

const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
const INFO = new TextEncoder().encode('congvan relay v1')
const PURPOSE = 'relay-box'
/** X25519 encapsulated key before the ciphertext. */
const ENC = 32

/** Made on first use, sealed at rest with the master key. */
async function boxKeys(services: Services) {
  const fresh = services.sealer.seal(PURPOSE, randomBytes(32)).toString('base64')
  const sealed = await services.runner.system(async (tx) => {
    await putBox(tx, fresh)
    return (await findBox(tx))!
  })
  return suite.DeriveKeyPair(new Uint8Array(services.sealer.open(PURPOSE, Buffer.from(sealed, 'base64'))))
}

/** What travels in an invitation: base64url, 32 bytes. */
export async function boxKeyOf(services: Services): Promise<string> {
  const { publicKey } = await boxKeys(services)
  return Buffer.from(await suite.SerializePublicKey(publicKey)).toString('base64url')
}

/** `aad`: what stands outside on the envelope; changed on the way, it opens no more. */
export async function seal(boxKey: string, plain: Uint8Array, aad: Uint8Array): Promise<Buffer> {
  const key = await suite.DeserializePublicKey(new Uint8Array(Buffer.from(boxKey, 'base64url')))
  const { encapsulatedSecret, ciphertext } = await suite.Seal(key, plain, { info: INFO, aad })
  return Buffer.concat([encapsulatedSecret, ciphertext])
}

/** Null when it was not sealed for us, or anything was changed. */
export async function open(services: Services, sealed: Uint8Array, aad: Uint8Array): Promise<Buffer | null> {
  const { privateKey } = await boxKeys(services)
  try {
    const [enc, text] = [new Uint8Array(sealed.subarray(0, ENC)), new Uint8Array(sealed.subarray(ENC))]
    return Buffer.from(await suite.Open(privateKey, enc, text, { info: INFO, aad }))
  } catch {
    return null
  }
}
