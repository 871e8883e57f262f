// Judges one foreign file in a thread of its own: a hostile one costs its own thread and time, never the office's.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { describeVerdict, parseCertificate, verdictPdf } from '@congvan/sign-core'
import { parseCrl, parseOcsp } from '@congvan/sign-core/revocation'
import { readAnchors, type TrustPurpose, trustOf } from '@congvan/sign-core/trust'
import { validatePdf } from '@congvan/sign-core/validate'

export interface Question {
  pdf: Uint8Array
  name: string
  now: number
  anchors: { certificate: Uint8Array; purpose: string }[]
  crls: Uint8Array[]
  ocsps: Uint8Array[]
  issuers: Uint8Array[]
}

export type Answer = Awaited<ReturnType<typeof judge>>

async function judge(question: Question) {
  const report = await validatePdf(question.pdf, {
    trust: trustOf(
      question.anchors.flatMap((row) => readAnchors(row.certificate, row.purpose as TrustPurpose)),
    ),
    now: new Date(question.now),
    evidence: {
      certificates: question.issuers.map((bytes) => parseCertificate(bytes)),
      ocsps: question.ocsps.map((bytes) => parseOcsp(bytes)),
      crls: question.crls.map((bytes) => parseCrl(bytes)),
    },
  })
  const font = await readFile(
    createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  )
  const paper = await verdictPdf([{ file: question.name, report }], { font: new Uint8Array(font) })
  return {
    report,
    vi: describeVerdict(report, 'vi'),
    en: describeVerdict(report, 'en'),
    paper: Buffer.from(paper).toString('base64'),
  }
}

parentPort?.postMessage(await judge(workerData as Question))
