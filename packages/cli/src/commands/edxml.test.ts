import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type CliCommand, UsageError } from '../cli.ts'
import { edxmlRead, edxmlWrite } from './edxml.ts'

const FIXTURES = fileURLToPath(new URL('../../../edxml/fixtures/', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'congvan-edxml-test-'))
after(() => rm(folder, { recursive: true }))

async function run(command: CliCommand, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => err.push(line),
    cwd: folder,
    env: {},
  }
  const code = await command.run(args, io)
  return { code, out, err }
}

const KEYS =
  `file ok kind business from to documentId number symbol issuedOn typeName subject signer dueOn urgency
  responseFor statusCode statusText trace affects receiversChanged attachments repaired warnings`.split(/\s+/)

test('read prints one JSON object a file with exactly the agreed fields', async () => {
  const files = ['1-new', '2-status-03', '6-update'].map((name) => join(FIXTURES, `examples/${name}.edxml`))
  const { code, out, err } = await run(edxmlRead, ...files, '--json')
  assert.deepEqual([code, out.length, err], [0, 3, []])
  for (const line of out) assert.deepEqual(Object.keys(JSON.parse(line)), KEYS)
  assert.deepEqual(Object.keys(JSON.parse(out[0] as string).attachments[0]), [
    'name',
    'mediaType',
    'bytes',
    'sha256',
    'wrapped',
    'damaged',
  ])
})

test('an unreadable file gives exit 4, its reason on stdout and on stderr, and does not stop the others', async () => {
  await writeFile(join(folder, 'bad.edxml'), '<!DOCTYPE x><edXML/>')
  const good = join(FIXTURES, 'examples/1-new.edxml')
  const { code, out, err } = await run(edxmlRead, 'bad.edxml', 'absent.edxml', good, '--json')
  assert.equal(code, 4)
  const [bad, absent, read] = out.map((line) => JSON.parse(line))
  assert.deepEqual([bad.ok, bad.error.code, bad.file], [false, 'dtd', 'bad.edxml'])
  assert.deepEqual([absent.ok, absent.error.code], [false, 'no-file'])
  assert.equal(read.ok, true)
  assert.equal(err.length, 2)
})

test('warnings do not change exit 0', async () => {
  const { code, out } = await run(edxmlRead, join(FIXTURES, 'deviations/06-not-base64.edxml'), '--json')
  assert.equal(code, 0)
  assert.equal(JSON.parse(out[0] as string).attachments[0].damaged, true)
})

test('extraction keeps to its folder, whatever the attachment is called, and overwrites nothing', async () => {
  const file = join(FIXTURES, 'deviations/06-path-in-name.edxml')
  await run(edxmlRead, file, '--extract', 'out')
  await run(edxmlRead, file, '--extract', 'out')
  const names = (await readdir(join(folder, 'out'))).sort()
  assert.deepEqual(names, ['156 (2).pdf', '156.pdf', 'ghi-chu (2).txt', 'ghi-chu.txt'])
})

test('what read prints can be fed back to write, for every example', async () => {
  for (const name of ['1-new', '2-status-03', '3-status-13', '5-recall', '6-update', '7-replace']) {
    const first = await run(edxmlRead, join(FIXTURES, `examples/${name}.edxml`), '--json', '--extract', name)
    const meta = JSON.parse(first.out[0] as string)
    await writeFile(join(folder, 'meta.json'), first.out[0] as string)
    const files = meta.attachments.map((it: { name: string }) => join(folder, name, it.name))
    const attach = files.length > 0 ? ['--attach', ...files] : []
    const written = await run(edxmlWrite, '--meta', 'meta.json', ...attach, '--out', 'again.edxml')
    assert.deepEqual([written.code, written.err], [0, []], name)
    const second = await run(edxmlRead, 'again.edxml', '--json')
    const again = JSON.parse(second.out[0] as string)
    const plain = (it: typeof meta) => ({
      ...it,
      file: '',
      attachments: it.attachments.map((a: { wrapped: boolean }) => ({ ...a, wrapped: null })),
    })
    assert.deepEqual(plain(again), plain(meta), name)
  }
})

test('write refuses a packet the standard would refuse, and leaves no half file', async () => {
  await writeFile(
    join(folder, 'meta.json'),
    JSON.stringify({ kind: 'status', statusCode: '02', from: { code: 'H07' } }),
  )
  const { code, err } = await run(edxmlWrite, '--meta', 'meta.json', '--out', 'never.edxml')
  assert.equal(code, 4)
  assert.match(err.join('\n'), /Trạng thái 02 phải có lý do/)
  await writeFile(join(folder, 'meta.json'), '{')
  assert.equal((await run(edxmlWrite, '--meta', 'meta.json', '--out', 'never.edxml')).code, 4)
  assert.equal(
    (await readdir(folder)).some((name) => name.includes('never')),
    false,
  )
})

test('wrong words are a usage error', async () => {
  await assert.rejects(run(edxmlRead), UsageError)
  await assert.rejects(run(edxmlRead, 'x', '--nonsense'), UsageError)
  await assert.rejects(run(edxmlWrite, '--meta', 'x'), UsageError)
})

test('without --json a person can read it', async () => {
  const { out } = await run(edxmlRead, join(FIXTURES, 'examples/5-recall.edxml'))
  assert.match(out.join('\n'), /Thu hồi – Thông báo 161\/TB-STTTT/)
})
