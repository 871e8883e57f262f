// The ground every figure stands on: an embedded PostgreSQL with the product's own durable settings, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../packages/server/src/platform/postgres/embedded.ts'
import { addressOf, OWNER_PASSWORD } from '../../packages/testkit/src/province/keeper.ts'
import { Province } from '../../packages/testkit/src/province.ts'

/** One part of the bench on a database of its own, taken away afterwards. */
export async function onGround<A>(act: (province: Province) => Promise<A>): Promise<A> {
  const folder = await mkdtemp(join(tmpdir(), 'congvan-bench-'))
  const server = await startEmbedded(folder, OWNER_PASSWORD)
  const province = await Province.start({ on: addressOf(server.port, 'congvan_bench', server.host) })
  try {
    return await act(province)
  } finally {
    await province[Symbol.asyncDispose]()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
