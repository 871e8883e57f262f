// `congvan evidence export` and `evidence audit`: read the log of an installation in its data folder, running or not.
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'

const FALSE = 1
const NOT_FOUND = 3
const UNREADABLE = 4

export const evidenceExport: CliCommand = {
  name: 'evidence export',
  summary: 'Xuất bằng chứng của một văn bản, kiểm được không cần mạng',
  usage: `congvan evidence export DOCUMENT --out PROOF.json [--data DIR] [--key-out FILE]

  DOCUMENT        mã văn bản trong địa chỉ (uuid), hoặc số/ký hiệu, ví dụ 156/STTTT-CNTT
  --data DIR      thư mục dữ liệu (mặc định ./data)
  --key-out FILE  ghi thêm khóa công khai của nhật ký

Mã thoát: 0 đã xuất · 3 không có văn bản hoặc chưa có dòng nhật ký · 64 sai cách gọi`,
  async run(args, io) {
    const { positionals, values } = words(args, ['out', 'data', 'key-out'])
    const [name] = positionals
    if (!name || !values.out) throw new UsageError('Cần DOCUMENT và --out PROOF.json')
    return withInstallation(resolve(io.cwd, values.data ?? 'data'), io, async ({ owner, services }) => {
      const { exportProof, installationKeys } = await import('../../../server/src/modules/evidence/index.ts')
      const { systemActor } = await import('../../../server/src/platform/system-actor.ts')
      const { formatKey } = await import('@congvan/evidence')
      const { rows } = await owner.query<{ agency_id: string; id: string }>(
        `select d.agency_id, d.id from documents.document d where d.id::text = $1 or concat(ltrim(d.number, '0'), '/', d.symbol) = ltrim($1, '0')
         order by (d.direction = 'outgoing') desc, d.created_at desc limit 1`,
        [name],
      )
      const found = rows[0]
      const proof = found
        ? await exportProof(services, systemActor(found.agency_id), found.id).catch(
            (error: { code?: string }) => {
              if (error.code === 'evidence.nothing-to-prove') return null
              throw error
            },
          )
        : null
      if (!proof) {
        io.stderr(`Không có văn bản ${name}, hoặc nhật ký chưa có dòng nào về nó`)
        return NOT_FOUND
      }
      const key = formatKey((await installationKeys(services)).log)
      await writeFile(resolve(io.cwd, values.out!), `${JSON.stringify(proof, null, 1)}\n`)
      if (values['key-out']) await writeFile(resolve(io.cwd, values['key-out']), `${key}\n`)
      io.stdout(
        JSON.stringify({
          out: values.out,
          leaves: proof.leaves.length,
          witnesses: proof.witnesses.length,
          key,
        }),
      )
      return 0
    })
  },
}

export const evidenceAudit: CliCommand = {
  name: 'evidence audit',
  summary: 'Đọc lại cả nhật ký: mọi dòng, mọi mốc, tính nối tiếp',
  usage: `congvan evidence audit [--since CHECKPOINT] [--data DIR]

  --since CHECKPOINT  mốc đã giữ trước đây (tệp), hoặc số dòng của nó

Mã thoát: 0 đúng · 1 có chỗ sai · 4 không đọc được mốc`,
  async run(args, io) {
    const { values } = words(args, ['since', 'data'])
    const path = values.since ? resolve(io.cwd, values.since) : null
    const since = path && existsSync(path) ? readFileSync(path, 'utf8') : (values.since ?? null)
    if (since !== null && !/^\d+$/.test(since) && !since.includes('\n')) {
      io.stderr(`Không đọc được mốc ${values.since}`)
      return UNREADABLE
    }
    return withInstallation(resolve(io.cwd, values.data ?? 'data'), io, async ({ services }) => {
      const { audit } = await import('../../../server/src/modules/evidence/index.ts')
      const report = await audit(services, since)
      io.stdout(JSON.stringify(report))
      return report.problems.length === 0 ? 0 : FALSE
    })
  },
}

function words(args: string[], names: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    })
    return { positionals, values: values as Record<string, string | undefined> }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

type Opened = Awaited<ReturnType<typeof import('../../../server/src/compose.ts')['openInstallation']>>

/** Beside a running server its database is used; else it is started for the moment. */
async function withInstallation(
  data: string,
  io: CliIo,
  run: (installation: Opened) => Promise<number>,
): Promise<number> {
  if (!existsSync(join(data, 'secrets.json')))
    throw new UsageError(`${data} không phải thư mục dữ liệu của Congvan`)
  const { openInstallation } = await import('../../../server/src/compose.ts')
  const { loadSecrets } = await import('../../../server/src/platform/installation.ts')
  const { parseUrl } = await import('../../../server/src/platform/postgres/database.ts')
  const { startEmbedded } = await import('../../../server/src/platform/postgres/embedded.ts')
  const secrets = await loadSecrets(data)
  const url = io.env.DATABASE_URL
  const running = url ? null : runningPort(data)
  const server = url || running ? null : await startEmbedded(data, secrets.databaseOwner)
  const database = url
    ? parseUrl(url, secrets.databaseApp)
    : {
        host: '127.0.0.1',
        port: running ?? server!.port,
        database: io.env.CONGVAN_DATABASE ?? 'congvan',
        owner: 'congvan_owner',
        ownerPassword: secrets.databaseOwner,
        app: 'congvan_app',
        appPassword: secrets.databaseApp,
      }
  try {
    const installation = await openInstallation({
      data,
      database,
      masterKey: secrets.masterKey,
      workers: false,
    })
    try {
      return await run(installation)
    } finally {
      await installation.close()
    }
  } finally {
    await server?.stop()
  }
}

/** The fourth line of postmaster.pid is the port, when that process still lives. */
function runningPort(data: string): number | null {
  const path = join(data, 'postgres/postmaster.pid')
  if (!existsSync(path)) return null
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n')
  return existsSync(`/proc/${pid}`) ? Number(port) : null
}
