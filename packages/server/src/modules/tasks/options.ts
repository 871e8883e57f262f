import type { InstructionOptions } from '@congvan/contract'
import Type from 'typebox'
import { dateIn } from '../../kernel/time.ts'
import { query } from '../../platform/command.ts'
import { listPosts, listUnits } from '../organisations/index.ts'
import { listAssignments, listPhrases } from './store/assignments.ts'

const STARTERS = [
  'Chủ trì, tham mưu văn bản trả lời',
  'Triển khai thực hiện, báo cáo kết quả',
  'Nghiên cứu, đề xuất',
  'Để biết, theo dõi',
]

/** What the one line of bút phê offers: people, units, one's own phrases, deadlines in working days. */
export const options = query({
  name: 'tasks.options',
  input: Type.Object({ documentId: Type.String() }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor, now, services }, { documentId }): Promise<InstructionOptions> {
    const agencyId = actor.acting.agencyId
    const posts = (await listPosts(tx, agencyId)).filter((post) => post.person_id)
    const units = await listUnits(tx, agencyId)
    const own = (await listPhrases(tx, agencyId, actor.acting.positionId)).map((row) => row.text)
    const proposed = (await listAssignments(tx, agencyId, documentId)).findLast(
      (part) => part.state === 'open' && part.role === 'direct' && part.targets?.length,
    )
    const today = dateIn(now)
    return {
      leaders: posts
        .filter((post) => post.roles.includes('leader') || post.roles.includes('deputy'))
        .map((post) => ({ positionId: post.position_id, label: `${post.title} ${post.full_name}` })),
      units: units.map((unit) => ({
        unitId: unit.id,
        name: unit.name,
        head:
          posts.find((post) => post.unit_id === unit.id && post.roles.includes('unit-head'))?.full_name ??
          null,
      })),
      people: posts.map((post) => ({
        positionId: post.position_id,
        name: post.full_name!,
        title: post.title,
        unitName: post.unit_name,
        shortLabel: `Đ/c ${post.full_name!.split(' ').at(-1)}${post.unit_abbreviation ? ` (${post.unit_abbreviation})` : ''}`,
      })),
      phrases: [...new Set([...own, ...STARTERS])].slice(0, 8),
      suggestion: proposed
        ? { text: proposed.instruction ?? '', targets: proposed.targets!, why: 'Đề xuất của Chánh Văn phòng' }
        : null,
      deadlines: [1, 2, 3, 5, 7, 10].map((workingDays) => ({
        workingDays,
        on: services.calendar.add(today, workingDays).toString(),
      })),
    }
  },
})
