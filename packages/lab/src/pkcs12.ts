// PKCS#12 files of the lab (RFC 7292): AES-256-CBC with PBKDF2, as openssl 3 writes them.
import { createCipheriv, createHash, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto'
import { der, OID } from '../../sign-core/src/asn1/index.ts'
import type { Bytes } from './certificate.ts'

const ITERATIONS = 2048

function encrypt(plain: Bytes, passphrase: string): { algorithm: Bytes; cipher: Bytes } {
  const salt = randomBytes(16)
  const iv = randomBytes(16)
  const key = pbkdf2Sync(passphrase, salt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()])
  const prf = der.seq(der.oid('1.2.840.113549.2.9'), der.nul())
  const derivation = der.seq(
    der.oid('1.2.840.113549.1.5.12'),
    der.seq(der.octets(salt), der.integer(ITERATIONS), prf),
  )
  const scheme = der.seq(der.oid('2.16.840.1.101.3.4.1.42'), der.octets(iv))
  const algorithm = der.seq(der.oid('1.2.840.113549.1.5.13'), der.seq(derivation, scheme))
  return { algorithm, cipher: encrypted }
}

/** The key derivation of RFC 7292, appendix B.2, with SHA-256, for one block of output. */
function macKey(passphrase: string, salt: Bytes): Buffer {
  const block = 64
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16()
  const fill = (bytes: Bytes): Buffer => {
    const out = Buffer.alloc(Math.ceil(bytes.length / block) * block)
    for (let i = 0; i < out.length; i++) out[i] = bytes[i % bytes.length]!
    return out
  }
  let digest: Buffer = Buffer.concat([Buffer.alloc(block, 3), fill(salt), fill(password)])
  for (let i = 0; i < ITERATIONS; i++) digest = createHash('sha256').update(digest).digest()
  return digest
}

export interface Pkcs12Spec {
  readonly certificate: Bytes
  readonly chain: readonly Bytes[]
  readonly privateKey: KeyObject
  readonly passphrase: string
  readonly friendlyName: string
}

export function encodePkcs12(spec: Pkcs12Spec): Bytes {
  const localId = createHash('sha1').update(spec.certificate).digest()
  const name = Buffer.from(spec.friendlyName, 'utf16le').swap16()
  const attributes = der.setOf(
    der.seq(der.oid('1.2.840.113549.1.9.20'), der.setOf(der.bmp(name))),
    der.seq(der.oid('1.2.840.113549.1.9.21'), der.setOf(der.octets(localId))),
  )
  const certificateBag = (bytes: Bytes, own: boolean): Bytes =>
    der.seq(
      der.oid('1.2.840.113549.1.12.10.1.3'),
      der.explicit(0, der.seq(der.oid('1.2.840.113549.1.9.22.1'), der.explicit(0, der.octets(bytes)))),
      ...(own ? [attributes] : []),
    )
  const certificates = der.seq(
    certificateBag(spec.certificate, true),
    ...spec.chain.map((bytes) => certificateBag(bytes, false)),
  )
  const sealed = encrypt(certificates, spec.passphrase)
  const encryptedData = der.seq(
    der.integer(0),
    der.seq(der.oid(OID.data), sealed.algorithm, der.implicit(0, sealed.cipher)),
  )
  const pkcs8 = new Uint8Array(spec.privateKey.export({ type: 'pkcs8', format: 'der' }))
  const key = encrypt(pkcs8, spec.passphrase)
  const keyBag = der.seq(
    der.oid('1.2.840.113549.1.12.10.1.2'),
    der.explicit(0, der.seq(key.algorithm, der.octets(key.cipher))),
    attributes,
  )
  const safe = der.seq(
    der.seq(der.oid(OID.encryptedData), der.explicit(0, encryptedData)),
    der.seq(der.oid(OID.data), der.explicit(0, der.octets(der.seq(keyBag)))),
  )
  const salt = randomBytes(8)
  const mac = createHmac('sha256', macKey(spec.passphrase, salt)).update(safe).digest()
  return der.seq(
    der.integer(3),
    der.seq(der.oid(OID.data), der.explicit(0, der.octets(safe))),
    der.seq(
      der.seq(der.seq(der.oid(OID.sha256), der.nul()), der.octets(mac)),
      der.octets(salt),
      der.integer(ITERATIONS),
    ),
  )
}
