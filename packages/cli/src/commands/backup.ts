import { resolve } from 'node:path'
import { type CliCommand, UsageError } from '../cli.ts'
import { dataOf, existing, PRODUCT, parse, refusing, urlOf } from './data-folder.ts'

export const backup: CliCommand = {
  name: 'backup',
  summary: 'Sao lưu một hệ thống vào thư mục mới, cả khi hệ thống đang chạy',
  usage: `congvan backup THƯ-MỤC-MỚI [--data DIR] [--database-url URL] [--keys DIR] [--with-secrets] [--json]

  --keys DIR       nơi giữ khóa của từng tệp, ngoài bản sao lưu; mặc định: khoa-tep cạnh THƯ-MỤC-MỚI,
                   dùng chung cho mọi bản sao lưu ở đó. Tệp bị hủy (dấu MẬT) thì khóa mất ở đây và
                   không bản sao lưu nào mở lại được. Thiếu thư mục này thì không khôi phục được tệp.
  --with-secrets   kèm secrets.json. Không kèm: bản sao lưu không mở được khóa ký đã niêm phong,
                   sau khi khôi phục phải nạp lại các khóa. Kèm: ai cầm bản sao lưu đều mở được
                   khóa của cơ quan, nên phải giữ bản sao lưu như giữ con dấu.

Không nằm trong bản sao lưu: phiên đăng nhập, tệp tải lên chưa đọc (thư mục spool).
Mã thoát: 0 xong · 1 không sao lưu được · 64 sai cách gọi`,
  async run(args, io) {
    const parsed = parse(args, { 'with-secrets': { type: 'boolean' }, keys: { type: 'string' } })
    const [folder, ...more] = parsed.positionals
    if (!folder || more.length > 0) throw new UsageError('Cần đúng một thư mục để ghi bản sao lưu.')
    const data = existing(dataOf(parsed, io))
    return refusing(io, async () => {
      const { openData, writeBackup } = await import('../../../server/src/platform/backup/index.ts')
      const { poolAs } = await import('../../../server/src/platform/postgres/database.ts')
      const { machineClock } = await import('../../../server/src/kernel/time.ts')
      const open = await openData({ data, databaseUrl: urlOf(parsed, io) })
      const owner = poolAs(open.address, 'owner', 2)
      try {
        const keyBox = parsed.values.keys
          ? resolve(io.cwd, String(parsed.values.keys))
          : resolve(io.cwd, folder, '..', 'khoa-tep')
        const withSecrets = parsed.values['with-secrets'] === true
        const manifest = await writeBackup({
          owner,
          data,
          target: resolve(io.cwd, folder),
          masterKey: open.secrets.masterKey,
          withSecrets,
          keyBox,
          createdAt: machineClock.now().toString(),
          product: PRODUCT,
        })
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
        const { count, bytes } = manifest.blobs
        if (parsed.values.json)
          io.stdout(
            JSON.stringify({
              folder: resolve(io.cwd, folder),
              tables: manifest.tables.length,
              rows,
              blobs: count,
              bytes,
              migration: manifest.migration,
              epoch: manifest.epoch,
              keys: keyBox,
            }),
          )
        else
          io.stdout(
            `Đã sao lưu ${manifest.tables.length} bảng, ${rows} dòng, ${count} tệp (${(bytes / 1e6).toFixed(1)} MB) vào ${resolve(io.cwd, folder)}`,
          )
        io.stderr(
          withSecrets
            ? 'Bản sao lưu này kèm secrets.json: ai cầm nó đều mở được khóa ký của cơ quan. Giữ nó như giữ con dấu.'
            : 'Bản sao lưu không kèm secrets.json: giữ riêng tệp đó ở nơi an toàn; thiếu nó thì khóa ký phải nạp lại sau khi khôi phục.',
        )
        io.stderr(
          `Khóa của ${manifest.blobs.keyed?.length ?? 0} tệp giữ tại ${keyBox}, ngoài bản sao lưu. Giữ thư mục đó ở một nơi duy nhất, đừng chép kèm bản sao lưu: khóa bị hủy ở đó thì tệp mất ở mọi bản.`,
        )
        return 0
      } finally {
        await owner.end()
        await open.close()
      }
    })
  },
}
