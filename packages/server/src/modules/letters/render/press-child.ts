// Runs in its own process: one Typst compiler, one job after another. Nothing of a letter is ever Typst source.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { NodeCompiler as Compiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { ChildSettings, Note, PressAnswer, PressJob } from './press-messages.ts'

const { NodeCompiler } = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler') as {
  NodeCompiler: typeof Compiler
}

const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings
const compiler = NodeCompiler.create({
  workspace: settings.layoutDir,
  fontArgs: [{ fontPaths: settings.fontDirs }],
})

function compile(job: PressJob): NodeTypstDocument {
  const result = compiler.compile({
    mainFilePath: join(settings.layoutDir, job.layout),
    inputs: { data: job.data },
  })
  const document = result.result
  if (document) return document
  const error = result.takeDiagnostics() ?? result.takeError()
  throw new Error(JSON.stringify(error?.shortDiagnostics ?? 'no document'))
}

const SUSPECTS = '/Suspects false'

/** `false` is the default (ISO 32000-1, 14.7.1), and poppler up to 24 complains about it on every call: blanked in place. */
function withoutSuspects(pdf: Buffer): Uint8Array {
  const at = pdf.lastIndexOf(SUSPECTS)
  if (at >= 0) pdf.fill(0x20, at, at + SUSPECTS.length)
  return new Uint8Array(pdf)
}

function pdfOf(document: NodeTypstDocument, createdAt: number): Uint8Array {
  return withoutSuspects(compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: createdAt }))
}

function run(job: PressJob): PressAnswer {
  try {
    const document = compile(job)
    const notes = compiler.query(document, { selector: '<field>', field: 'value' }) as Note[]
    const bytes =
      job.output === 'pdf'
        ? pdfOf(document, job.createdAt)
        : new TextEncoder().encode(compiler.plainSvg(document))
    return { id: job.id, ok: true, bytes, pages: document.numOfPages, notes, rss: process.memoryUsage.rss() }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id: job.id, ok: false, message, rss: process.memoryUsage.rss() }
  }
}

process.on('message', (job: PressJob) => {
  process.send?.(run(job))
  // Results of other letters are of no use; what the layouts and fonts cost stays for a few rounds.
  compiler.evictCache(4)
})
process.on('disconnect', () => process.exit(0))
