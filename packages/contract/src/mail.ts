// Official mailboxes: made from the staff list, read beside the work.
import Type from 'typebox'
import { Day, Id, Line } from './common.ts'

/** Everybody in post without a box gets one, and the agency its own. */
export const ProvisionBoxes = Type.Object({}, { additionalProperties: false })
export type ProvisionBoxes = Type.Static<typeof ProvisionBoxes>

export const ChangeBox = Type.Object(
  {
    mailboxId: Id,
    state: Type.Optional(
      Type.Union([Type.Literal('active'), Type.Literal('suspended'), Type.Literal('closed')]),
    ),
    quotaMb: Type.Optional(Type.Integer({ minimum: 1, maximum: 102_400 })),
    /** While suspended: whose box receives the letters, until when. */
    forwardTo: Type.Optional(Type.Union([Type.String({ maxLength: 254 }), Type.Null()])),
    forwardUntil: Type.Optional(Type.Union([Day, Type.Null()])),
  },
  { additionalProperties: false },
)
export type ChangeBox = Type.Static<typeof ChangeBox>

export const PutAlias = Type.Object(
  { mailboxId: Id, address: Type.String({ maxLength: 254 }), ended: Type.Boolean() },
  { additionalProperties: false },
)
export type PutAlias = Type.Static<typeof PutAlias>

/** The secret itself goes to POST /api/v1/mail/boxes/{id}/password or /token; only its hash becomes a command. */
export const PutCredential = Type.Object(
  {
    mailboxId: Id,
    credentialId: Id,
    kind: Type.Union([Type.Literal('password'), Type.Literal('token')]),
    label: Line(60),
    hash: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type PutCredential = Type.Static<typeof PutCredential>

export const RevokeCredential = Type.Object({ credentialId: Id }, { additionalProperties: false })
export type RevokeCredential = Type.Static<typeof RevokeCredential>

export type LetterState = 'waiting' | 'taken' | 'held' | 'secret' | 'removed' | 'gone'
export type ConnectionState = 'off' | 'connecting' | 'watching' | 'down' | 'refused'

export interface MailboxRow {
  id: string
  kind: 'person' | 'agency'
  address: string
  name: string
  state: 'active' | 'suspended' | 'closed'
  quotaMb: number
  lastUsedOn: string | null
  forwardTo: string | null
  forwardUntil: string | null
  aliases: string[]
  hasPassword: boolean
  tokens: { id: string; label: string; madeAt: string }[]
}

export interface LetterRow {
  id: string
  mailboxId: string
  from: string
  subject: string
  sentAt: string | null
  seen: boolean
  attachments: { name: string; bytes: number }[]
  state: LetterState
  documentId: string | null
  problem: string | null
}

/** Query mail.letters: the boxes this post may read, and what waits in them. */
export interface MailDesk {
  /** null: no mail server is set; everything else of the product works. */
  server: { kind: 'own' | 'other'; domain: string } | null
  boxes: {
    id: string
    kind: 'person' | 'agency'
    address: string
    connection: ConnectionState
    since: string | null
    problem: string | null
    /** Mã ứng dụng: how a telephone enters this box without the password. */
    tokens: { id: string; label: string; madeAt: string }[]
  }[]
  letters: LetterRow[]
  /** What the product writes to this person by mail. */
  notices: {
    /** The person's own choice. */
    newWork: boolean
    outOfReach: 'no-server' | 'agency-box-off' | 'no-mailbox' | null
    /** The newest ones with what became of them. */
    last: {
      id: string
      subject: string
      state: 'waiting' | 'sent' | 'refused'
      at: string
      problem: string | null
    }[]
  }
}

/** Query mail.boxes: the register of the agency's boxes, and who in post has none. */
export interface MailboxRegister {
  boxes: MailboxRow[]
  missing: { personId: string; name: string; title: string }[]
  agencyBox: boolean
}

export const WishMail = Type.Object({ byMail: Type.Boolean() }, { additionalProperties: false })
export type WishMail = Type.Static<typeof WishMail>
