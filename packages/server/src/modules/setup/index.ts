import './errors.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { Services } from '../../platform/services.ts'

export { requireAdministrator, setAdministrator, setPassword } from './gate.ts'
export { importSheet } from './import-sheet.ts'
export { addKey, addPicture } from './keys.ts'
export { setNextNumbers } from './numbers.ts'
export { setupState } from './state.ts'
export { makeTemplate } from './template.ts'

/** A new installation is opened with a one-time token printed in the terminal; null once an administrator stands. */
export async function neededToken(services: Services): Promise<string | null> {
  if (services.demo) return null
  return services.runner.system(async (tx) => {
    const done = await tx.one('select 1 from identity.account where administrator limit 1')
    if (done) return null
    const token = randomBytes(18).toString('base64url')
    await tx.run(
      `insert into platform.setting (key, value) values ('setup-token', $1) on conflict (key) do update set value = $1`,
      [JSON.stringify({ hash: createHash('sha256').update(token).digest('hex') })],
    )
    return token
  })
}
