import { command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { toast } from '../../ui/index.ts'
import { useWorkTexts } from './texts.ts'

/** Để sau: kept by the server, so that the list stands the same on the next machine. */
export async function putOff(documentId: string): Promise<void> {
  const t = useWorkTexts.now()
  const put = (off: boolean) =>
    command('desk.put-off', { documentId, off }).then(takeAnswer, (problem: Error) =>
      toast(problem.message, { tone: 'error' }),
    )
  await put(true)
  toast(t.laterDone, { undo: () => void put(false) })
}
