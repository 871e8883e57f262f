import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import type { Letter } from '../letter.ts'
import { notice, plan } from '../testing/more-samples.ts'
import { missingTools, textOf } from '../testing/pdf-tools.ts'
import { officialLetter } from '../testing/samples.ts'
import { RenderError } from './errors.ts'
import { Press, type PressOptions } from './press.ts'
import { renderLetter } from './render-letter.ts'

function saying(text: string): Letter {
  return notice({ body: [{ kind: 'paragraph', text }] })
}

async function withPress<T>(options: PressOptions, use: (press: Press) => Promise<T>): Promise<T> {
  const press = new Press(options)
  try {
    return await use(press)
  } finally {
    press.close()
  }
}

function code(expected: string) {
  return (error: unknown) => error instanceof RenderError && error.code === expected
}

test('Typst source in a body is printed as it stands, and reads nothing', {
  skip: missingTools('pdftotext'),
}, async () => {
  const hostile =
    '#read("/etc/passwd") #import "common.typ" $x^2$ <field> @ref *đậm* _nghiêng_ `mã` //x \\ "q" #eval("1")'
  const { pdf, fields } = await renderLetter(saying(hostile))
  const text = textOf(pdf).replace(/\s+/g, ' ')
  assert.ok(
    text.includes('#read("/etc/passwd") #import "common.typ" $x^2$ <field> @ref *đậm* _nghiêng_ `mã`'),
    text,
  )
  assert.doesNotMatch(text, /root:/)
  assert.ok(fields.personSignature)
})

test('A character without a picture in the font is named, not dropped', async () => {
  await assert.rejects(renderLetter(saying('Chúc mừng 🎉')), (error) => {
    assert.ok(error instanceof RenderError)
    assert.equal(error.code, 'letters.character-not-printable')
    assert.match(error.params.character ?? '', /🎉/)
    return true
  })
})

test('A date that does not exist and an unknown type are refused before any page is set', async () => {
  await assert.rejects(renderLetter(notice({ date: '2021-02-30' })), code('letters.invalid-date'))
  await assert.rejects(renderLetter(notice({ typeCode: 'XYZ' })), code('letters.unknown-type'))
})

test('A letter beyond the limit is refused, one of a hundred pages is printed', async () => {
  await withPress({ maxDataBytes: 10_000 }, async (press) => {
    await assert.rejects(renderLetter(saying('a'.repeat(20_000)), press), code('letters.too-long'))
  })
  const long = notice({
    body: Array.from(
      { length: 2000 },
      (_, i) => ({ kind: 'clause', label: `${i + 1}.`, text: 'Nội dung. '.repeat(12) }) as const,
    ),
  })
  const { pages } = await renderLetter(long)
  assert.ok(pages > 100, `${pages} pages`)
})

test('A layout that never ends is stopped, and the next letter is printed', async () => {
  const layoutDir = mkdtempSync(join(tmpdir(), 'layout-'))
  try {
    writeFileSync(
      join(layoutDir, 'slow.typ'),
      '#set document(date: auto)\n#let x = range(100000).map(i => range(100000).fold(0, (a, b) => calc.rem(a + b, 7)))\n#x.len()',
    )
    writeFileSync(
      join(layoutDir, 'good.typ'),
      '#set document(title: "t", date: auto)\n#set text(font: "Tinos")\nxin chào',
    )
    await withPress({ layoutDir, timeLimitMs: 4000 }, async (press) => {
      const good = press.print('good.typ', {})
      await good
      await assert.rejects(press.print('slow.typ', {}), code('letters.render-timeout'))
      assert.equal((await press.print('good.typ', {})).pages, 1)
      await assert.rejects(press.print('missing.typ', {}), code('letters.layout-failed'))
    })
  } finally {
    rmSync(layoutDir, { recursive: true })
  }
})

test('A child that dies takes one letter with it, those in the queue are printed by the next', async () => {
  await withPress({}, async (press) => {
    await renderLetter(notice(), press)
    const first = press.childPid
    assert.ok(first)
    const jobs = [renderLetter(plan(), press), renderLetter(plan(), press)]
    process.kill(first, 'SIGKILL')
    const [lost, printed] = await Promise.allSettled(jobs)
    assert.ok(lost?.status === 'rejected' && code('letters.render-crashed')(lost.reason))
    assert.equal(printed?.status, 'fulfilled')
    assert.notEqual(press.childPid, first)
  })
})

test('A child is replaced after its share of letters, and after growing past its limit', async () => {
  await withPress({ maxRenders: 3 }, async (press) => {
    const pids = new Set<number | undefined>()
    for (let i = 0; i < 7; i += 1) {
      const job = renderLetter(notice(), press)
      pids.add(press.childPid)
      await job
    }
    assert.equal(pids.size, 3)
  })
  await withPress({ memoryLimitBytes: 90 * 2 ** 20 }, async (press) => {
    await renderLetter(notice(), press)
    assert.equal(press.childPid, undefined)
  })
})

test('An idle child goes, and comes back with the next letter', async () => {
  await withPress({ idleMs: 50 }, async (press) => {
    await renderLetter(notice(), press)
    const gone = async () => {
      while (press.childPid !== undefined) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await gone()
    assert.equal((await renderLetter(notice(), press)).pages, 1)
  })
})

test('A closed press refuses work and leaves no letter waiting', async () => {
  const press = new Press()
  const waiting = [renderLetter(notice(), press), renderLetter(notice(), press)]
  press.close()
  for (const result of await Promise.allSettled(waiting)) {
    assert.ok(result.status === 'rejected' && code('letters.press-closed')(result.reason))
  }
  await assert.rejects(renderLetter(notice(), press), code('letters.press-closed'))
})

test('Fifty letters at once all come back, each with its own subject', {
  skip: missingTools('pdftotext'),
}, async () => {
  const letters = await Promise.all(
    Array.from({ length: 50 }, (_, i) => renderLetter(notice({ subject: `Lần thứ ${i + 100}` }))),
  )
  letters.forEach((letter, i) => {
    if (i % 7 === 0) assert.match(textOf(letter.pdf), new RegExp(`Lần thứ ${i + 100}`))
  })
})

test('A one-page letter takes less than 25 ms at the 95th percentile once warm', {
  skip: process.env.SOAK ? false : 'long: SOAK=1',
}, async () => {
  await withPress({}, async (press) => {
    const times: number[] = []
    for (let i = 0; i < 400; i += 1) {
      const start = performance.now()
      await renderLetter(
        officialLetter({ density: 'close', subject: `việc ${i}`, body: officialLetter().body.slice(0, 2) }),
        press,
      )
      if (i >= 20) times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    const p95 = times[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY
    process.stdout.write(
      `${JSON.stringify({ bench: 'letter to PDF/A-2b', p50: times[times.length >> 1], p95 })}\n`,
    )
    assert.ok(p95 < 25, `p95 ${p95.toFixed(1)} ms`)
  })
})
