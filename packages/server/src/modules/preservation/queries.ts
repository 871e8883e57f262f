import { parseCertificate } from '@congvan/sign-core'
import Type from 'typebox'
import { hasRole } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import { listAllAnchors, readSetting, trustServices } from '../signing/index.ts'
import { publicAddress } from '../verification/index.ts'
import { RENEW_DAYS } from './raise.ts'
import { countKept, lastRuns } from './store/rows.ts'

export const VERSION_KEY = 'trust-bundle-version'
export const PUBLISHERS_KEY = 'trust-publishers'

/** "Nơi cấp tin cậy" in Quản trị: anchors, addresses, and how the nights went. */
export const overview = query({
  name: 'preservation.overview',
  input: Type.Object({}, { additionalProperties: false }),
  access: (actor) => (actor.administrator || hasRole(actor, 'admin') ? null : 'platform.forbidden'),
  async run({ tx, now, actor }) {
    const anchors = (await listAllAnchors(tx)).map((row) => {
      const certificate = parseCertificate(new Uint8Array(row.certificate))
      return {
        sha256: row.sha256,
        name: row.name,
        purpose: row.purpose,
        state: row.state,
        source: row.source,
        note: row.note,
        notAfter: certificate.notAfter.toISOString(),
      }
    })
    const until = now.add({ hours: 24 * RENEW_DAYS }).toString()
    return {
      anchors,
      services: { ...(await trustServices(tx)), publicAddress: await publicAddress(tx) },
      bundleVersion: await readSetting<number>(tx, VERSION_KEY),
      files: actor.administrator ? await countKept(tx, until) : null,
      runs: (await lastRuns(tx, 7)).map((row) => ({
        at: row.began_at,
        ended: row.ended_at !== null,
        due: row.due,
        renewed: row.renewed,
        waiting: row.waiting,
        problem: row.problem,
      })),
    }
  },
})
