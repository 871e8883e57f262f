import assert from 'node:assert/strict'
import test from 'node:test'
import { notice } from '../testing/more-samples.ts'
import { officialLetter } from '../testing/samples.ts'
import { previewLetter } from './preview.ts'
import { renderLetter } from './render-letter.ts'

test('The preview has as many pages as the letter, each one a picture of an A4 sheet', async () => {
  for (const density of ['normal', 'auto'] as const) {
    const pages = await previewLetter(officialLetter({ density }))
    assert.equal(pages.length, (await renderLetter(officialLetter({ density }))).pages)
    for (const page of pages) {
      assert.match(page, /^<svg [^>]*viewBox="0 0 595\.2\d* 841\.8\d*">/)
      assert.ok(page.endsWith('</svg>'))
      const used = [...page.matchAll(/xlink:href="#([^"]+)"/g)].map((m) => m[1])
      assert.ok(used.length > 50)
      for (const id of new Set(used))
        assert.ok(page.includes(`id="${id}"`), `outline ${id} travels with its page`)
    }
  }
})

test('Nothing typed by an author reaches the page as markup', async () => {
  const [page = ''] = await previewLetter(
    notice({ body: [{ kind: 'paragraph', text: '<script>alert(1)</script><image href="x" onerror="y">' }] }),
  )
  assert.doesNotMatch(page, /script|alert|onerror|<image|<text|foreignObject/i)
})
