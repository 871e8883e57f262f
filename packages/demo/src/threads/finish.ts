import type { SeatIds } from '../people/posts.ts'
import { hash32 } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Mandate } from '../types.ts'
import { composeBody } from './compose.ts'
import { moment } from './deliver.ts'
import { type Draft, LAST_DAY } from './expand.ts'
import type { Block, Check, Delivery, DemoDocument, RecipientLine } from './types.ts'
import { filledSubject, symbolOf, typeOf, unitOf } from './words.ts'
import type { World } from './world.ts'

interface Context {
  readonly threadId: string
  readonly seriesId: string | null
  readonly deliveries: readonly Delivery[]
  idOf(draft: Draft): string
}

const UPWARD = new Set(['TTr', 'BC'])
const ADDRESSED = new Set(['', 'CV', 'TTr', 'GM'])

const signerSeat = (world: World, draft: Draft, plan: AgencyPlan): SeatIds => {
  const wanted = draft.step.signer
  if (wanted) return world.seat(plan, wanted, 'head')
  const roll = hash32(`signer:${draft.key}`) % 10
  // Only the head and the first deputy sign unless the script names another: each signer needs a certificate.
  const byDeputy =
    roll < 4 && plan.family !== 'districtDivision' && !['CT', 'CĐ', 'QĐ'].includes(typeOf(draft))
  return world.seat(plan, byDeputy ? 'deputy:1' : 'head', 'head')
}

/** A chairman decides and telegraphs in his own name; otherwise the mandate that covers the type. */
const mandateFor = (world: World, seat: SeatIds, type: string): Mandate => {
  const all = world.mandates.get(seat.positionId) ?? []
  const own = ['QĐ', 'CĐ'].includes(type)
    ? all.find(({ form, types }) => form === 'HEAD' && types.includes(type))
    : undefined
  const found = own ?? all.find(({ types }) => types.includes('*') || types.includes(type)) ?? all[0]
  if (!found) throw new Error(`no mandate for ${type} at ${seat.positionId}`)
  return found
}

const upper = (text: string): string => text.toUpperCase()

/** The line above a decision's grounds and a telegram's text. */
const authorityOf = (plan: AgencyPlan, type: string, form: Mandate['form']): string | null => {
  if (type !== 'QĐ' && type !== 'CĐ') return null
  const name = upper(plan.agency.name)
  if (form !== 'HEAD') return type === 'CĐ' ? `${name} điện:` : name
  const head = plan.agency.name.startsWith('Ủy ban nhân dân')
    ? 'CHỦ TỊCH'
    : plan.agency.name.startsWith('Sở')
      ? 'GIÁM ĐỐC'
      : 'THỦ TRƯỞNG'
  return type === 'CĐ' ? `${head} ${name} điện:` : `${head} ${name}`
}

const recipientLines = (draft: Draft, plan: AgencyPlan, body: readonly Block[]): RecipientLine[] => {
  const lastArticle = body.findLast(({ kind }) => kind === 'article')
  const execution = lastArticle && 'label' in lastArticle ? lastArticle.label.replace('.', '') : 'Điều 3'
  const type = typeOf(draft)
  const party = plan.agency.layoutRegime === 'party'
  const lines: RecipientLine[] = []
  const local = (text: string, agencyIds: readonly string[], note?: string): RecipientLine => ({
    text,
    agencyIds,
    channel: 'local',
    ...(note ? { note } : {}),
  })
  if (ADDRESSED.has(type) || UPWARD.has(type))
    lines.push(
      local(
        'Như trên',
        draft.groups.flatMap(({ members }) => members.map(({ agency }) => agency.id)),
      ),
    )
  else if (type === 'QĐ') lines.push({ text: `Như ${execution}`, agencyIds: [], channel: 'none' })
  if (!ADDRESSED.has(type) && !UPWARD.has(type)) {
    for (const { shortText, members } of draft.groups)
      lines.push(
        local(
          shortText,
          members.map(({ agency }) => agency.id),
        ),
      )
  }
  for (const name of draft.outside) lines.push({ text: name, agencyIds: [], channel: 'post' })
  for (const { shortText, members } of draft.info)
    lines.push(
      local(
        `${shortText} (để b/c)`,
        members.map(({ agency }) => agency.id),
        'để b/c',
      ),
    )
  if (plan.family === 'committee')
    lines.push({ text: 'CT, các PCT UBND tỉnh', agencyIds: [], channel: 'none' })
  lines.push({
    text: party ? `Lưu ${partyOffice(plan)}` : `Lưu: VT${unitOf(draft) ? `, ${unitOf(draft)}` : ''}`,
    agencyIds: [],
    channel: 'none',
  })
  return lines
}

const partyOffice = (plan: AgencyPlan): string => {
  if (plan.agency.code === 'tinh-uy' || plan.agency.code === 'vp-tinh-uy') return 'Văn phòng Tỉnh ủy'
  if (plan.family === 'districtParty')
    return `Văn phòng ${plan.agency.name.startsWith('Thành') ? 'Thành ủy' : 'Huyện ủy'}`
  return plan.family === 'communeParty' ? 'Văn phòng Đảng ủy' : 'Văn thư'
}

const addresseesOf = (draft: Draft): string[] => {
  const type = typeOf(draft)
  if (!ADDRESSED.has(type) && !UPWARD.has(type)) return []
  return [...draft.groups.map(({ fullText }) => fullText), ...draft.outside]
}

type Checks = Pick<DemoDocument, 'checks' | 'pendingChecks'>

