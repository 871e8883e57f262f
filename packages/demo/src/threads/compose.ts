import { addWorkingDays } from '../calendar.ts'
import type { Draft } from './expand.ts'
import { THEMES } from './themes/index.ts'
import type { Theme } from './themes/theme.ts'
import type { Block } from './types.ts'
import {
  citation,
  fill,
  filledSubject,
  issuerInText,
  longDate,
  lowerFirst,
  partyDate,
  typeOf,
} from './words.ts'

const some = (draft: Draft, items: readonly string[], count: number, scaled = false): string[] => {
  const rest = [...items]
  const taken: string[] = []
  while (taken.length < count && rest.length > 0)
    taken.push(...rest.splice(draft.random.int(0, rest.length - 1), 1))
  return items.filter((item) => taken.includes(item)).map((item) => fill(item, draft, scaled))
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const clauses = (lines: readonly string[]): Block[] =>
  lines.map((text, i) => ({ kind: 'clause', label: `${i + 1}.`, text }))
const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })

const isParty = (draft: Draft): boolean => draft.issuer?.agency.layoutRegime === 'party'
/** How a letter leans on what it cites: it carries out an order, weighs a submission, rests on a report. */
const leaning = (draft: Draft): string => {
  const first = draft.parent ?? draft.cites[0]
  const type = first ? typeOf(first) : ''
  if (type === 'TTr') return 'Xét'
  if (type === 'GM') return 'Theo'
  return type === 'BC' || type === 'TB' || type === 'PA' ? 'Căn cứ' : 'Thực hiện'
}
const sources = (draft: Draft): string[] =>
  [...(draft.parent ? [draft.parent] : []), ...draft.cites].map(citation)
const issuer = (draft: Draft): string =>
  draft.issuer ? issuerInText(draft.issuer) : (draft.external?.name ?? '')
const dueText = (draft: Draft): string | null => {
  const { due } = draft.step
  return due ? (isParty(draft) ? partyDate(due) : longDate(due)) : null
}

const opening = (draft: Draft, theme: Theme): Block => {
  const cited = sources(draft)
  if (cited.length > 0)
    return paragraph(
      `${leaning(draft)} ${cited.join('; ')}, ${issuer(draft)} ${directive(draft) ? 'đề nghị các cơ quan, địa phương thực hiện các nội dung sau:' : 'báo cáo như sau:'}`,
    )
  return paragraph(some(draft, theme.context, 1)[0] ?? '')
}

const TOP_DOWN = new Set(['CT', 'CĐ', 'HD', 'KH'])
const directive = (draft: Draft): boolean => draft.step.due !== undefined || TOP_DOWN.has(typeOf(draft))

const addressed = (draft: Draft): string =>
  draft.groups.length > 0 && draft.groups.length <= 2
    ? draft.groups
        .map(({ fullText }) => (fullText.startsWith('Các ') ? lowerFirst(fullText) : fullText))
        .join(', ')
    : 'các cơ quan, địa phương'

/** "lịch đóng, mở cống" names a thing, "rà soát hộ dân" an act: the sentence around them differs. */
const NOUN = /^(lịch|kế hoạch|phương án|dự toán|chế độ|quyết toán|tình hình|dữ liệu)/
const aim = (draft: Draft): string => {
  const subject = lowerFirst(filledSubject(draft)).replace(/^về việc /, '')
  return NOUN.test(subject) ? `Về ${subject}` : `Nhằm thực hiện tốt việc ${subject}`
}

/** Công văn that asks others to act. */
const directiveLetter = (draft: Draft, theme: Theme): Block[] => {
  const due = dueText(draft)
  const lead =
    sources(draft).length > 0
      ? [opening(draft, theme)]
      : [
          ...some(draft, theme.context, 1).map(paragraph),
          paragraph(
            `${aim(draft)}, ${issuer(draft)} đề nghị ${addressed(draft)} thực hiện một số nội dung sau:`,
          ),
        ]
  return [
    ...lead,
    ...clauses(some(draft, theme.tasks, draft.random.int(3, 4))),
    ...(due
      ? [paragraph(`Kết quả thực hiện báo cáo về ${issuer(draft)} trước ${due} để theo dõi, tổng hợp.`)]
      : []),
    paragraph(
      'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh để được xem xét, giải quyết',
    ),
  ]
}

