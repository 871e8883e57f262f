import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftContent } from '@congvan/contract'
import { drawerFor } from './drawer.ts'
import { sampleContent } from './fixture.ts'
import { DraftKeeper, type KeeperPorts } from './keeper.ts'

class Stale extends Error {}

function desk(content = sampleContent()) {
  const cells = new Map<string, string>()
  const store = {
    getItem: (k: string) => cells.get(k) ?? null,
    setItem: (k: string, v: string) => void cells.set(k, v),
    removeItem: (k: string) => void cells.delete(k),
  }
  const server = { version: 4, content, savedAt: '2021-12-20T00:30:00Z', broken: false }
  const ports: KeeperPorts = {
    save: async (version, sent) => {
      if (server.broken) throw new Error('mất mạng')
      if (version !== server.version) throw new Stale()
      Object.assign(server, { version: version + 1, content: sent })
      return { version: server.version, content: sent, savedAt: server.savedAt }
    },
    latest: async () => ({ ...server }),
    isStale: (error) => error instanceof Stale,
    sentence: () => 'Chưa lưu được.',
    drawer: drawerFor(store, 'p', 'd', () => new Date(0)),
    after: () => () => undefined,
  }
  const open = () => new DraftKeeper(ports, { ...server })
  const byAnother = (patch: Partial<DraftContent>) => {
    server.content = { ...server.content, ...patch }
    server.version += 1
  }
  return { server, cells, open, byAnother }
}

test('typed text reaches the server under the version it was typed on', async () => {
  const d = desk()
  const keeper = d.open()
  keeper.edit({ body: '312 hộ thiếu nước ngọt' })
  assert.equal(keeper.read().status, 'waiting')
  assert.equal(await keeper.flush(), true)
  assert.equal(d.server.content.body, '312 hộ thiếu nước ngọt')
  assert.equal(keeper.read().version, 5)
  assert.equal(d.cells.size, 0)
})

test('a failed save keeps the text here, says so, and the next try sends it', async () => {
  const d = desk()
  const keeper = d.open()
  d.server.broken = true
  keeper.edit({ body: 'Đang gõ' })
  assert.equal(await keeper.flush(), false)
  assert.equal(keeper.read().status, 'failed')
  assert.equal(keeper.read().sentence, 'Chưa lưu được.')
  assert.equal(d.cells.size, 1)
  d.server.broken = false
  assert.equal(await keeper.flush(), true)
  assert.equal(d.server.content.body, 'Đang gõ')
})

test('a closed tab loses nothing: the next opening brings the text back and saves it', async () => {
  const d = desk()
  const first = d.open()
  d.server.broken = true
  first.edit({ body: 'Chưa kịp lưu' })
  await first.flush()
  first.close()
  d.server.broken = false
  const second = d.open()
  assert.equal(second.read().content.body, 'Chưa kịp lưu')
  assert.equal(second.read().restoredAt, new Date(0).toISOString())
  await second.flush()
  assert.equal(d.server.content.body, 'Chưa kịp lưu')
})

test('a newer version of another person is joined when it touched other fields', async () => {
  const d = desk()
  const keeper = d.open()
  keeper.edit({ body: 'Của tôi' })
  d.byAnother({ subject: 'của người khác' })
  await keeper.flush()
  assert.deepEqual(keeper.read().joined, ['subject'])
  await keeper.flush()
  assert.equal(d.server.content.body, 'Của tôi')
  assert.equal(d.server.content.subject, 'của người khác')
})

test('both versions of one field are shown, and nothing is sent before somebody chose', async () => {
  const d = desk()
  const keeper = d.open()
  keeper.edit({ body: 'Của tôi' })
  d.byAnother({ body: 'Của người khác' })
  assert.equal(await keeper.flush(), false)
  const state = keeper.read()
  assert.equal(state.status, 'conflict')
  assert.equal(state.content.body, 'Của tôi')
  assert.equal(state.theirs?.body, 'Của người khác')
  assert.equal(await keeper.flush(), false)
  assert.equal(d.server.content.body, 'Của người khác')
  keeper.choose('body', 'mine')
  assert.equal(await keeper.flush(), true)
  assert.equal(d.server.content.body, 'Của tôi')
})

test('choosing the other version of a field leaves the rest of my changes', async () => {
  const d = desk()
  const keeper = d.open()
  keeper.edit({ body: 'Của tôi', urgency: 2 })
  d.byAnother({ body: 'Của người khác' })
  await keeper.flush()
  keeper.choose('body', 'theirs')
  await keeper.flush()
  assert.equal(d.server.content.body, 'Của người khác')
  assert.equal(d.server.content.urgency, 2)
})

test('text left in the browser and a newer version on the server are joined on opening', async () => {
  const d = desk()
  const first = d.open()
  d.server.broken = true
  first.edit({ body: 'Gõ trước khi mất mạng' })
  await first.flush()
  d.server.broken = false
  d.byAnother({ subject: 'mới' })
  const second = d.open()
  assert.equal(second.read().content.subject, 'mới')
  await second.flush()
  assert.equal(d.server.content.body, 'Gõ trước khi mất mạng')
  assert.equal(d.server.content.subject, 'mới')
})

test('letters typed while a save is under way are sent by the next one', async () => {
  const d = desk()
  const keeper = d.open()
  keeper.edit({ body: 'một' })
  const saving = keeper.flush()
  keeper.edit({ body: 'một hai' })
  assert.equal(await saving, false)
  assert.equal(keeper.read().status, 'waiting')
  assert.equal(await keeper.flush(), true)
  assert.equal(d.server.content.body, 'một hai')
})

test('a newer version pushed by the server appears when nothing here is unsaved', () => {
  const d = desk()
  const keeper = d.open()
  d.byAnother({ subject: 'mới' })
  keeper.receive({ ...d.server })
  assert.equal(keeper.read().content.subject, 'mới')
  assert.equal(keeper.read().status, 'saved')
})

test('a store that refuses to be written never stops the typing', () => {
  const deny = () => {
    throw new Error('QuotaExceeded')
  }
  const drawer = drawerFor({ getItem: deny, setItem: deny, removeItem: deny }, 'p', 'd', () => new Date(0))
  drawer.put({ version: 1, base: sampleContent(), content: sampleContent() })
  assert.equal(drawer.read(), null)
})
