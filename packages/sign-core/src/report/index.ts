export {
  describeVerdict,
  type EvidenceLine,
  type Language,
  type SignatureLine,
  type Tone,
  type VerdictText,
} from './describe.ts'
export { type ReportedFile, verdictPdf } from './pdf.ts'