/** The provincial Office passes a request on to who must act: the commonest letter of its register. */
const dispatch = (draft: Draft): Block[] => {
  const { random } = draft
  const subject = filledSubject(draft)
  const commune = /xã (\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*)/u.exec(subject)?.[1]
  const citizen = /công dân|phản ánh|đơn |khiếu nại/.test(subject)
  const asker = citizen
    ? 'đơn của công dân'
    : commune
      ? `văn bản của Ủy ban nhân dân xã ${commune}`
      : 'văn bản của cơ quan, đơn vị'
  const day = draft.step.due ?? addWorkingDays(draft.day ?? '2021-12-20', 10)
  const actor = addressed(draft)
  const last = random.pick([
    'Trường hợp vượt thẩm quyền, tham mưu, đề xuất Ủy ban nhân dân tỉnh xem xét, quyết định.',
    'Trong quá trình kiểm tra, lắng nghe ý kiến của nhân dân địa phương; thực hiện đúng trình tự, thủ tục theo quy định của pháp luật.',
    'Chủ động cân đối trong nguồn kinh phí được giao, không để phát sinh nợ đọng.',
  ])
  return [
    paragraph(
      `Ủy ban nhân dân tỉnh nhận được ${asker} về việc ${subject}. Sau khi xem xét, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:`,
    ),
    ...clauses([
      `Giao ${actor} chủ trì, phối hợp với ${random.pick(['Sở Tài chính', 'Sở Kế hoạch và Đầu tư', 'các cơ quan có liên quan'])}${commune ? ` và Ủy ban nhân dân xã ${commune}` : ''} kiểm tra thực tế, xem xét nội dung nêu trên.`,
      `Trả lời cho ${citizen ? 'công dân' : 'cơ quan, địa phương'} biết và báo cáo kết quả về Ủy ban nhân dân tỉnh trước ${longDate(day)}.`,
      last,
    ]),
    paragraph(`Đề nghị ${actor} khẩn trương thực hiện`),
  ]
}

/** Công văn that answers. */
const answerLetter = (draft: Draft, theme: Theme): Block[] => {
  const cited = sources(draft)
  const first =
    cited.length > 0
      ? `Phúc đáp ${cited.join('; ')}, ${issuer(draft)} có ý kiến như sau:`
      : `${issuer(draft)} thông tin đến quý cơ quan về ${theme.matter} như sau:`
  return [
    paragraph(first),
    ...clauses([
      /góp ý/.test(draft.step.subject)
        ? 'Cơ bản thống nhất với bố cục và nội dung dự thảo; đề nghị bổ sung phân công trách nhiệm, thời gian hoàn thành cho từng nhiệm vụ.'
        : `Đơn vị đã triển khai ${theme.matter} theo đúng nội dung yêu cầu.`,
      ...some(draft, theme.results, 2, true),
      ...some(draft, theme.next, 1),
    ]),
    paragraph(`${issuer(draft)} kính gửi quý cơ quan tổng hợp`),
  ]
}

const report = (draft: Draft, theme: Theme): Block[] => [
  ...(sources(draft).length > 0
    ? [paragraph(`${leaning(draft)} ${sources(draft).join('; ')}, ${issuer(draft)} báo cáo kết quả như sau:`)]
    : [paragraph(`${issuer(draft)} báo cáo ${lowerFirst(filledSubject(draft))} như sau:`)]),
  heading('I. TÌNH HÌNH, KẾT QUẢ THỰC HIỆN'),
  ...clauses(some(draft, theme.results, draft.random.int(3, 5), true)),
  heading('II. KHÓ KHĂN, HẠN CHẾ'),
  ...some(draft, theme.difficulties, draft.random.int(1, 2)).map((text): Block => ({ kind: 'dash', text })),
  heading('III. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI'),
  ...clauses(some(draft, theme.next, draft.random.int(2, 3))),
  paragraph(`Trên đây là báo cáo ${lowerFirst(filledSubject(draft))}, ${issuer(draft)} kính báo cáo`),
]

