import { useState } from 'react'
import { toast } from '../ui/index.ts'
import { takeAnswer } from './data.ts'

/** One act of a dialog: busy while it runs, its refusal as a sentence inside the dialog, its success as a toast. */
export function useAct(onDone: () => void) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const act = async (run: () => Promise<string>) => {
    setBusy(true)
    setTrouble(null)
    try {
      const said = await run()
      takeAnswer(null)
      toast(said)
      onDone()
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(false)
    }
  }
  return { busy, trouble, act }
}
