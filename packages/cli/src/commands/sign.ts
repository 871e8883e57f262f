// ./congvan sign: one signature with a PKCS#12 key, appended to the file.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Appearance, Level, Rect, SigningKey } from '../../../sign-core/src/index.ts'
import type { PdfReader } from '../../../sign-core/src/pdf/index.ts'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import {
  explain,
  LEVELS,
  readFont,
  readLevel,
  refusal,
  sha256Of,
  timestampFrom,
  writeAppended,
} from './sign-input.ts'

const KINDS = ['person', 'seal', 'annex', 'copy', 'arrival', 'invisible'] as const
type Kind = (typeof KINDS)[number]

/** The field names the verifier reads roles from. */
const FIELDS: Record<Kind, string> = {
  person: 'nguoiKy',
  seal: 'coQuan',
  annex: 'phuLuc',
  copy: 'saoY',
  arrival: 'soDen',
  invisible: 'chuKy',
}

const USAGE = `congvan sign IN.pdf --out OUT.pdf --p12 FILE --passphrase-file FILE --as ${KINDS.join('|')}
      [--image PNG] [--page N] [--rect X,Y,W,H] [--level B-B|B-T|B-LT|B-LTA] [--tsa URL] [--trust DIR] [--text "..."]
  --rect: điểm (1/72 inch) tính từ góc dưới bên trái của trang như nhìn thấy; --page: từ 1
  0 đã ký đúng mức · 1 bị từ chối · 2 đã ký nhưng ở mức thấp hơn (nâng sau bằng "congvan extend") · 4 không đọc được`

interface Wish {
  input: string
  output: string
  p12: string
  passphraseFile: string
  kind: Kind
  image: string | undefined
  page: number | undefined
  rect: Rect | undefined
  level: Level
  tsa: string | undefined
  trust: string | undefined
  text: string | undefined
}

const text = { type: 'string' } as const

function parse(args: string[]): Wish {
  const options = {
    out: text,
    p12: text,
    'passphrase-file': text,
    as: text,
    image: text,
    page: text,
    rect: text,
    level: text,
    tsa: text,
    trust: text,
    text,
  }
  let parsed: ReturnType<
    typeof parseArgs<{ args: string[]; allowPositionals: true; options: typeof options }>
  >
  try {
    parsed = parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : USAGE)
  }
  const { values, positionals } = parsed
  const [input] = positionals
  const kind = KINDS.find((item) => item === values.as)
  if (input === undefined || positionals.length > 1) throw new UsageError(USAGE)
  if (!values.out || !values.p12 || !values['passphrase-file']) throw new UsageError(USAGE)
  if (kind === undefined) throw new UsageError(`--as cần một trong: ${KINDS.join(', ')}`)
  const level = readLevel(values.level, LEVELS, '--level') ?? (values.tsa === undefined ? 'B-B' : 'B-T')
  if (level !== 'B-B' && values.tsa === undefined) throw new UsageError(`--level ${level} cần --tsa URL`)
  return {
    input,
    output: values.out,
    p12: values.p12,
    passphraseFile: values['passphrase-file'],
    kind,
    image: values.image,
    page: readPage(values.page),
    rect: readRect(values.rect),
    level,
    tsa: values.tsa,
    trust: values.trust,
    text: values.text,
  }
}

function readPage(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new UsageError('--page cần số trang từ 1')
  return Number(value) - 1
}

function readRect(value: string | undefined): Rect | undefined {
  if (value === undefined) return undefined
  const [x, y, width, height, ...rest] = value.split(',').map(Number)
  const bad = [x, y, width, height].some((n) => n === undefined || !Number.isFinite(n)) || rest.length > 0
  if (bad || width! <= 0 || height! <= 0) throw new UsageError('--rect cần X,Y,W,H')
  return { x: x!, y: y!, width: width!, height: height! }
}

