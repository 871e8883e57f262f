#!/usr/bin/env node
// Checks a proof that facts about a document stand in a Congvan evidence log. One file, no dependency,
// no network; any Node from version 18.
//   node verify-proof.mjs PROOF.json --key LOGKEY [--witness KEY]... [--document FILE]
//
// LOGKEY and KEY: a key text `name+hash+base64`, or a file that holds one.
// Exit: 0 proved · 1 false · 4 unreadable · 64 wrong words.
// Checked (RFC 6962 hashing, C2SP notes, checkpoints, cosignatures): the log signed the checkpoint; every leaf
// stands in its tree; revealed values open their commitments; every fact about the document is revealed; every
// named witness cosigned; the checkpoint continues the earlier one. For the time stamp a command is printed.

import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

class Unreadable extends Error {}
class Usage extends Error {}
const problems = []
const facts = []

function readArguments(words) {
  const options = { proof: '', key: '', witnesses: [], document: '' }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === '--offline') continue
    if (word === '--key' || word === '--witness' || word === '--document') {
      const value = words[++i]
      if (value === undefined) throw new Usage(`${word} cần một giá trị / needs a value`)
      if (word === '--key') options.key = value
      else if (word === '--witness') options.witnesses.push(value)
      else options.document = value
    } else if (word.startsWith('--')) throw new Usage(`Không có tùy chọn / no such option: ${word}`)
    else if (options.proof) throw new Usage('Chỉ một tệp bằng chứng / one proof file only')
    else options.proof = word
  }
  if (!options.proof || !options.key)
    throw new Usage('node verify-proof.mjs PROOF.json --key LOGKEY [--witness KEY]... [--document FILE]')
  return options
}

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const leafHash = (entry) => sha256(Buffer.from([0]), entry)
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right)

/** Strict base64: one value, one spelling. */
function bytesOf(text, length) {
  if (typeof text !== 'string') throw new Unreadable('base64')
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text || (length !== undefined && bytes.length !== length))
    throw new Unreadable('base64')
  return bytes
}

const hashesOf = (list) => {
  if (!Array.isArray(list) || list.length > 64) throw new Unreadable('proof')
  return list.map((hash) => bytesOf(hash, 32))
}

// ---- Merkle proofs (RFC 9162 §2.1.3.2, §2.1.4.2); plain arithmetic, because sizes may pass 2^31

const halve = (state) => {
  state.fn = Math.floor(state.fn / 2)
  state.sn = Math.floor(state.sn / 2)
}
const odd = (n) => n % 2 === 1

function climb(state, proof, step) {
  for (const hash of proof) {
    if (state.sn === 0) return false
    const left = odd(state.fn) || state.fn === state.sn
    step(hash, left)
    while (left && !odd(state.fn) && state.fn !== 0) halve(state)
    halve(state)
  }
  return state.sn === 0
}

function isIncluded(leaf, index, size, proof, root) {
  if (index >= size) return false
  let hash = leaf
  const whole = climb({ fn: index, sn: size - 1 }, proof, (other, left) => {
    hash = left ? nodeHash(other, hash) : nodeHash(hash, other)
  })
  return whole && hash.equals(root)
}

function isConsistent(earlier, later, proof) {
  if (earlier.size > later.size) return false
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root)
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(sha256())
  const state = { fn: earlier.size - 1, sn: later.size - 1 }
  while (odd(state.fn)) halve(state)
  const path = state.fn === 0 ? [earlier.root, ...proof] : [...proof]
  if (path.length === 0) return false
  let before = path[0]
  let after = path[0]
  const whole = climb(state, path.slice(1), (other, left) => {
    if (left) before = nodeHash(other, before)
    after = left ? nodeHash(other, after) : nodeHash(after, other)
  })
  return whole && before.equals(earlier.root) && after.equals(later.root)
}

// ---- signed notes