const plan = (draft: Draft, theme: Theme): Block[] => [
  ...(sources(draft).length > 0
    ? [
        paragraph(
          `${leaning(draft)} ${sources(draft).join('; ')}, ${issuer(draft)} xây dựng kế hoạch như sau:`,
        ),
      ]
    : some(draft, theme.context, 1).map(paragraph)),
  heading('I. MỤC ĐÍCH, YÊU CẦU'),
  ...clauses(some(draft, theme.goals, draft.random.int(2, 3))),
  heading('II. NỘI DUNG THỰC HIỆN'),
  ...clauses(some(draft, theme.tasks, draft.random.int(4, 5))),
  heading('III. TỔ CHỨC THỰC HIỆN'),
  paragraph(
    `Các cơ quan, đơn vị, địa phương căn cứ chức năng, nhiệm vụ tổ chức thực hiện kế hoạch này${dueText(draft) ? `; báo cáo kết quả về ${issuer(draft)} trước ${dueText(draft)}` : ''}.`,
  ),
  paragraph(
    'Kinh phí thực hiện được bố trí trong dự toán ngân sách hằng năm và các nguồn huy động hợp pháp khác theo quy định',
  ),
]

const decision = (draft: Draft, theme: Theme): Block[] => [
  {
    kind: 'legal-basis',
    lines: [
      ...theme.grounds,
      ...sources(draft).map((text) => (text.startsWith('Tờ trình') ? `Xét ${text}` : `Căn cứ ${text}`)),
      proposal(draft),
    ],
  },
  { kind: 'enacting', text: 'QUYẾT ĐỊNH:' },
  { kind: 'article', label: 'Điều 1.', text: `${decided(draft)}.` },
  { kind: 'article', label: 'Điều 2.', text: secondArticle(draft, theme) },
  {
    kind: 'article',
    label: 'Điều 3.',
    text: 'Thủ trưởng các cơ quan, đơn vị và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký',
  },
]

const secondArticle = (draft: Draft, theme: Theme): string => {
  if (/thành lập Tổ/.test(draft.step.subject))
    return `Tổ có nhiệm vụ: ${lowerFirst(some(draft, theme.tasks, 1)[0] ?? '')}`
  if (/kinh phí|dự toán|vốn/.test(draft.step.subject))
    return 'Các cơ quan, đơn vị được giao quản lý, sử dụng kinh phí đúng mục đích, tiết kiệm, hiệu quả và thanh quyết toán theo quy định.'
  return 'Các cơ quan, đơn vị có liên quan căn cứ chức năng, nhiệm vụ tổ chức thực hiện nội dung tại Điều 1; kịp thời báo cáo khi có khó khăn, vướng mắc.'
}

const proposal = (draft: Draft): string => {
  const family = draft.issuer?.family
  if (family === 'communeCommittee') return 'Theo đề nghị của công chức Văn phòng - Thống kê'
  if (family === 'districtCommittee')
    return 'Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân'
  return family === 'committee'
    ? 'Theo đề nghị của Thủ trưởng cơ quan chủ trì'
    : 'Theo đề nghị của Chánh Văn phòng'
}

/** "Về việc thành lập Tổ …" decides: "Thành lập Tổ …". */
const decided = (draft: Draft): string => {
  const act = filledSubject(draft).replace(/^Về việc /, '')
  return act.charAt(0).toUpperCase() + act.slice(1)
}

const notice = (draft: Draft, theme: Theme): Block[] => {
  const subject = lowerFirst(filledSubject(draft))
  const concludes = subject.startsWith('kết luận')
  const lead = concludes
    ? `Sau khi nghe báo cáo và ý kiến thảo luận của các đại biểu, ${issuer(draft)} thông báo ${subject} như sau:`
    : `${sources(draft).length > 0 ? `Căn cứ ${sources(draft).join('; ')}, ` : ''}${issuer(draft)} thông báo ${subject} như sau:`
  return [
    paragraph(lead),
    ...clauses(
      concludes
        ? some(draft, theme.tasks, 4)
        : [...some(draft, theme.results, 2, true), ...some(draft, theme.tasks, 2)],
    ),
    paragraph(`${issuer(draft)} thông báo để các cơ quan, đơn vị, địa phương biết, thực hiện`),
  ]
}

const submission = (draft: Draft, theme: Theme): Block[] => [
  ...some(draft, theme.context, 1).map(paragraph),
  paragraph(
    sources(draft).length > 0
      ? `${leaning(draft)} ${sources(draft).join('; ')}, ${issuer(draft)} kính trình cấp có thẩm quyền xem xét ${lowerFirst(filledSubject(draft)).replace(/^về việc /, '')} với các nội dung chủ yếu sau:`
      : `${issuer(draft)} kính trình ${lowerFirst(filledSubject(draft))} với các nội dung chủ yếu sau:`,
  ),
  ...clauses([...some(draft, theme.goals, 1), ...some(draft, theme.tasks, 3)]),
  paragraph(`${issuer(draft)} kính trình xem xét, quyết định`),
]

