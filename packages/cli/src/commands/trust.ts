// `congvan trust`: whom an installation believes. A bundle is made and examined without any installation; importing is its
// administrator's act, with the same checks, events and refusals as on the screen "Nơi cấp tin cậy".
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BundledAnchor, TrustAnchor, TrustPurpose } from '../../../sign-core/src/trust/index.ts'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { type Parsed, parse } from './data-folder.ts'
import { actorFrom, type Installation, WHO, withInstallation } from './installation.ts'

const PURPOSES: Record<TrustPurpose, string> = {
  'cong-vu': 'chuyên dùng công vụ',
  'cong-cong': 'công cộng',
  'noi-bo': 'nội bộ',
  test: 'thử nghiệm, không có giá trị pháp lý',
}
const INVALID = 1
const purposes = Object.keys(PURPOSES) as TrustPurpose[]

const option = (parsed: Parsed, name: string): string | undefined => {
  const value = parsed.values[name]
  return typeof value === 'string' ? value : undefined
}
const needed = (parsed: Parsed, name: string): string => {
  const value = option(parsed, name)
  if (!value) throw new UsageError(`Cần --${name}.`)
  return value
}
const only = (parsed: Parsed): string => {
  if (parsed.positionals.length !== 1) throw new UsageError('Cần đúng một tệp.')
  return parsed.positionals[0]!
}

