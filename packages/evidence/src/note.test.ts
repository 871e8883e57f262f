import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { cosign, cosignedAt, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { memoryStore, TileLog } from './log.ts'
import {
  COSIGNATURE,
  ED25519,
  formatKey,
  isSignedBy,
  parseKey,
  parseNote,
  privateKeyFromSeed,
  signerFrom,
} from './note.ts'
import { isFork } from './proof.ts'
import { openReceipt, type Receipt, signReceipt } from './receipt.ts'
import { witnessCheckpoint } from './witness.ts'

const keyOf = (seed: string) => privateKeyFromSeed(createHash('sha256').update(seed).digest())
const LOG = signerFrom('congvan.example/h07', ED25519, keyOf('log'))
const WITNESS = signerFrom('congvan.example/g22', COSIGNATURE, keyOf('witness'))

async function logOf(...names: string[]): Promise<TileLog> {
  const log = await TileLog.open(memoryStore())
  await log.append(names.map((name) => Buffer.from(name)))
  return log
}

const checkpointOf = (log: TileLog) => signCheckpoint(LOG.name, { size: log.size, root: log.root }, LOG)

test('the published example of a signed note verifies', () => {
  const key = parseKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
  assert.ok(key)
  const note = parseNote(
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  )
  assert.ok(note && isSignedBy(note, key))
  assert.equal(formatKey(key), 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
})

test('the published example of a checkpoint is read; other spellings of it are not', () => {
  const raw =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
    '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n'
  assert.equal(parseCheckpoint(raw)?.size, 20_852_163)
  for (const [from, to] of [
    ['20852163', '020852163'],
    ['20852163', '2.0852163e7'],
    ['q2I=', 'q2J='],
    ['\n\n', '\n'],
    ['— ', '- '],
    ['sofa\n', 'sofa\r\n'],
    ['q2I=\n', 'q2I=\n\n'],
  ] as const) {
    assert.equal(parseCheckpoint(raw.replace(from, to)), null, JSON.stringify(to))
  }
})

test('a checkpoint opens with the key of its log only, and not when a byte of it is changed', async () => {
  const raw = await checkpointOf(await logOf('a', 'b', 'c'))
  assert.equal(openCheckpoint(raw, LOG)?.size, 3)
  assert.equal(openCheckpoint(raw, signerFrom(LOG.name, ED25519, keyOf('other'))), null)
  assert.equal(openCheckpoint(raw.replace('\n3\n', '\n4\n'), LOG), null)
  const broken = raw.replace(/.(.)=\n$/u, 'AB=\n')
  assert.equal(openCheckpoint(broken, LOG), null)
})

test('a cosignature holds for its checkpoint, its witness and its time', async () => {
  const checkpoint = openCheckpoint(await checkpointOf(await logOf('a', 'b')), LOG)
  assert.ok(checkpoint)
  const line = await cosign(checkpoint, WITNESS, 1_700_000_000)
  const note = parseNote(checkpoint.raw + line)
  assert.ok(note)
  assert.equal(cosignedAt(note.text, note.signatures, WITNESS), 1_700_000_000)
  assert.equal(cosignedAt(note.text.replace('\n2\n', '\n3\n'), note.signatures, WITNESS), null)
  assert.equal(
    cosignedAt(note.text, note.signatures, signerFrom(WITNESS.name, COSIGNATURE, keyOf('x'))),
    null,
  )
  assert.ok(isSignedBy(note, LOG), 'the log signature still counts')
})

test('a witness follows an honest log and finds a forked or rewritten one at its next message', async () => {
  const honest = await logOf('1', '2', '3')
  const ask = (known: string | null, offered: string, from: number, proof: Uint8Array[]) =>
    witnessCheckpoint(
      { known: known ? openCheckpoint(known, LOG) : null, offered, from, proof, logKey: LOG },
      WITNESS,
      1,
    )
  const first = await checkpointOf(honest)
  assert.equal((await ask(null, first, 0, [])).kind, 'cosigned')
  await honest.append([Buffer.from('4')])
  const second = await checkpointOf(honest)
  assert.equal((await ask(first, second, 3, await honest.reader().consistency(3))).kind, 'cosigned')
  assert.deepEqual(await ask(second, first, 4, []), { kind: 'behind', size: 4 })
  assert.deepEqual(await ask(first, second, 2, []), { kind: 'ask-from', size: 3 })

  const rewritten = await logOf('1', 'changed', '3', '4')
  const forked = await checkpointOf(rewritten)
  assert.deepEqual(await ask(second, forked, 4, []), { kind: 'fork', known: second, offered: forked })
  assert.ok(isFork(second, forked, LOG), 'two roots for one size are evidence by themselves')
  assert.ok(!isFork(second, second, LOG))
  await rewritten.append([Buffer.from('5')])
  const longer = await checkpointOf(rewritten)
  const answer = await ask(second, longer, 4, await rewritten.reader().consistency(4))
  assert.equal(answer.kind, 'inconsistent')
  const stranger = await signCheckpoint(LOG.name, honest, signerFrom(LOG.name, ED25519, keyOf('thief')))
  assert.equal((await ask(second, stranger, 4, [])).kind, 'unsigned')
})

test('a receipt says what was signed and nothing else', async () => {
  const receipt: Receipt = {
    level: 'R3',
    messageId: '0190-1',
    messageHash: 'ab'.repeat(32),
    addressee: '000.00.31.H07',
    by: 'H07',
    at: '2026-11-23T10:00:00+07:00',
    status: '02',
    text: 'Chữ ký số không hợp lệ\nnguyên văn: "x"',
    checkpoint: await checkpointOf(await logOf('a')),
  }
  const raw = await signReceipt(receipt, LOG)
  assert.equal(await signReceipt(receipt, LOG), raw, 'the same receipt is the same bytes')
  assert.deepEqual(openReceipt(raw, LOG), receipt)
  assert.equal(openReceipt(raw.replace('"02"', '"03"'), LOG), null)
  assert.equal(openReceipt(raw, signerFrom('else', ED25519, keyOf('else'))), null)
  await assert.rejects(signReceipt({ ...receipt, level: 'R2' }, LOG), /not a receipt/)
  assert.equal(
    (
      await signReceipt(
        {
          level: 'R1',
          messageId: 'm',
          messageHash: 'cd'.repeat(32),
          addressee: 'H07',
          by: 'G22',
          at: receipt.at,
        },
        LOG,
      )
    ).split('\n')[0],
    'congvan-receipt/v1',
  )
})
