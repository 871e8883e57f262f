// ./congvan report year: the year-end report from live figures, to a file.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type CliCommand, UsageError } from '../cli.ts'
import { parse } from './data-folder.ts'
import { withInstallation } from './installation.ts'

export const reportYear: CliCommand = {
  name: 'report year',
  summary: 'Báo cáo tổng kết năm từ số liệu trong hệ thống (PDF/A)',
  usage: `./congvan report year --year NĂM --out TỆP.pdf [--data THƯ-MỤC] [--database-url URL] [--json]

  --year NĂM    năm báo cáo; số liệu đến hôm nay nếu năm chưa hết
  --out TỆP     nơi ghi tệp PDF
  --json        in các câu của báo cáo kèm chú thích, dạng JSON`,
  async run(args, io) {
    const parsed = parse(args, { year: { type: 'string' }, out: { type: 'string' } })
    const year = Number(parsed.values.year)
    const { out } = parsed.values
    if (!Number.isInteger(year)) throw new UsageError('Cần --year: năm báo cáo, ví dụ --year 2021.')
    if (typeof out !== 'string' && !parsed.values.json) throw new UsageError('Cần --out: nơi ghi tệp PDF.')
    return withInstallation(parsed, io, async ({ services }) => {
      const { catchUp } = await import('../../../server/src/modules/indicators/index.ts')
      const { renderYearReport, statementsOf, yearFacts } = await import(
        '../../../server/src/modules/programmes/index.ts'
      )
      await catchUp(services)
      if (parsed.values.json)
        io.stdout(JSON.stringify(statementsOf(await yearFacts(services, year)), null, 2))
      if (typeof out === 'string') {
        const pdf = await renderYearReport(services, year)
        await writeFile(resolve(io.cwd, out), pdf)
        io.stdout(`Đã ghi ${out} (${pdf.length.toLocaleString('vi-VN')} byte).`)
      }
      return 0
    })
  },
}
