// Files on their way in. They live outside the screen: the clerk goes on, errors keep the file, retry sends it again.
import type { IntakeProposal, UploadReceipt } from '@congvan/contract'
import { useSyncExternalStore } from 'react'
import { ApiProblem, command, newId, upload } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { startJob } from '../../lib/jobs.ts'
import { say } from '../../lib/language.ts'
import { toast } from '../../ui/index.ts'
import { useIntakeTexts } from './texts.ts'

export interface UploadItem {
  id: string
  file: File
  progress: number
  state: 'waiting' | 'sending' | 'reading' | 'failed'
  error: string | null
}

const AT_ONCE = 3
const CONFIDENCE = 'congvan.confidence.'
let items: UploadItem[] = []
const receipts = new Map<string, UploadReceipt>()
/** By upload: a stack of scans is one file and many uploads. */
const documentIds = new Map<string, string>()
const captured = new Set<string>()
const listeners = new Set<() => void>()
const announce = (next: UploadItem[]) => {
  items = next
  for (const listener of listeners) listener()
}
const change = (id: string, patch: Partial<UploadItem>) =>
  announce(items.map((item) => (item.id === id ? { ...item, ...patch } : item)))

export const useUploads = (): UploadItem[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => items,
  )

export function addFiles(files: Iterable<File>): void {
  const fresh = [...files]
    .filter((file) => file.name !== '.DS_Store' && file.name !== 'Thumbs.db')
    .map((file): UploadItem => ({ id: newId(), file, progress: 0, state: 'waiting', error: null }))
  announce([...items, ...fresh])
  pump()
}

export function retryUpload(id: string): void {
  change(id, { state: 'waiting', error: null, progress: 0 })
  pump()
}

export function dropUpload(id: string): void {
  announce(items.filter((item) => item.id !== id))
}

function pump(): void {
  const running = items.filter((item) => item.state === 'sending' || item.state === 'reading').length
  for (const item of items.filter((one) => one.state === 'waiting').slice(0, AT_ONCE - running))
    void send(item)
}

async function send(item: UploadItem): Promise<void> {
  const t = useIntakeTexts.now()
  change(item.id, { state: 'sending' })
  const job = startJob(t.uploadJob(item.file.name))
  try {
    let receipt = receipts.get(item.id)
    if (!receipt) {
      receipt = await upload(item.file, (part) => {
        job.progress(part)
        change(item.id, { progress: part, ...(part >= 1 ? { state: 'reading' as const } : {}) })
      })
      receipts.set(item.id, receipt)
    }
    for (const one of [receipt, ...(receipt.others ?? [])]) await capture(one)
    for (const refusal of receipt.warnings.filter((one) => one.code !== 'intake.active-content'))
      toast(say(refusal), { tone: 'error' })
    job.dismiss()
    dropUpload(item.id)
  } catch (problem) {
    const message = problem instanceof ApiProblem ? problem.message : String(problem)
    job.fail(message, () => {
      job.dismiss()
      retryUpload(item.id)
    })
    change(item.id, { state: 'failed', error: message })
  } finally {
    pump()
  }
}

/** The same id on every try: a capture that got through but was not answered is not made twice. */
async function capture(receipt: UploadReceipt): Promise<void> {
  if (captured.has(receipt.uploadId)) return
  const documentId = documentIds.get(receipt.uploadId) ?? newId()
  documentIds.set(receipt.uploadId, documentId)
  keepConfidence(documentId, receipt.confidence)
  takeAnswer(
    await command('intake.capture', {
      documentId,
      uploadIds: [receipt.uploadId],
      fields: receipt.suggestion,
      paperOnly: false,
    }),
  )
  captured.add(receipt.uploadId)
}

/** The reader's degrees of confidence, kept for this visit beside what the server keeps. */
function keepConfidence(documentId: string, confidence: IntakeProposal['confidence']): void {
  try {
    sessionStorage.setItem(CONFIDENCE + documentId, JSON.stringify(confidence))
  } catch {
    // Without room every field is simply looked at.
  }
}

export function confidenceFor(proposal: IntakeProposal): IntakeProposal['confidence'] {
  const own = sessionStorage.getItem(CONFIDENCE + proposal.documentId)
  return own
    ? { ...(JSON.parse(own) as IntakeProposal['confidence']), ...proposal.confidence }
    : proposal.confidence
}

/** All files of what was dropped, folders unfolded. */
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry !== null)
  if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files]
  const found: File[] = []
  const walk = async (entry: FileSystemEntry | undefined): Promise<void> => {
    if (!entry) return
    if (entry.isFile)
      found.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)))
    else {
      const reader = (entry as FileSystemDirectoryEntry).createReader()
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
        if (some.length === 0) break
        for (const one of some) await walk(one)
      }
    }
  }
  for (const entry of entries) await walk(entry)
  return found
}
