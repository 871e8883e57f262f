import type { Tx } from '../../../platform/tx.ts'

export const setupTokenHash = async (tx: Tx): Promise<string | null> =>
  (
    await tx.one<{ value: { hash?: string } }>(
      `select value from platform.setting where key = 'setup-token' for update`,
    )
  )?.value.hash ?? null

/** Used once: what stays says only that it was used. */
export const spendToken = (tx: Tx) =>
  tx.run(`update platform.setting set value = '{"used": true}' where key = 'setup-token'`)

export const progress = async (tx: Tx): Promise<{ numbersAt?: string }> =>
  (await tx.one<{ value: { numbersAt?: string } }>(`select value from platform.setting where key = 'setup'`))
    ?.value ?? {}

export const saveProgress = (tx: Tx, value: { numbersAt: string }) =>
  tx.run(
    `insert into platform.setting (key, value) values ('setup', $1) on conflict (key) do update set value = $1`,
    [JSON.stringify(value)],
  )
