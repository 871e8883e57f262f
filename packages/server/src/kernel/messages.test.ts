// Rule 5 and the registry: every refusal has its sentence in Vietnamese and English, and every command says who may.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { PostView } from '@congvan/contract'
import { MODULES } from '../compose.ts'
import { STATE_WORDS } from '../modules/documents/index.ts'
import { canGo } from '../modules/documents/state.ts'
import type { Actor } from '../platform/actor.ts'
import { allMessages } from './messages.ts'
import '../modules/identity/index.ts'

const SOURCE = join(import.meta.dirname, '..')
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('/testing/'))
  .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }))

/** Codes as the code says them: in a DomainError, a refusal, or an access rule. */
function codesUsed(): Map<string, string> {
  const used = new Map<string, string>()
  for (const { path, text } of files)
    for (const pattern of [
      /new DomainError\(\s*'[a-z-]+',\s*'([a-z-]+\.[a-z-]+)'/g,
      /refusal\(\s*'([a-z-]+\.[a-z-]+)'/g,
      /messageOf\(\s*'([a-z-]+\.[a-z-]+)'/g,
      /\? null\s*:\s*'([a-z-]+\.[a-z-]+)'/g,
    ])
      for (const match of text.matchAll(pattern)) used.set(match[1]!, path)
  for (const { path, text } of migrations())
    for (const match of text.matchAll(/raise exception '([a-z-]+\.[a-z-]+)'/g)) used.set(match[1]!, path)
  return used
}
const migrations = () =>
  readdirSync(join(SOURCE, '../migrations')).map((path) => ({
    path,
    text: readFileSync(join(SOURCE, '../migrations', path), 'utf8'),
  }))

test('every code that the code says has a sentence in both languages', async () => {
  // Modules nobody has wired yet say their messages when they are loaded.
  for (const { path } of files.filter((file) =>
    /modules\/[^/]+\/errors\.ts$/.test(`modules/${file.path.split('modules/')[1]}`),
  ))
    await import(join(SOURCE, path))
  const known = allMessages()
  const used = codesUsed()
  assert.ok(used.size > 50, `only ${used.size} codes were found: the pattern is wrong`)
  const missing = [...used].filter(([code]) => !known.has(code)).map(([code, path]) => `${code} (${path})`)
  assert.deepEqual(missing, [])
})

test('every sentence is one: it begins with a capital, ends with a stop, and both languages fill the same words', () => {
  for (const [code, [vi, en]] of allMessages()) {
    for (const text of [vi, en]) {
      assert.match(text, /[.?!)…}”"]$/, `${code}: “${text}” does not end`)
      assert.match(text, /^[\p{Lu}{\d“"-]/u, `${code}: “${text}” does not begin`)
      assert.equal(text, text.normalize('NFC'), code)
    }
    const words = (text: string) => new Set(text.match(/\{\w+\}/g) ?? [])
    // A word that has to be said in the reader's language comes twice: {why} and {whyEn}.
    const filled = new Set([...words(vi)].flatMap((word) => [word, word.replace('}', 'En}')]))
    for (const word of words(en)) assert.ok(filled.has(word), `${code}: ${word} is missing in Vietnamese`)
  }
})

const roles = ['leader', 'deputy', 'office-chief', 'unit-head', 'unit-deputy', 'officer', 'clerk', 'admin']
const post = { positionId: 'p', title: '', roles, agencyId: 'a', agencyName: '', unitName: null } as PostView
const anybody: Actor = {
  personId: 'x',
  name: '',
  posts: [post],
  acting: post,
  administrator: true,
  standsInFor: [],
}

test('every command and question has a name of its own module, an input that refuses surplus, and a rule of access', () => {
  const names = new Set<string>()
  for (const module of MODULES)
    for (const one of [...(module.commands ?? []), ...(module.queries ?? [])]) {
      assert.match(one.name, /^[a-z-]+\.[a-z-]+$/)
      assert.ok(!names.has(one.name), `${one.name} stands twice`)
      names.add(one.name)
      assert.equal(typeof one.access, 'function')
      // What no person may call (a worker's own step) parses its packets elsewhere.
      if (one.access(anybody, {}) !== null) continue
      assert.equal((one.input as { additionalProperties?: boolean }).additionalProperties, false, one.name)
    }
})

test('the state table is closed: every state has its words, none is left but by a named way, the ends are ends', () => {
  const states = Object.keys(STATE_WORDS) as (keyof typeof STATE_WORDS)[]
  for (const from of states)
    for (const to of states) assert.equal(typeof canGo(from, to), 'boolean', `${from} → ${to}`)
  for (const end of ['destroyed', 'cancelled'] as const)
    assert.ok(!states.some((to) => canGo(end, to)), `${end} is an end`)
  assert.deepEqual(
    states.filter((to) => canGo('recalled', to)),
    ['destroyed'],
    'what was recalled can only lose its content, when a secret mark is found on it',
  )
  for (const [from, to] of [
    ['arrived', 'completed'],
    ['draft', 'signed'],
    ['draft', 'issued'],
    ['signed', 'issued'],
    ['issued', 'draft'],
    ['issued', 'cancelled'],
    ['awaiting-signature', 'issuing'],
    ['returned', 'completed'],
  ] as const)
    assert.equal(canGo(from, to), false, `${from} → ${to}`)
})
