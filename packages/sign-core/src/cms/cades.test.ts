import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { toPem } from '../../../lab/src/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { inProcessKey } from '../keys/index.ts'
import { makeCast, timestamper } from '../pades/test-kit.ts'
import { signDetached } from './index.ts'

it('a detached CAdES signature with its time stamp is accepted by openssl, and not over other content', async () => {
  const { lab, person, seal } = await makeCast()
  const dir = mkdtempSync(join(tmpdir(), 'cades-'))
  try {
    const content = new TextEncoder().encode('<edXML/>')
    writeFileSync(join(dir, 'data'), content)
    writeFileSync(join(dir, 'other'), 'other')
    writeFileSync(join(dir, 'ca.pem'), person.chain.map((raw) => toPem(raw)).join(''))
    for (const who of [person, seal]) {
      const key = inProcessKey(who.privateKey!, who.certificate, who.chain)
      const made = await signDetached(bytesSource(content), key, {
        time: new Date(),
        fetchTimestamp: timestamper(lab),
      })
      assert.equal(made.level, 'B-T')
      writeFileSync(join(dir, 's.der'), made.cms)
      const check = (name: string) =>
        spawnSync(
          'openssl',
          [
            'cms',
            '-verify',
            '-cades',
            '-binary',
            '-inform',
            'DER',
            '-in',
            's.der',
            '-content',
            name,
            '-CAfile',
            'ca.pem',
            '-purpose',
            'any',
            '-out',
            '/dev/null',
          ],
          { cwd: dir, encoding: 'utf8' },
        )
      assert.equal(check('data').status, 0, check('data').stderr)
      assert.notEqual(check('other').status, 0)
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
    await lab.close()
  }
})
