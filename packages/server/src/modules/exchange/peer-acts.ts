import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { command, type Job } from '../../platform/command.ts'
import { administratorOnly } from './acts.ts'
import { Refused } from './door.ts'
import { joinAxis } from './doors/axis.ts'
import { SECRET_PURPOSE } from './doors/gateways/gateway.ts'
import { PEERING, post } from './doors/native-call.ts'
import { idFrom } from './ids.ts'
import { addPeer, invite, ownCard, readInvitation } from './peering.ts'
import { hubOf, sendEnvelope } from './relay/send.ts'
import { findPeer, patchSettings, putPeer } from './store/rows.ts'

const Address = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 300 })

/** Mã kết nối: one code that carries keys, address and who lives here. */
export const inviteAct = command({
  name: 'exchange.invite',
  input: Type.Object({ address: Address }, { additionalProperties: false }),
  access: administratorOnly,
  async run({ services, emit }, { address }) {
    const code = await invite(services, address)
    emit({ name: 'exchange.invited', subjectId: null })
    return { code }
  },
})

/** The other side's code: its keys and agencies stand at once; ours are brought to it after the commit. */
export const acceptAct = command({
  name: 'exchange.accept-invitation',
  input: Type.Object(
    {
      code: Type.String({ maxLength: 2_000_000 }),
      // Empty: nobody can reach this installation, it goes and fetches.
      address: Type.Union([Address, Type.Literal('')]),
      // The two cannot reach each other: through this peer of both, sealed end to end.
      via: Type.Optional(Type.String({ maxLength: 100 })),
    },
    { additionalProperties: false },
  ),
  access: administratorOnly,
  async run({ tx, services, emit, addJob, touch }, { code, address, via }) {
    const invitation = readInvitation(code)
    if (via && (await findPeer(tx, via))?.kind !== 'native')
      throw new DomainError('not-found', 'exchange.no-peer', { id: via }, 'via')
    await addPeer(services, invitation.card, via ? { via } : address ? {} : { pull: true })
    emit({ name: 'exchange.peered', subjectId: null, payload: { peerId: invitation.card.id } })
    addJob('exchange.introduce', {
      peerId: invitation.card.id,
      token: invitation.token,
      address: via ? '' : address,
    })
    touch('admin')
    return { peerId: invitation.card.id, name: invitation.card.name }
  },
})

export const introduce: Job = {
  name: 'exchange.introduce',
  async run(services, payload) {
    const peer = await services.runner.system((tx) => findPeer(tx, String(payload.peerId)))
    if (!peer) return
    const card = await ownCard(services, String(payload.address))
    const body = Buffer.from(JSON.stringify({ token: String(payload.token), card }))
    if (peer.settings.via) {
      const id = idFrom('peering', peer.id, String(payload.token))
      await sendEnvelope(services, peer, await hubOf(services, peer), id, { path: PEERING, body })
      return
    }
    const { status, answer } = await post(services, peer, PEERING, body, null)
    if (status >= 400) throw new Refused(answer.problem?.vi ?? `HTTP ${status}`)
  },
}

/** Nối vào trục: where it is, who we are there; the secret is sealed. Agencies are registered after the commit. */
export const addAxis = command({
  name: 'exchange.add-axis',
  input: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200 }),
      address: Address,
      systemId: Type.String({ minLength: 1, maxLength: 100 }),
      secret: Type.String({ minLength: 1, maxLength: 500 }),
      dialect: Type.Optional(
        Type.Union([Type.Literal('vxp'), Type.Literal('key'), Type.Literal('oauth'), Type.Literal('bkav')]),
      ),
      // Where each agency has its own id and secret.
      accounts: Type.Optional(
        Type.Array(
          Type.Object(
            {
              code: Type.String({ minLength: 1, maxLength: 64 }),
              systemId: Type.String({ maxLength: 100 }),
              secret: Type.String({ minLength: 1, maxLength: 500 }),
            },
            { additionalProperties: false },
          ),
          { maxItems: 1000 },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  access: administratorOnly,
  async run({ tx, now, services, emit, addJob, touch }, input) {
    const { name, address, systemId, dialect = 'vxp' } = input
    const sealed = (text: string) =>
      services.sealer.seal(SECRET_PURPOSE, Buffer.from(text)).toString('base64')
    const accounts = (input.accounts ?? []).map((row) => ({ ...row, secret: sealed(row.secret) }))
    const settings = { systemId, secret: sealed(input.secret), dialect, accounts }
    const id = dialect === 'vxp' ? 'axis' : `hub-${dialect}`
    await putPeer(
      tx,
      { id, name, kind: 'axis', address: address.replace(/\/$/, ''), settings },
      now.toString(),
    )
    emit({ name: 'exchange.axis-added', subjectId: null, payload: { address, dialect } })
    addJob('exchange.join-axis', { peerId: id })
    touch('admin')
    return { peerId: id }
  },
})

/** Tells the axis who lives here, learns who lives elsewhere; repeated whenever the directory is asked for again. */
export const join: Job = {
  name: 'exchange.join-axis',
  async run(services, payload) {
    const peer = await services.runner.system((tx) => findPeer(tx, String(payload.peerId)))
    if (peer) await joinAxis(services, peer)
  },
}

/** Ngừng kết nối, and the way back: nothing passes either way until it is opened again. */
export const shutOut = command({
  name: 'exchange.shut-out',
  input: Type.Object(
    { peerId: Type.String({ maxLength: 100 }), shut: Type.Boolean() },
    { additionalProperties: false },
  ),
  access: administratorOnly,
  async run({ tx, emit, touch }, { peerId, shut }) {
    if ((await patchSettings(tx, peerId, { revoked: shut })) === 0)
      throw new DomainError('not-found', 'exchange.no-peer', { id: peerId })
    emit({ name: 'exchange.shut-out', subjectId: null, payload: { peerId, shut } })
    touch('admin')
    return { peerId }
  },
})

/** Cập nhật danh bạ: asked by a person; the work is done after the commit. */
export const syncAct = command({
  name: 'exchange.sync-directory',
  input: Type.Object({ peerId: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
  access: administratorOnly,
  async run({ tx, emit, addJob, touch }, { peerId }) {
    if (!(await findPeer(tx, peerId))) throw new DomainError('not-found', 'exchange.no-peer', { id: peerId })
    emit({ name: 'exchange.directory-asked', subjectId: null, payload: { peerId } })
    addJob('exchange.join-axis', { peerId })
    touch('admin')
    return { peerId }
  },
})
