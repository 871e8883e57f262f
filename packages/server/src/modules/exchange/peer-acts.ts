import { Type } from 'typebox'
import { command, type Job } from '../../platform/command.ts'
import { administratorOnly } from './acts.ts'
import { Refused } from './door.ts'
import { PEERING, post } from './doors/native.ts'
import { addPeer, invite, ownCard, readInvitation } from './peering.ts'
import { findPeer } from './store/rows.ts'

const Address = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 300 })

/** Mã kết nối: one code that carries keys, address and who lives here. */
export const inviteAct = command({
  name: 'exchange.invite',
  input: Type.Object({ address: Address }),
  access: administratorOnly,
  run: async ({ services }, { address }) => ({ code: await invite(services, address) }),
})

/** The other side's code: its keys and agencies stand at once; ours are brought to it after the commit. */
export const acceptAct = command({
  name: 'exchange.accept-invitation',
  input: Type.Object({ code: Type.String({ maxLength: 2_000_000 }), address: Address }),
  access: administratorOnly,
  async run({ services, addJob, touch }, { code, address }) {
    const invitation = readInvitation(code)
    await addPeer(services, invitation.card)
    addJob('exchange.introduce', { peerId: invitation.card.id, token: invitation.token, address })
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
    const { status, answer } = await post(services, peer, PEERING, body, null)
    if (status >= 400) throw new Refused(answer.problem?.vi ?? `HTTP ${status}`)
  },
}
