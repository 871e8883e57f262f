// A generated paper: what stands where (for drawing) and what is true (for judging).

export interface PaperTruth {
  issuer: string
  parentIssuer: string | null
  number: string | null
  symbol: string
  place: string
  issuedOn: string | null
  typeName: string
  subject: string
  signer: string
  signerTitle: string
  urgency: string | null
  secrecyMark: string | null
  dueOn: string | null
}

export type Style = 'nd30' | 'party' | 'older' | 'normative'

export interface Paper {
  id: number
  style: Style
  truth: PaperTruth
  /** Printed lines of the parts. */
  left: { parent: string[]; issuer: string[]; number: string; about: string[] }
  right: { title: string[]; place: string; open: boolean; day: string; month: string; year: string }
  type: string | null
  subject: string[]
  authority: string | null
  addressee: string[]
  addresseeWord: string
  body: string[]
  closing: { label: string; recipients: string[]; titles: string[]; name: string }
  marks: {
    urgency: string | null
    secrecy: string | null
    draft: boolean
    stamp: { number: string; day: string } | null
  }
}