async function file(path: string, io: CliIo, option: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(resolve(io.cwd, path)))
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`)
  }
}

interface Placement {
  field: string
  page: number
  rect?: Rect
  appearance?: Appearance
}

/** A second signature of the same kind gets a field of its own. */
function unused(field: string, names: ReadonlySet<string>): string {
  let name = field
  for (let i = 2; names.has(name); i++) name = `${field}${i}`
  return name
}

/** Where it stands and what it shows: Annex I of Decree 30/2020, unless the caller says otherwise. */
async function place(
  reader: PdfReader,
  wish: Wish,
  key: SigningKey,
  time: Date,
  io: CliIo,
): Promise<Placement> {
  const field = FIELDS[wish.kind]
  if (wish.kind === 'invisible') return { field, page: wish.page ?? 0 }
  const core = await import('../../../sign-core/src/index.ts')
  const { listFields, pageAt } = await import('../../../sign-core/src/pdf/index.ts')
  const ordinary = wish.kind === 'person' || wish.kind === 'seal'
  const look = await appearance(wish, key, time, io)
  const fields = await listFields(reader)
  const reserved = fields.find(
    (item) => item.name === field && item.type === 'Sig' && (item.value ?? null) === null,
  )
  if (reserved !== undefined && wish.rect === undefined && wish.page === undefined) {
    return { field, page: 0, appearance: look }
  }
  const name = unused(field, new Set(fields.map((item) => item.name)))
  const page = await pageAt(reader, wish.page ?? (ordinary ? -1 : 0))
  const taken: Rect[] = []
  for (const item of fields.filter((f) => f.type === 'Sig')) {
    for (const widget of item.widgets) {
      const at = widget.dict.get('P')
      const rect = await reader.array(widget.dict.get('Rect'))
      const numbers = rect?.items.filter((n) => typeof n === 'number') ?? []
      if (at instanceof Object && 'num' in at && at.num === page.ref.num && numbers.length === 4) {
        taken.push(core.toVisible(page, numbers))
      }
    }
  }
  if (wish.rect !== undefined) return { field: name, page: page.index, rect: wish.rect, appearance: look }
  if (!ordinary) {
    const block = core.cornerBlock(page, look.lines ?? [], look.style!)
    return { field: name, page: page.index, rect: core.topRight(page, block, taken), appearance: block }
  }
  const signer = taken.findLast((rect) => rect.width > 0) ?? core.signerRect(page)
  if (wish.kind === 'person')
    return { field: name, page: page.index, rect: core.signerRect(page), appearance: look }
  const size = (look.image === undefined ? undefined : core.pngMillimetres(look.image)) ?? {
    width: 36,
    height: 36,
  }
  return {
    field: name,
    page: page.index,
    rect: core.sealRect(signer, size.width, size.height),
    appearance: look,
  }
}

async function appearance(wish: Wish, key: SigningKey, time: Date, io: CliIo): Promise<Appearance> {
  const core = await import('../../../sign-core/src/index.ts')
  const { identityOf, parseCertificate } = await import('../../../sign-core/src/x509/certificate.ts')
  if (wish.image !== undefined && (wish.kind === 'person' || wish.kind === 'seal')) {
    return { image: await file(wish.image, io, '--image') }
  }
  const style = core.decreeStyle(await readFont())
  const { cn, o } = identityOf(parseCertificate(key.certificate))
  const organisation = o ?? cn ?? ''
  const given = wish.text?.replaceAll('\\n', '\n').split('\n')
  if (wish.kind === 'annex') {
    if (given === undefined) throw new UsageError('--as annex cần --text "số, ký hiệu văn bản chính"')
    return { lines: core.annexLines(given.join(' '), time), style }
  }
  if (wish.kind === 'copy') {
    const [first = 'SAO Y', ...rest] = given ?? []
    const kind = (['SAO Y', 'SAO LỤC', 'TRÍCH SAO'] as const).find((item) => item === first.toUpperCase())
    if (kind === undefined)
      throw new UsageError('--as copy: --text bắt đầu bằng SAO Y, SAO LỤC hoặc TRÍCH SAO')
    return { lines: core.copyLines(kind, rest.join(' ') || organisation, time), style }
  }
  if (wish.kind === 'arrival') {
    if (given === undefined) throw new UsageError('--as arrival cần --text "số đến"')
    return { lines: core.arrivalLines(organisation, given.join(' '), time), style }
  }
  return {
    lines: given ?? [wish.kind === 'person' ? (cn ?? '') : organisation],
    style: { ...style, align: 'center' },
  }
}

async function run(args: string[], io: CliIo): Promise<number> {
  const wish = parse(args)
  const core = await import('../../../sign-core/src/index.ts')
  const { openPdf } = await import('../../../sign-core/src/pdf/index.ts')
  const { fetchEvidence, openFile, readTrust } = await import('./verify-input.ts')
  const p12 = await file(wish.p12, io, '--p12')
  const passphrase = new TextDecoder()
    .decode(await file(wish.passphraseFile, io, '--passphrase-file'))
    .replace(/\r?\n$/, '')
  const input = resolve(io.cwd, wish.input)
  const output = resolve(io.cwd, wish.output)
  const trust = await readTrust(wish.trust === undefined ? undefined : resolve(io.cwd, wish.trust)).catch(
    (error: Error) => {
      throw new UsageError(`--trust: ${error.message}`)
    },
  )
  let opened: Awaited<ReturnType<typeof openFile>> | undefined
  try {
    opened = await openFile(input)
    const key = core.openPkcs12(p12, passphrase)
    const time = new Date()
    core.requireUsable(key.certificate, time)
    const placement = await place(await openPdf(opened.source), wish, key, time, io)
    const done = await core.signPdf(opened.source, key, {
      ...placement,
      time,
      level: wish.level,
      fetch: fetchEvidence,
      known: trust.anchors.map((anchor) => anchor.certificate.raw),
      ...(wish.tsa === undefined ? {} : { fetchTimestamp: timestampFrom(wish.tsa) }),
    })
    await writeAppended(input, output, done.tail)
    io.stdout(
      JSON.stringify({
        file: wish.output,
        field: done.field,
        level: `PAdES-${done.level}`,
        sha256: await sha256Of(output),
      }),
    )
    if (done.problem === undefined) return 0
    const why = explain(done.problem)?.sentence ?? done.problem.message
    io.stderr(`${wish.output}: đã ký, nhưng mới đạt mức ${done.level}: ${why}`)
    return 2
  } catch (error) {
    return refusal(error, wish.input, io)
  } finally {
    await opened?.close()
  }
}

export const sign: CliCommand = {
  name: 'sign',
  summary: 'Ký số một tệp PDF bằng khóa PKCS#12',
  usage: USAGE,
  run,
}
