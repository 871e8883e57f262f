// What the verify command reads from disk and network: files at an offset, trust anchors, status answers.
import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ByteSource } from '../../../sign-core/src/bytes/byte-source.ts'
import {
  readAnchors,
  type TrustAnchor,
  type TrustStore,
  trustOf,
} from '../../../sign-core/src/trust/index.ts'
import type { Fetcher } from '../../../sign-core/src/validate/index.ts'

export interface OpenFile {
  readonly source: ByteSource
  close(): Promise<void>
}

export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, 'r')
  const { size } = await handle.stat()
  return {
    source: {
      size,
      async read(offset, length) {
        const wanted = Math.max(0, Math.min(length, size - offset))
        const bytes = new Uint8Array(wanted)
        let done = 0
        while (done < wanted) {
          const { bytesRead } = await handle.read(bytes, done, wanted - done, offset + done)
          if (bytesRead === 0) break
          done += bytesRead
        }
        return bytes.subarray(0, done)
      },
    },
    close: () => handle.close(),
  }
}

const CERTIFICATE_FILE = /\.(pem|crt|cer|der)$/i

/** A folder of PEM or DER files, or one file. */
export async function readTrust(path: string | undefined): Promise<TrustStore> {
  if (!path) return trustOf([])
  const isFolder = (await stat(path)).isDirectory()
  const files = isFolder
    ? (await readdir(path))
        .filter((name) => CERTIFICATE_FILE.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path]
  const anchors: TrustAnchor[] = []
  for (const file of files) {
    try {
      anchors.push(...readAnchors(new Uint8Array(await readFile(file))))
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return trustOf(anchors)
}

const TIMEOUT_MS = 8000
const MAX_ANSWER = 32 << 20

const TYPES = { ocsp: 'application/ocsp-request', crl: '', aia: '' } as const

/** Addresses come out of certificates, so: http(s) only, bounded in time and size. */
export const fetchEvidence: Fetcher = async ({ kind, url, body }) => {
  try {
    if (!/^https?:$/.test(new URL(url).protocol)) return null
    const answer = await fetch(url, {
      ...(body ? { method: 'POST', body: Buffer.from(body), headers: { 'content-type': TYPES[kind] } } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > MAX_ANSWER) return null
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return bytes.length <= MAX_ANSWER ? bytes : null
  } catch {
    return null
  }
}

/** The serif of the letters, with every Vietnamese letter. */
export async function readReportFont(): Promise<Uint8Array> {
  const path = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  )
  return new Uint8Array(await readFile(path))
}

export const writeNew = (path: string, bytes: Uint8Array): Promise<void> => writeFile(path, bytes)
