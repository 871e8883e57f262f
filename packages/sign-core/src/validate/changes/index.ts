// What changed after each signature: computed once a step, judged once a signature.
import type { PdfReader } from '../../pdf/index.ts'
import { compareRevisions } from './document.ts'
import type { Change } from './kinds.ts'
import { inspectLayout } from './layout.ts'
import { Graph } from './view.ts'

export { type ChangeRules, type FieldLock, judgeChanges, type LaterSignature, laterKey } from './judge.ts'
export { type Change, type ChangeKind, describeChange, describeRefused, PERMITTED } from './kinds.ts'

/** No office adds this often; a file that does is made to keep a checker busy. */
const MAX_STEPS = 100

/** Every change from revision `from` on. A step that cannot be read is a change that is not permitted. */
export async function changesSince(reader: PdfReader, from: number): Promise<Change[]> {
  const changes: Change[] = []
  try {
    changes.push(...(await inspectLayout(reader)))
  } catch {
    changes.push({ kind: 'unreadable', step: from })
  }
  if (reader.last - from > MAX_STEPS) return [...changes, { kind: 'unreadable', step: from }]
  const graph = new Graph(reader)
  for (let step = from; step < reader.last; step++) {
    try {
      changes.push(...(await compareRevisions(graph, step)))
    } catch {
      changes.push({ kind: 'unreadable', step })
    }
  }
  return changes
}