async function bytesOf(io: CliIo, path: string): Promise<Buffer> {
  try {
    return await readFile(resolve(io.cwd, path))
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`)
  }
}

async function keyOf<K>(io: CliIo, path: string, make: (pem: Buffer) => K): Promise<K> {
  const pem = await bytesOf(io, path)
  try {
    return make(pem)
  } catch {
    throw new UsageError(`${path} không phải tệp khóa PEM.`)
  }
}

/** As people compare it with a printed decision: pairs with colons. */
const spaced = (sha256: string): string => sha256.toUpperCase().replace(/(..)(?=.)/g, '$1:')
const plainPrint = (text: string): string => text.toLowerCase().replace(/[^0-9a-f]/g, '')

async function printAnchors(io: CliIo, anchors: readonly TrustAnchor[], json: boolean): Promise<void> {
  const { nameText } = await import('../../../sign-core/src/x509/index.ts')
  for (const { certificate, purpose } of anchors) {
    const line = {
      purpose,
      subject: nameText(certificate.subject),
      notAfter: certificate.notAfter.toISOString(),
      sha256: certificate.sha256,
    }
    if (json) io.stdout(JSON.stringify(line))
    else
      io.stdout(
        `${purpose ? PURPOSES[purpose] : 'chưa rõ'}: ${line.subject}\n  hết hạn ${line.notAfter.slice(0, 10)}  SHA-256 ${spaced(line.sha256)}`,
      )
  }
}

interface Overview {
  anchors: { sha256: string; name: string; purpose: string; state: string; notAfter: string }[]
  bundleVersion: number | null
}

const overviewOf = async (installation: Installation, parsed: Parsed): Promise<Overview> =>
  (await installation.services.runner.queryByName(
    'preservation.overview',
    await actorFrom(installation, parsed),
    {},
  )) as Overview

export const trustList: CliCommand = {
  name: 'trust list',
  summary: 'Nơi cấp tin cậy: các gốc cần có và những gì hệ thống đang tin',
  usage: `congvan trust list [--json]                                  các gốc cần có ở Việt Nam
congvan trust list --as TÀI-KHOẢN [--data DIR] [--json]    và hệ thống này đã có những gì\n\n${WHO}`,
  async run(args, io) {
    const parsed = parse(args, { as: { type: 'string' }, post: { type: 'string' } })
    if (option(parsed, 'as'))
      return withInstallation(parsed, io, async (installation) => {
        const { anchors, bundleVersion } = await overviewOf(installation, parsed)
        await printSlots(io, parsed, anchors)
        for (const row of anchors)
          io.stdout(
            parsed.values.json
              ? JSON.stringify(row)
              : `${row.state === 'trusted' ? '✓' : '·'} ${PURPOSES[row.purpose as TrustPurpose]}: ${row.name} (${row.state})\n  SHA-256 ${spaced(row.sha256)}`,
          )
        if (bundleVersion !== null) io.stderr(`Gói nơi cấp tin cậy đang dùng: số ${bundleVersion}`)
        return 0
      })
    await printSlots(io, parsed, [])
    return 0
  },
}

/** The places first: an empty one says what cannot be judged yet and how it is filled. */
async function printSlots(io: CliIo, parsed: Parsed, anchors: Overview['anchors']): Promise<void> {
  const { fills, VIETNAM_ROOTS } = await import('../../../sign-core/src/trust/index.ts')
  for (const slot of VIETNAM_ROOTS) {
    const found = anchors.filter((row) => row.state === 'trusted' && fills(slot, row))
    if (parsed.values.json) {
      const { id, purpose, holder } = slot
      io.stdout(
        JSON.stringify({ slot: id, purpose, holder: holder.vi, filled: found.map((row) => row.sha256) }),
      )
      continue
    }
    io.stdout(`[${found.length > 0 ? 'có' : 'trống'}] ${slot.holder.vi}\n  cần cho: ${slot.needed.vi}`)
    if (found.length === 0)
      io.stdout(
        `  Congvan không kèm chứng thư này. Xin tệp từ cơ quan cấp, đối chiếu vân tay với văn bản công bố, rồi:\n  congvan trust import TỆP.cer --purpose ${slot.purpose} --sha256 VÂN-TAY --note "theo văn bản số …" --as QUẢN-TRỊ`,
      )
  }
}

export const trustVerify: CliCommand = {
  name: 'trust verify',
  summary: 'Kiểm tra một gói nơi cấp tin cậy: ai phát hành, có bị sửa không, gồm những gì',
  usage: 'congvan trust verify GÓI --publisher KHÓA-CÔNG-KHAI.pem [--current SỐ] [--json]',
  async run(args, io) {
    const parsed = parse(args, { publisher: { type: 'string' }, current: { type: 'string' } })
    const bytes = new Uint8Array(await bytesOf(io, only(parsed)))
    const publisher = await keyOf(io, needed(parsed, 'publisher'), createPublicKey)
    const current = Number(option(parsed, 'current') ?? 0)
    if (!Number.isSafeInteger(current)) throw new UsageError('--current là số hiệu gói đang dùng.')
    const { readTrustBundle, TrustBundleError } = await import('../../../sign-core/src/trust/index.ts')
    try {
      const bundle = readTrustBundle(bytes, { publishers: [publisher], current, allowTest: true })
      io.stderr(
        `Gói số ${bundle.version}, phát hành ${bundle.issuedAt.toISOString().slice(0, 10)}: nguyên vẹn.`,
      )
      await printAnchors(io, bundle.anchors, parsed.values.json === true)
      return 0
    } catch (error) {
      if (!(error instanceof TrustBundleError)) throw error
      io.stderr(`Gói không dùng được: ${error.message}`)
      return INVALID
    }
  },
}

export const trustExport: CliCommand = {
  name: 'trust export',
  summary: 'Lập gói nơi cấp tin cậy có ký, từ thư mục chứng thư',
  usage: `congvan trust export --from DIR --version SỐ --key KHÓA-BÍ-MẬT.pem --out GÓI [--note CHỮ]

  --from DIR   có thư mục con cong-vu, cong-cong, noi-bo, test; trong đó là tệp .pem, .cer, .crt, .der
  --key        khóa bí mật Ed25519 của đơn vị phát hành (openssl genpkey -algorithm ed25519)`,
  async run(args, io) {
    const parsed = parse(args, {
      from: { type: 'string' },
      version: { type: 'string' },
      key: { type: 'string' },
      out: { type: 'string' },
      note: { type: 'string' },
    })
    const version = Number(needed(parsed, 'version'))
    if (!Number.isSafeInteger(version) || version < 1) throw new UsageError('--version là số nguyên dương.')
    const key: KeyObject = await keyOf(io, needed(parsed, 'key'), createPrivateKey)
    if (key.asymmetricKeyType !== 'ed25519') throw new UsageError('--key phải là khóa Ed25519.')
    const anchors = await anchorsUnder(resolve(io.cwd, needed(parsed, 'from')), option(parsed, 'note') ?? '')
    if (anchors.length === 0) throw new UsageError('Không có chứng thư nào trong --from.')
    const { writeTrustBundle } = await import('../../../sign-core/src/trust/index.ts')
    const { machineClock } = await import('../../../server/src/kernel/time.ts')
    const issuedAt = new Date(machineClock.now().epochMilliseconds)
    const out = resolve(io.cwd, needed(parsed, 'out'))
    await writeFile(out, writeTrustBundle({ version, issuedAt, anchors }, key), { flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        throw new UsageError(error.code === 'EEXIST' ? `${out} đã có.` : error.message)
      },
    )
    io.stderr(`Đã ghi gói số ${version} với ${anchors.length} gốc: ${out}`)
    return 0
  },
}

async function anchorsUnder(folder: string, note: string): Promise<BundledAnchor[]> {
  const { readAnchors } = await import('../../../sign-core/src/trust/index.ts')
  const found: BundledAnchor[] = []
  for (const purpose of purposes) {
    const names = await readdir(join(folder, purpose)).catch(() => [])
    for (const name of names.filter((one) => /\.(pem|cer|crt|der)$/i.test(one)).sort())
      try {
        const bytes = new Uint8Array(await readFile(join(folder, purpose, name)))
        for (const { certificate } of readAnchors(bytes, purpose))
          found.push({ purpose, certificate: certificate.raw, note: note || name })
      } catch (error) {
        throw new UsageError(`${purpose}/${name}: ${(error as Error).message}`)
      }
  }
  return found
}

export const trustImport: CliCommand = {
  name: 'trust import',
  summary: 'Nạp gói nơi cấp tin cậy, hoặc một chứng thư gốc sau khi đối chiếu vân tay',
  usage: `congvan trust import GÓI [--publisher KHÓA-CÔNG-KHAI.pem] --as QUẢN-TRỊ [--data DIR]
congvan trust import TỆP.cer --purpose ${purposes.join('|')} --sha256 VÂN-TAY --note CĂN-CỨ --as QUẢN-TRỊ [--data DIR]

  --publisher  nhận gói của đơn vị này từ nay về sau
  --sha256     vân tay chép từ văn bản công bố của cơ quan cấp: khác là không nạp\n\n${WHO}`,
  async run(args, io) {
    const parsed = parse(args, {
      as: { type: 'string' },
      post: { type: 'string' },
      purpose: { type: 'string' },
      sha256: { type: 'string' },
      note: { type: 'string' },
      publisher: { type: 'string' },
    })
    const file = await bytesOf(io, only(parsed))
    const isBundle = file[0] === 0x7b
    const single = isBundle ? null : await checkedAnchor(parsed, file)
    const publisher = option(parsed, 'publisher')
    const key = publisher ? (await bytesOf(io, publisher)).toString('utf8') : null
    return withInstallation(parsed, io, async (installation) => {
      const actor = await actorFrom(installation, parsed)
      const act = (name: string, input: unknown) =>
        installation.services.runner.commandByName(name, actor, crypto.randomUUID(), input)
      if (key) await act('preservation.trust-publisher', { key, note: `Nạp từ dòng lệnh: ${publisher}` })
      const done = single
        ? await act('preservation.add-anchor', single)
        : await act('preservation.load-bundle', { bundle: file.toString('utf8') })
      io.stdout(JSON.stringify(done))
      return 0
    })
  },
}

/** An anchor is a decision of people: they copy its fingerprint from paper, the file must have it. */
async function checkedAnchor(parsed: Parsed, file: Buffer) {
  const { readAnchors } = await import('../../../sign-core/src/trust/index.ts')
  const purpose = needed(parsed, 'purpose')
  if (!purposes.includes(purpose as TrustPurpose)) throw new UsageError(`--purpose ${purposes.join('|')}`)
  let anchors: TrustAnchor[]
  try {
    anchors = readAnchors(new Uint8Array(file))
  } catch {
    throw new UsageError('Tệp không phải chứng thư (PEM, DER) hay gói nơi cấp tin cậy.')
  }
  const [anchor] = anchors
  if (!anchor || anchors.length !== 1) throw new UsageError('Mỗi lần nạp một chứng thư gốc.')
  const wanted = plainPrint(needed(parsed, 'sha256'))
  const own = createHash('sha256').update(anchor.certificate.raw).digest('hex')
  if (own !== wanted)
    throw new UsageError(`Vân tay của tệp là ${spaced(own)}, khác với vân tay đã nhập. Không nạp.`)
  const certificate = Buffer.from(anchor.certificate.raw).toString('base64')
  return { certificate, purpose, note: needed(parsed, 'note') }
}