function readKey(text, type) {
  const value = (existsSync(text) ? readFileSync(text, 'utf8') : text).trim()
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(value)
  const material = match ? Buffer.from(match[3], 'base64') : Buffer.alloc(0)
  if (material.length !== 33 || material[0] !== type)
    throw new Usage(`Khóa không đúng dạng / not a key of this kind: ${value.slice(0, 80)}`)
  const id = sha256(Buffer.from(`${match[1]}\n`), material).subarray(0, 4)
  if (id.toString('hex') !== match[2]) throw new Usage(`Khóa bị sai / key hash does not fit: ${match[1]}`)
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), material.subarray(1)])
  return { name: match[1], id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

function readSignature(line) {
  const match = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line)
  if (!match) throw new Unreadable('signature line')
  const bytes = bytesOf(match[2])
  if (bytes.length < 5) throw new Unreadable('signature line')
  return { name: match[1], id: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
}

function readCheckpoint(note) {
  const split = typeof note === 'string' ? note.lastIndexOf('\n\n') : -1
  if (split < 0 || !note.endsWith('\n')) throw new Unreadable('checkpoint')
  const text = note.slice(0, split + 1)
  const [origin, size, root, ...more] = text.slice(0, -1).split('\n')
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || more.includes(''))
    throw new Unreadable('checkpoint')
  return {
    origin,
    size: Number(size),
    root: bytesOf(root ?? '', 32),
    text,
    signatures: note
      .slice(split + 2, -1)
      .split('\n')
      .map(readSignature),
  }
}

const isOf = (key) => (signature) => signature.name === key.name && signature.id.equals(key.id)

function isSignedBy(checkpoint, key) {
  const own = checkpoint.signatures.filter(isOf(key))
  return (
    checkpoint.origin === key.name &&
    own.length > 0 &&
    own.every(({ bytes }) => verify(null, Buffer.from(checkpoint.text), key.publicKey, bytes))
  )
}

/** Seconds since 1970 of the witness' statement, or null. */
function cosignedAt(checkpoint, signatures, witness) {
  for (const { bytes } of signatures.filter(isOf(witness))) {
    if (bytes.length !== 72) continue
    const time = bytes.readBigUInt64BE(0)
    const message = Buffer.from(`cosignature/v1\ntime ${time}\n${checkpoint.text}`)
    if (time < 8_640_000_000_000n && verify(null, message, witness.publicKey, bytes.subarray(8)))
      return Number(time)
  }
  return null
}

// ---- leaves: one line a field, `name base64(SHA-256("congvan-commitment/v1\n" ‖ salt ‖ value))`

function readLeaf(entry) {
  const [header, ...lines] = entry.toString('latin1').split('\n')
  if (header !== 'congvan-leaf/v1' || lines.pop() !== '') return null
  const fields = new Map()
  for (const line of lines) {
    const match = /^([a-z][A-Za-z0-9]{0,39}) ([A-Za-z0-9+/=]{44})$/.exec(line)
    if (!match || fields.has(match[1])) return null
    fields.set(match[1], match[2])
  }
  return fields
}

function checkLeaf(leaf, checkpoint) {
  const entry = bytesOf(leaf.entry)
  if (!Number.isSafeInteger(leaf.index) || leaf.index < 0) throw new Unreadable('index')
  if (!isIncluded(leafHash(entry), leaf.index, checkpoint.size, hashesOf(leaf.inclusion), checkpoint.root)) {
    problems.push(`Dòng ${leaf.index} không nằm trong nhật ký / leaf not in the log`)
  }
  const fields = readLeaf(entry)
  for (const [name, opening] of Object.entries(objectOf(leaf.revealed))) {
    const { salt, value } = objectOf(opening)
    if (typeof value !== 'string') throw new Unreadable('value')
    const commitment = sha256(Buffer.from('congvan-commitment/v1\n'), bytesOf(salt), Buffer.from(value))
    const fits = bytesOf(salt).length === 32 && fields?.get(name) === commitment.toString('base64')
    if (!fits) problems.push(`Dòng ${leaf.index}: ${name} không khớp cam kết / does not open its commitment`)
  }
}

function objectOf(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable('object')
  return value
}

function checkDocument(document, leaves) {
  if (!/^[0-9a-f]{64}$/.test(document.sha256)) throw new Unreadable('document.sha256')
  for (const leaf of leaves) {
    if (leaf.revealed.sha256?.value !== document.sha256)
      problems.push(`Dòng ${leaf.index} không nói về văn bản này / leaf is about another document`)
  }
  for (const [name, value] of Object.entries(document)) {
    if (typeof value !== 'string') throw new Unreadable('document')
    const said = leaves.flatMap((leaf) =>
      Object.hasOwn(leaf.revealed, name) ? [leaf.revealed[name].value] : [],
    )
    if (said.length === 0 || said.some((other) => other !== value))
      problems.push(`Thông tin không được chứng minh / fact not proved: ${name}`)
  }
}