const invitation = (draft: Draft, theme: Theme): Block[] => {
  const when = addWorkingDays(draft.day ?? '2021-12-20', draft.random.int(2, 3))
  const hall =
    draft.issuer?.agency.code === 'ubnd-tinh'
      ? 'Phòng họp số 1, Văn phòng Ủy ban nhân dân tỉnh, kết hợp trực tuyến đến các huyện, thành phố'
      : `Hội trường ${issuer(draft)}`
  return [
    paragraph(
      `${issuer(draft)} trân trọng kính mời: ${draft.groups.map(({ fullText }) => `đại diện lãnh đạo ${fullText.startsWith('Các ') ? lowerFirst(fullText) : fullText}`).join('; ')}.`,
    ),
    {
      kind: 'facts',
      items: [
        { label: 'Nội dung', text: filledSubject(draft).replace(/^(Họp|Dự) /, (word) => word) },
        {
          label: 'Thời gian',
          text: `${draft.random.pick(['07 giờ 30', '08 giờ 00', '13 giờ 30', '14 giờ 00'])}, ${longDate(when)}`,
        },
        { label: 'Địa điểm', text: hall },
      ],
    },
    paragraph(`Đề nghị đại biểu chuẩn bị ý kiến về ${theme.matter} và dự đúng thành phần, đúng thời gian`),
  ]
}

const ordered = (draft: Draft, theme: Theme): Block[] => [
  ...some(draft, theme.context, 2).map(paragraph),
  paragraph(
    `${typeOf(draft) === 'CT' ? 'Để thực hiện có hiệu quả' : 'Trước tình hình đó, để thực hiện tốt'} ${theme.matter}, ${issuer(draft)} yêu cầu Thủ trưởng các sở, ban, ngành tỉnh, Chủ tịch Ủy ban nhân dân các huyện, thành phố thực hiện:`,
  ),
  ...clauses(some(draft, theme.tasks, 5)),
  paragraph(
    `${dueText(draft) ? `Báo cáo kết quả trước ${dueText(draft)}. ` : ''}Yêu cầu các cơ quan, địa phương nghiêm túc triển khai thực hiện`,
  ),
]

const guidance = (draft: Draft, theme: Theme): Block[] => [
  paragraph(
    `Để thống nhất thực hiện trên địa bàn, ${issuer(draft)} hướng dẫn ${lowerFirst(filledSubject(draft))} như sau:`,
  ),
  heading('I. YÊU CẦU CHUNG'),
  ...clauses(some(draft, theme.goals, 2)),
  heading('II. NỘI DUNG HƯỚNG DẪN'),
  ...clauses(some(draft, theme.tasks, 4)),
  paragraph(
    'Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn, bổ sung',
  ),
]

const BUILDERS: Readonly<Record<string, (draft: Draft, theme: Theme) => Block[]>> = {
  BC: report,
  KH: plan,
  PA: plan,
  QĐ: decision,
  TB: notice,
  TTr: submission,
  GM: invitation,
  CT: ordered,
  CĐ: ordered,
  HD: guidance,
}

/** The last paragraph ends with "./." in Decree 30 and with "." in the Party's letters. */
const closed = (blocks: readonly Block[], end: string): Block[] => {
  const last = blocks.at(-1)
  if (!last || !('text' in last)) return [...blocks]
  return [...blocks.slice(0, -1), { ...last, text: `${last.text.replace(/[./]+$/, '')}${end}` }]
}

/** Which letter a công văn is: an order, an answer, or a request passed on. */
const letterKind = (draft: Draft): ((draft: Draft, theme: Theme) => Block[]) => {
  const provincial =
    draft.issuer?.family === 'committee' && draft.groups.length === 1 && draft.groups[0]?.members.length === 1
  if (provincial && !draft.parent) return dispatch
  return directive(draft) || !draft.parent ? directiveLetter : answerLetter
}

export const composeBody = (draft: Draft): Block[] => {
  const end = isParty(draft) ? '.' : './.'
  if (draft.step.body) return closed(draft.step.body, end)
  const theme = THEMES[draft.step.theme ?? draft.thread.theme]
  return closed((BUILDERS[typeOf(draft)] ?? letterKind(draft))(draft, theme), end)
}
