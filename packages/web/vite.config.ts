import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Issue 2 §6: JavaScript to a usable inbox, gzip; the build fails above. */
const FIRST_INBOX_LIMIT = 250_000

/** The chunks a browser needs before the inbox answers: the entry, the inbox, and all they import statically. */
function firstInboxBudget(): Plugin {
  return {
    name: 'congvan:first-inbox-budget',
    generateBundle(_options, bundle) {
      const wanted = new Set<string>()
      const add = (file: string) => {
        const chunk = bundle[file]
        if (chunk?.type !== 'chunk' || wanted.has(file)) return
        wanted.add(file)
        for (const next of chunk.imports) add(next)
      }
      const sizes: Record<string, number> = {}
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        sizes[chunk.fileName] = gzipSync(chunk.code, { level: 9 }).length
        if (chunk.isEntry || chunk.facadeModuleId?.endsWith('features/work/screen.tsx')) add(chunk.fileName)
      }
      const total = [...wanted].reduce((sum, file) => sum + (sizes[file] ?? 0), 0)
      this.emitFile({
        type: 'asset',
        fileName: 'sizes.json',
        source: JSON.stringify(
          { firstInboxGzip: total, limit: FIRST_INBOX_LIMIT, files: [...wanted], sizes },
          null,
          2,
        ),
      })
      if (total > FIRST_INBOX_LIMIT)
        this.error(`JavaScript to the inbox is ${total} bytes gzip, above ${FIRST_INBOX_LIMIT}`)
      this.info(`JavaScript to a usable inbox: ${(total / 1000).toFixed(1)} kB gzip of 250`)
    },
  }
}

/** Character maps, stand-in fonts and decoders that pdf.js asks for by name while it reads a page. */
function pdfAssets(): Plugin {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return {
    name: 'congvan:pdf-assets',
    generateBundle() {
      for (const folder of ['standard_fonts', 'cmaps', 'wasm', 'iccs'])
        for (const file of readdirSync(join(home, folder)))
          if (!file.startsWith('LICENSE'))
            this.emitFile({
              type: 'asset',
              fileName: `pdf/${folder}/${file}`,
              source: readFileSync(join(home, folder, file)),
            })
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), firstInboxBudget(), pdfAssets()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing inlined as data: — the content security policy allows our own origin only.
    assetsInlineLimit: 0,
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env.CONGVAN_API ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