function checkWitnesses(bundle, checkpoint, witnesses) {
  if (!Array.isArray(bundle.witnesses)) throw new Unreadable('witnesses')
  const signatures = checkpoint.signatures.concat(
    bundle.witnesses.map((line) => readSignature(String(line).trimEnd())),
  )
  for (const witness of witnesses) {
    const at = cosignedAt(checkpoint, signatures, witness)
    if (at === null) problems.push(`Nhân chứng không xác nhận / not cosigned by: ${witness.name}`)
    else facts.push(`Nhân chứng ${witness.name} xác nhận lúc ${new Date(at * 1000).toISOString()}`)
  }
}

function checkBundle(bundle, key, witnesses) {
  objectOf(bundle)
  if (bundle.version !== 1) throw new Unreadable('version')
  if (!Array.isArray(bundle.leaves) || bundle.leaves.length === 0) throw new Unreadable('leaves')
  const checkpoint = readCheckpoint(bundle.checkpoint)
  if (!isSignedBy(checkpoint, key))
    problems.push('Mốc nhật ký không được ký bằng khóa đã cho / checkpoint not signed by the log key')
  for (const leaf of bundle.leaves) checkLeaf(objectOf(leaf), checkpoint)
  checkDocument(objectOf(bundle.document), bundle.leaves)
  checkWitnesses(bundle, checkpoint, witnesses)
  if (bundle.timestampToken !== undefined) bytesOf(bundle.timestampToken)
  if (bundle.consistency !== undefined) {
    const { earlier, proof } = objectOf(bundle.consistency)
    const before = readCheckpoint(earlier)
    if (!isSignedBy(before, key) || !isConsistent(before, checkpoint, hashesOf(proof)))
      problems.push('Mốc này không nối tiếp mốc trước / not consistent with the earlier checkpoint')
    else
      facts.push(
        `Nối tiếp mốc trước có ${before.size} dòng / continues a checkpoint of ${before.size} leaves`,
      )
  }
  return checkpoint
}

function report(bundle, checkpoint, file) {
  console.log(problems.length === 0 ? 'ĐƯỢC CHỨNG MINH / PROVED' : 'KHÔNG ĐÚNG / FALSE')
  for (const problem of problems) console.log(`  ✗ ${problem}`)
  if (problems.length === 0) {
    for (const [name, value] of Object.entries(bundle.document)) console.log(`  ${name}: ${value}`)
    for (const leaf of bundle.leaves) {
      const shown = Object.entries(leaf.revealed).filter(([name]) => !Object.hasOwn(bundle.document, name))
      console.log(
        `  dòng/leaf ${leaf.index}: ${shown.map(([name, { value }]) => `${name}=${value}`).join(', ')}`,
      )
    }
    console.log(`  nhật ký/log ${checkpoint.origin}, ${checkpoint.size} dòng/leaves`)
    for (const fact of facts) console.log(`  ✓ ${fact}`)
  }
  if (bundle.timestampToken === undefined) return
  const digest = sha256(Buffer.from(bundle.checkpoint)).toString('hex')
  console.log('Dấu thời gian, kiểm tra bằng / time-stamp token, to be checked with:')
  console.log(
    `  node -p 'JSON.parse(require("fs").readFileSync(${JSON.stringify(file)})).timestampToken' | base64 -d > token.der`,
  )
  console.log(`  openssl ts -verify -digest ${digest} -in token.der -token_in -CAfile TSA-CA.pem`)
}

function main() {
  try {
    const options = readArguments(process.argv.slice(2))
    const key = readKey(options.key, 1)
    const witnesses = options.witnesses.map((text) => readKey(text, 4))
    const bundle = JSON.parse(readFileSync(options.proof, 'utf8'))
    const checkpoint = checkBundle(bundle, key, witnesses)
    if (
      options.document &&
      sha256(readFileSync(options.document)).toString('hex') !== bundle.document.sha256
    ) {
      problems.push('Văn bản đưa vào không phải văn bản được chứng minh / the file is another document')
    }
    report(bundle, checkpoint, options.proof)
    return problems.length === 0 ? 0 : 1
  } catch (error) {
    console.error(error instanceof Usage ? error.message : `KHÔNG ĐỌC ĐƯỢC / UNREADABLE: ${error.message}`)
    return error instanceof Usage ? 64 : 4
  }
}

process.exitCode = main()
