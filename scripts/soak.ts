// npm run soak: what is too long for npm test – mutations by the hundred thousand, seeds, papers with OCR – before an issue is closed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const PARTS: Record<string, string> = {
  edxml: 'packages/edxml/src/**/*.test.ts',
  evidence: 'packages/evidence/src/**/*.test.ts',
  signatures: 'packages/sign-core/src/**/*.test.ts',
  letters: 'packages/server/src/modules/letters/**/*.test.ts',
  exchange: 'packages/server/src/modules/exchange/**/*.test.ts',
  network: 'e2e/network.test.ts',
  intake: 'e2e/search.test.ts',
  reader: 'packages/reader/src/**/*.test.ts',
}

const seeds = process.argv.indexOf('--seeds')
const wanted = process.argv.slice(2).filter((word) => word in PARTS)
let failed = 0
for (const [name, pattern] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const began = performance.now()
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--test', pattern], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, SOAK: '1', ...(seeds > 0 ? { SEEDS: process.argv[seeds + 1] } : {}) },
  })
  console.log(
    `soak ${name}: ${done.status === 0 ? 'held' : 'FAILED'} (${((performance.now() - began) / 1000).toFixed(0)} s)`,
  )
  if (done.status !== 0) failed++
}
process.exit(failed ? 1 : 0)
