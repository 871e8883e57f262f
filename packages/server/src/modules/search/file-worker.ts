// Reads files for search in a thread of its own: parsing a book of pages must not hold up anybody's click.
import { parentPort } from 'node:worker_threads'
import { readPageTexts } from '@congvan/reader/node'

parentPort!.on(
  'message',
  async (file: { id: number; bytes: Uint8Array; mediaType: string; ocr: 'auto' | 'never' }) => {
    try {
      const text = await readPageTexts(file.bytes, { mediaType: file.mediaType, ocr: file.ocr })
      parentPort!.postMessage({ id: file.id, text })
    } catch (error) {
      parentPort!.postMessage({ id: file.id, problem: (error as Error).message.slice(0, 200) })
    }
  },
)
