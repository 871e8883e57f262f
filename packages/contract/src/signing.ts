import Type from 'typebox'
import { Id, Line, Text } from './common.ts'
import type { BatchResult } from './drafting.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

export const SigningServiceKind = Type.Union([
  Type.Literal('token'),
  Type.Literal('mss'),
  Type.Literal('mobile-id'),
  Type.Literal('csc-v1'),
  Type.Literal('csc-v2'),
])
export type SigningServiceKind = Type.Static<typeof SigningServiceKind>
export type SigningKeyKind = 'software' | 'token' | 'sim' | 'remote' | 'hsm'

/** Administrator: where keys outside this installation are reached. An empty secret keeps the one stored. */
export const PutSigningService = object({
  serviceId: Id,
  kind: SigningServiceKind,
  name: Line(120),
  url: Line(300),
  settings: Type.Record(Type.String({ maxLength: 40 }), Text(300)),
  secret: Text(500),
})
export type PutSigningService = Type.Static<typeof PutSigningService>
export const RetireSigningService = object({ serviceId: Id })
export type RetireSigningService = Type.Static<typeof RetireSigningService>
export const RetireSigningKey = object({ keyId: Id })
export type RetireSigningKey = Type.Static<typeof RetireSigningKey>

/** POST /api/v1/signing/find-keys: asks the service which certificates an account (phone number, user name) has. */
export const FindSigningKeys = object({ serviceId: Id, account: Text(100) })
export type FindSigningKeys = Type.Static<typeof FindSigningKeys>
export interface FoundSigningKey {
  reference: string
  name: string
  subject: string
  organisation: string | null
  issuer: string
  notBefore: string
  notAfter: string
  /** Base64 of DER. */
  certificate: string
  chain: string[]
  /** Why this one may not be registered; null: it may. */
  problem: { code: string; vi: string; en: string } | null
}

/** POST /api/v1/commands/signing.register-key: the holder's key at a service; a token's certificate comes from the person's computer. */
export const RegisterSigningKey = object({
  keyId: Id,
  serviceId: Id,
  holder: Type.Union([Type.Literal('person'), Type.Literal('agency')]),
  reference: Text(200),
  certificate: Text(20_000),
  chain: Type.Array(Text(20_000), { maxItems: 8 }),
})
export type RegisterSigningKey = Type.Static<typeof RegisterSigningKey>

export interface SigningKeyView {
  id: string
  holder: 'person' | 'agency'
  kind: SigningKeyKind
  serviceId: string | null
  serviceName: string
  reference: string
  subject: string
  notBefore: string
  notAfter: string
  /** Before the first good trial the screen offers one. */
  tried: boolean
  asksPin: boolean
  /** A sentence when it may not be used now. */
  problem: { code: string; vi: string; en: string } | null
}

export interface SigningServiceView {
  id: string
  kind: SigningServiceKind
  name: string
  url: string
  settings: Record<string, string>
  keys: number
}

/** POST /api/v1/signing/start */
export const StartSigning = object({
  keyId: Id,
  purpose: Type.Union([Type.Literal('person'), Type.Literal('seal'), Type.Literal('trial')]),
  documentIds: Type.Array(Id, { maxItems: 200 }),
  send: Type.Optional(Type.Boolean()),
  pin: Type.Optional(Text(64)),
})
export type StartSigning = Type.Static<typeof StartSigning>

/** POST /api/v1/signing/{id}/advance {pin?, waitMs?} · /cancel · /errand (token: the next one-time addresses) */
export interface SigningProgress {
  id: string
  purpose: 'person' | 'seal' | 'trial'
  state: 'open' | 'done' | 'cancelled' | 'refused' | 'expired'
  keyKind: SigningKeyKind
  keyName: string
  serviceName: string
  /** Token: where the local service listens. */
  serviceUrl: string | null
  /** Demo only: the page that plays the person's phone. */
  phoneUrl: string | null
  /** Stands on the phone too. */
  code: string | null
  expiresAt: string | null
  needs: 'pin' | null
  problem: { code: string; vi: string; en: string } | null
  files: {
    id: string
    documentId: string | null
    label: string
    state: 'waiting' | 'asked' | 'signed' | 'done' | 'failed'
    problem: { code: string; vi: string; en: string } | null
  }[]
}
export interface StartedSigning {
  /** Null: nothing could be prepared; `refused` says why for each. */
  progress: SigningProgress | null
  refused: BatchResult['results']
}
export interface TokenErrand {
  fileId: string
  filename: string
  fetchPath: string
  returnPath: string
}
