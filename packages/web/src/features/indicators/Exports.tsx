import type { IndicatorBoard } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { postJson } from '../../lib/api.ts'
import { paths } from '../../paths.ts'
import { Button, toast } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

/** The board to take along, and the year-end report as a draft that goes through review like any other. */
export function Exports({ board }: { board: IndicatorBoard }) {
  const t = useTexts()
  const [, go] = useLocation()
  const [busy, setBusy] = useState(false)
  const range = new URLSearchParams({ from: board.from, to: board.to })
  const draft = async () => {
    setBusy(true)
    try {
      const { documentId } = await postJson<{ documentId: string }>('/api/v1/reports/year', {
        year: Number(board.to.slice(0, 4)),
      })
      toast(t.reportMade)
      go(paths.draft(documentId))
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <a className="button plain" href={`/api/v1/indicators/board.xlsx?${range}`} download>
        {t.export}
      </a>
      <a
        className="button plain"
        href={`/api/v1/indicators/board.pdf?${range}`}
        target="_blank"
        rel="noreferrer"
      >
        {t.print}
      </a>
      <Button variant="primary" busy={busy} onClick={() => void draft()}>
        {t.report}
      </Button>
    </>
  )
}
