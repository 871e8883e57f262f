import './errors.ts'
import type { Module, Scope } from '../../platform/command.ts'
import { keep } from './keep.ts'
import { overview } from './queries.ts'
import { raise } from './raise.ts'
import { addAnchor, loadBundle, retireAnchor, setServices, trustPublisher } from './trust-acts.ts'

/** After the seal: the evidence beside the file at once, the archive level when its turn comes. */
const sealed = async (scope: Scope, event: { subjectId: string | null }) => {
  scope.addJob('preservation.keep', { documentId: event.subjectId }, { key: `keep:${event.subjectId}` })
  scope.addJob('preservation.raise', { documentId: event.subjectId }, { key: `raise:${event.subjectId}` })
}

export const preservation: Module = {
  name: 'preservation',
  commands: [addAnchor, retireAnchor, setServices, loadBundle, trustPublisher],
  queries: [overview],
  reactions: [
    { on: 'drafting.sealed', run: sealed },
    {
      on: 'preservation.raised',
      run: async (scope, event) =>
        scope.addJob(
          'preservation.keep',
          { documentId: event.subjectId },
          { key: `keep:${event.subjectId}` },
        ),
    },
  ],
  jobs: [keep, raise],
}
