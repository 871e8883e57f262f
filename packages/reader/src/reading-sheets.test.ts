// The reader judged on sheets written out by hand: other words, layouts and code than the first generator's.
// Each sheet in one of the four layouts in every run, in all of them under SOAK=1.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { f1, Judge, printedSheets } from '@congvan/testkit/papers'
import { closeReader, readFileFields } from './adapters/node.ts'
import { CERTAIN } from './page-model.ts'

after(() => closeReader())

const GOALS = {
  number: 0.98,
  symbol: 0.98,
  issuedOn: 0.98,
  typeName: 0.98,
  issuer: 0.98,
  parentIssuer: 0.98,
  signer: 0.98,
  signerTitle: 0.95,
  subject: 0.97,
  place: 0.98,
  urgency: 0.98,
  secrecyMark: 0.98,
}

test('hand-written sheets of ministries, communes, Party, unions, courts and schools are read in every layout', async () => {
  const judge = new Judge(CERTAIN)
  let n = 0
  for await (const printed of printedSheets(process.env.SOAK === '1')) {
    const reading = await readFileFields(printed.bytes, { ocr: 'never' })
    judge.add(++n, `${printed.layout}, ${printed.sheet.name}`, printed.sheet.truth, reading)
  }
  const said = judge.misses.slice(0, 8).map((m) => JSON.stringify(m))
  for (const [field, goal] of Object.entries(GOALS)) {
    const score = judge.byField.get(field as keyof typeof GOALS)!
    assert.ok(f1(score) >= goal, `${field}: F1 ${f1(score).toFixed(3)} < ${goal}\n${said.join('\n')}`)
  }
  assert.equal(judge.total().certainWrong, 0, said.join('\n'))
})
