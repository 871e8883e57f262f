// Runs a TypeScript script of ours under Node 24: `node scripts/run.mjs scripts/bench.ts …`.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { childEnv, installLocked, node24 } from './prepare.mjs'

installLocked()
const [script, ...args] = process.argv.slice(2)
const done = spawnSync(node24(), ['--disable-warning=ExperimentalWarning', resolve(script), ...args], {
  stdio: 'inherit',
  env: childEnv(),
})
process.exit(done.status ?? 1)
