// A clone under a 0700 folder (mktemp, /root): the database runs as nobody, who could not pass the door by himself.
import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { bundleFolder, startEmbedded } from './embedded.ts'

test('PostgreSQL is made and started from a clone and with a data folder that only their owner may enter', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'congvan-0700-'))
  const before = process.env.CONGVAN_POSTGRES
  try {
    await cp(dirname(bundleFolder()), join(closed, 'linux'), { recursive: true, verbatimSymlinks: true })
    process.env.CONGVAN_POSTGRES = join(closed, 'linux/native')
    const server = await startEmbedded(join(closed, 'data'), 'mật khẩu chủ')
    assert.ok(server.port > 0)
    await server.stop()
  } finally {
    if (before === undefined) delete process.env.CONGVAN_POSTGRES
    else process.env.CONGVAN_POSTGRES = before
    await rm(closed, { recursive: true, force: true })
  }
})
