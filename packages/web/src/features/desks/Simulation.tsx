import { useQuery } from '@tanstack/react-query'
import type { ApiProblem } from '../../lib/api.ts'
import { getJson, postJson } from '../../lib/api.ts'
import { client } from '../../lib/data.ts'
import { Checkbox } from '../../ui/index.ts'
import { useDeskTexts } from './texts.ts'

/** The other desks of the demo act by themselves, marked as what it is. */
export function Simulation() {
  const t = useDeskTexts()
  const key = ['simulation']
  const { data } = useQuery<{ on: boolean }, ApiProblem>({
    queryKey: key,
    queryFn: () => getJson('/api/v1/demo/simulation'),
  })
  if (!data) return null
  const turn = async (on: boolean) => {
    client.setQueryData(key, { on })
    client.setQueryData(key, await postJson<{ on: boolean }>('/api/v1/demo/simulation', { on }))
  }
  return <Checkbox label={t.simulation} checked={data.on} onChange={(on) => void turn(on)} />
}
