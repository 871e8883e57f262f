import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { requestHeaders } from '../../lib/api.ts'

GlobalWorkerOptions.workerSrc = workerUrl

export interface LoadedPdf {
  pdf: PDFDocumentProxy
  close: () => void
}

/** Opens a PDF of our own server. The file's own scripts are never run and nothing is fetched from elsewhere. */
export async function openPdf(url: string): Promise<LoadedPdf> {
  const task = getDocument({
    url,
    httpHeaders: requestHeaders(),
    withCredentials: true,
    standardFontDataUrl: '/pdf/standard_fonts/',
    cMapUrl: '/pdf/cmaps/',
    cMapPacked: true,
    wasmUrl: '/pdf/wasm/',
    iccUrl: '/pdf/iccs/',
    enableXfa: false,
    useSystemFonts: false,
  })
  try {
    return { pdf: await task.promise, close: () => void task.destroy() }
  } catch (error) {
    void task.destroy()
    throw error
  }
}
