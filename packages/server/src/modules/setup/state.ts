import { yearIn } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { typeNameOf } from '../documents/index.ts'
import { administratorOf } from './gate.ts'
import { type SeriesHead, seriesHeads } from './store/books.ts'
import { signersAndSeals } from './store/keys.ts'
import { anyAdministrator } from './store/people.ts'
import { progress } from './store/settings.ts'
import { asAdministrator } from './store/walls.ts'

export interface SetupState {
  needed: boolean
  step: 1 | 2 | 3
  books: {
    id: string
    name: string
    agencyName: string
    direction: 'incoming' | 'outgoing'
    period: string
    nextNumber: number
  }[]
  holders: { id: string; label: string }[]
}

const NOTHING = { books: [], holders: [] }

/** A stranger learns only whether there is something to set up; books and names are the administrator's. */
export async function setupState(services: Services, session: string | undefined): Promise<SetupState> {
  if (services.demo) return { needed: false, step: 1, ...NOTHING }
  const administrator = await administratorOf(services, session)
  return services.runner.system(async (tx) => {
    if (!administrator) return { needed: (await anyAdministrator(tx)) === null, step: 1, ...NOTHING }
    await asAdministrator(tx)
    const year = String(yearIn(services.clock.now()))
    const heads = await seriesHeads(tx, year)
    const { numbersAt } = await progress(tx)
    return {
      needed: true,
      step: heads.length === 0 ? 1 : numbersAt ? 3 : 2,
      books: heads.map((head) => ({
        id: head.id,
        name: bookName(head),
        agencyName: head.agency_name,
        direction: head.direction,
        period: head.term ?? year,
        nextNumber: (head.last_number ?? 0) + 1,
      })),
      holders: await signersAndSeals(tx),
    }
  })
}

/** "Sổ đăng ký văn bản đi: Quyết định": each run of numbers under the name a clerk gives it. */
export function bookName(head: SeriesHead): string {
  if (head.direction === 'incoming') return head.book_name
  const types = head.type_codes?.map((code) => typeNameOf(head.layout_regime, code) ?? code)
  return `${head.book_name}: ${types ? types.join(', ') : 'các loại khác'}`
}