/** Where the two checks of Art 12 stand: made the day it was signed, made on the eve of the story, or still asked. */
const checksOf = (world: World, draft: Draft, plan: AgencyPlan): Checks => {
  if (draft.step.waiting === 'draft') return { checks: [], pendingChecks: [] }
  const content = world.seat(plan, `head:${unitOf(draft)}`, 'office-deputy:1', 'deputy:1', 'clerk:1')
  const format = world.seat(plan, 'office', 'clerk:1')
  const asked = (check: Check['check'], { positionId, personId }: SeatIds) => ({
    check,
    positionId,
    personId,
  })
  const pair = [asked('content', content), asked('format', format)] as const
  if (draft.step.waiting === 'in-review') return { checks: [], pendingChecks: pair }
  const day = draft.day ?? draft.step.preparedOn ?? LAST_DAY
  const start = draft.day ? draft.minute - 90 : draft.minute
  const times = [Math.max(420, start), Math.max(430, start + 25)] as const
  return {
    checks: pair.map((check, i) => ({ ...check, at: moment(day, times[i] ?? 430) })),
    pendingChecks: [],
  }
}

const externalLines = (draft: Draft): RecipientLine[] => {
  const local = (text: string, agencyIds: readonly string[]): RecipientLine => ({
    text,
    agencyIds,
    channel: 'local',
  })
  const ids = draft.recipients.map(({ agency }) => agency.id)
  const first = ADDRESSED.has(typeOf(draft))
    ? [local('Như trên', ids)]
    : draft.groups.map(({ shortText, members }) =>
        local(
          shortText,
          members.map(({ agency }) => agency.id),
        ),
      )
  return [...first, { text: 'Lưu: VT', agencyIds: [], channel: 'none' }]
}

const external = (draft: Draft, context: Context): DemoDocument => ({
  ...shared(draft, context),
  header: {
    issuerName: draft.external?.name ?? '',
    parentName: draft.external?.parentName ?? null,
    place: draft.external?.place ?? '',
  },
  issuerAgencyId: null,
  externalIssuerId: draft.external?.id ?? null,
  regime: 'nd30',
  symbol: draft.step.external?.symbol ?? '',
  unitSymbol: '',
  authority: null,
  addressees: addresseesOf(draft),
  recipients: externalLines(draft),
  signerPositionId: null,
  signerPersonId: null,
  signerName: 'Nguyễn Văn Thành',
  signerTitle: 'Giám đốc',
  mandateId: null,
  mandateForm: 'HEAD',
  blockLines: draft.external?.parentName ? ['GIÁM ĐỐC'] : ['KT. BỘ TRƯỞNG', 'THỨ TRƯỞNG'],
  drafterPositionId: null,
  drafterPersonId: null,
  checks: [],
  pendingChecks: [],
  signedAt: null,
  clerkPositionId: null,
  state: 'issued',
})

const shared = (draft: Draft, context: Context) => ({
  id: context.idOf(draft),
  key: draft.key,
  threadId: context.threadId,
  typeCode: typeOf(draft),
  number: draft.number,
  seriesId: context.seriesId,
  issuedOn: draft.day,
  subject: filledSubject(draft),
  body: composeBody(draft),
  recipientAgencyIds: draft.recipients.map(({ agency }) => agency.id),
  urgency: draft.step.urgency ?? 0,
  repliesTo: draft.parent ? context.idOf(draft.parent) : null,
  cites: draft.cites.map(context.idOf),
  issuedAt: draft.day ? moment(draft.day, draft.minute) : null,
  medium: draft.paper ? ('paper' as const) : ('electronic' as const),
  deliveries: context.deliveries,
})

export const finishDocument = (world: World, draft: Draft, context: Context): DemoDocument => {
  const plan = draft.issuer
  if (!plan) return external(draft, context)
  const type = typeOf(draft)
  const unit = unitOf(draft)
  const signer = signerSeat(world, draft, plan)
  const mandate = mandateFor(world, signer, type)
  const drafter = world.seat(
    plan,
    draft.step.drafter ?? '',
    `officer:${unit}:1`,
    `officer:${unit}:2`,
    'officer:chung:1',
    'officer:ĐC-NN:1',
    'officer:VP:1',
    'clerk:1',
  )
  const signed = draft.day !== null || draft.step.waiting === 'signed'
  const common = shared(draft, context)
  return {
    ...common,
    header: {
      issuerName: plan.agency.nameOnPaper,
      parentName: plan.agency.parentNameOnPaper,
      place: plan.agency.seatPlace,
    },
    issuerAgencyId: plan.agency.id,
    externalIssuerId: null,
    regime: plan.agency.layoutRegime,
    symbol: symbolOf(plan, type, unit),
    unitSymbol: unit,
    authority: authorityOf(plan, type, mandate.form),
    addressees: addresseesOf(draft),
    recipients: recipientLines(draft, plan, common.body),
    signerPositionId: signer.positionId,
    signerPersonId: signer.personId,
    signerName: world.person.get(signer.personId)?.fullName ?? '',
    signerTitle: world.position.get(signer.positionId)?.title ?? '',
    mandateId: mandate.id,
    mandateForm: mandate.form,
    blockLines: mandate.blockLines,
    drafterPositionId: drafter.positionId,
    drafterPersonId: drafter.personId,
    ...checksOf(world, draft, plan),
    signedAt: signed
      ? moment(draft.day ?? LAST_DAY, draft.day ? Math.max(450, draft.minute - 25) : draft.minute + 32)
      : null,
    clerkPositionId: world.seat(plan, 'clerk:1').positionId,
    state: draft.step.waiting ?? 'issued',
  }
}
