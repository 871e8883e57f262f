export { type AgencyCard, findAgencies, findAgency, listAgencies, nameInDirectory } from './store/agencies.ts'
export {
  absentPositionsOf,
  findPost,
  listMandates,
  listPosts,
  listUnits,
  type MandateRow,
  type PostCard,
  type UnitRow,
} from './store/posts.ts'
