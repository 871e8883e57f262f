// The lab as a process of its own: `node main.ts --port 8988 --out DIR` writes the trust anchor and serves until stopped.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLab } from './lab.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, out: { type: 'string' } },
})
const lab = await createLab({ port: Number(values.port) })
if (values.out) {
  await mkdir(values.out, { recursive: true })
  await writeFile(join(values.out, 'goc-thu-nghiem.pem'), lab.trustPem())
}
process.stdout.write(`${JSON.stringify({ baseUrl: lab.baseUrl, tsaUrl: lab.tsaUrl })}\n`)
// createLab lets its process end by itself; here the process is the service.
const keepAlive = setInterval(() => undefined, 1 << 30)
const stop = (): void => {
  clearInterval(keepAlive)
  void lab.close()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
