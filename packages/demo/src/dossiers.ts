import type { SeatIds } from './people/posts.ts'
import { idSequence } from './random.ts'
import type { DemoDocument } from './threads/types.ts'
import type { Day, Dossier, DossierPlan, Moment, Position, Unit } from './types.ts'

/** Dossiers of the desks' own agencies: unit by unit, in the order of the year's list (Decree 30, Art 28 and 29). */
interface Sketch {
  readonly seat: string
  readonly title: string
  /** null = vĩnh viễn */
  readonly years: number | null
  readonly startedOn: Day
  readonly closedOn?: Day
  /** What of the agency's letters and arrivals belongs to the matter. */
  readonly about: RegExp
}

const CNTT = 'so-ttt|head:CNTT'
const SKETCHES: readonly Sketch[] = [
  {
    seat: CNTT,
    title: 'Xây dựng Kế hoạch chuyển đổi số tỉnh Bến Tre năm 2022',
    years: null,
    startedOn: '2021-10-04',
    about: /kế hoạch chuyển đổi số/iu,
  },
  {
    seat: CNTT,
    title: 'Tổ công nghệ số cộng đồng trên địa bàn tỉnh',
    years: 10,
    startedOn: '2021-09-06',
    about: /tổ công nghệ số cộng đồng/iu,
  },
  {
    seat: 'so-ttt|officer:CNTT:1',
    title: 'Cấp, gia hạn, thu hồi chứng thư số và SIM ký số năm 2021',
    years: 10,
    startedOn: '2021-01-11',
    about: /chứng thư số|SIM ký số/iu,
  },
  {
    seat: 'so-ttt|officer:CNTT:1',
    title: 'Gửi, nhận văn bản điện tử giữa các cơ quan năm 2021',
    years: 10,
    startedOn: '2021-01-11',
    closedOn: '2021-12-15',
    about: /gửi, nhận văn bản điện tử/iu,
  },
  {
    seat: 'so-ttt|office',
    title: 'Báo cáo công tác thông tin và truyền thông hằng tháng năm 2021',
    years: 20,
    startedOn: '2021-02-01',
    about: /công tác thông tin và truyền thông tháng/iu,
  },
  {
    seat: 'so-ttt|office',
    title: 'Đào tạo, bồi dưỡng cán bộ, công chức năm 2022',
    years: 10,
    startedOn: '2021-11-01',
    about: /đào tạo, bồi dưỡng/iu,
  },
  {
    seat: 'ubnd-tinh|office',
    title: 'Chuẩn bị Tết Nguyên đán Nhâm Dần năm 2022',
    years: 10,
    startedOn: '2021-12-01',
    about: /Tết Nguyên đán Nhâm Dần/iu,
  },
  {
    seat: 'ubnd-tinh|office',
    title: 'Theo dõi việc thực hiện kết luận của Chủ tịch Ủy ban nhân dân tỉnh năm 2021',
    years: 20,
    startedOn: '2021-01-04',
    about: /thực hiện kết luận của Chủ tịch/iu,
  },
  {
    seat: 'ubnd-tinh|clerk:1',
    title: 'Ứng phó hạn hán, xâm nhập mặn mùa khô 2021 - 2022',
    years: null,
    startedOn: '2021-10-18',
    about: /xâm nhập mặn|hạn, mặn/iu,
  },
  {
    seat: 'ubnd-tinh|clerk:1',
    title: 'Phòng, chống dịch COVID-19 trên địa bàn tỉnh năm 2021',
    years: null,
    startedOn: '2021-01-25',
    about: /COVID-19/iu,
  },
  {
    seat: 'ubnd-xa-thanh-tri-binh-dai|officer:ĐC-NN:1',
    title: 'Phòng, chống hạn mặn, trữ nước ngọt xã Thạnh Trị mùa khô 2021 - 2022',
    years: 20,
    startedOn: '2021-11-08',
    about: /hạn, xâm nhập mặn|thiếu nước ngọt/iu,
  },
  {
    seat: 'ubnd-xa-thanh-tri-binh-dai|clerk:1',
    title: 'Báo cáo kinh tế - xã hội xã Thạnh Trị năm 2021',
    years: null,
    startedOn: '2021-06-01',
    about: /kinh tế - xã hội/iu,
  },
]
const PLANS: readonly { seat: string; basis: string; approvedAt: Moment }[] = [
  {
    seat: 'so-ttt|head',
    basis: 'Quyết định số 05/QĐ-STTTT ngày 08/01/2021',
    approvedAt: '2021-01-08T09:00:00+07:00',
  },
]
/** A dossier of the demo stays one that a person can read through. */
const MOST = 24

export function buildDossiers(
  seats: ReadonlyMap<string, SeatIds>,
  positions: readonly Position[],
  units: readonly Unit[],
  documents: readonly DemoDocument[],
): { dossiers: Dossier[]; dossierPlans: DossierPlan[] } {
  const nextId = idSequence('dossier')
  const unitOf = new Map(positions.map((row) => [row.id, units.find((unit) => unit.id === row.unitId)]))
  const numbers = new Map<string, number>()
  const dossiers = SKETCHES.map((sketch): Dossier => {
    const seat = seatOf(seats, sketch.seat)
    const unit = unitOf.get(seat.positionId)
    const key = `${seat.agencyId}/${unit?.id ?? ''}`
    const number = (numbers.get(key) ?? 0) + 1
    numbers.set(key, number)
    return {
      id: nextId(`${sketch.seat}/${sketch.title}`),
      agencyId: seat.agencyId,
      unitId: unit?.id ?? null,
      number,
      symbol: `${String(number).padStart(2, '0')}.${unit?.abbreviation ?? 'VP'}`,
      heading: unit?.name ?? 'Văn phòng',
      title: sketch.title,
      retentionYears: sketch.years,
      responsiblePositionId: seat.positionId,
      startedOn: sketch.startedOn,
      closedOn: sketch.closedOn ?? null,
      documents: documentsOf(sketch, seat.agencyId, documents),
    }
  })
  return {
    dossiers,
    dossierPlans: PLANS.map(({ seat, ...plan }) => {
      const { agencyId, positionId } = seatOf(seats, seat)
      return { agencyId, positionId, year: 2021, ...plan }
    }),
  }
}

function seatOf(seats: ReadonlyMap<string, SeatIds>, key: string): SeatIds {
  const found = seats.get(key)
  if (!found) throw new Error(`no such seat: ${key}`)
  return found
}

/** What is issued by the agency, or has come and been dealt with there, in the order of its day. */
function documentsOf(
  sketch: Sketch,
  agencyId: string,
  documents: readonly DemoDocument[],
): Dossier['documents'] {
  const last = sketch.closedOn ?? '2021-12-17'
  const found = documents.flatMap((document) => {
    if (document.state !== 'issued' || !document.issuedOn || !sketch.about.test(document.subject)) return []
    if (document.issuedOn < sketch.startedOn || document.issuedOn > last) return []
    if (document.issuerAgencyId === agencyId)
      return [
        {
          documentId: document.id,
          own: true,
          at: document.issuedAt ?? `${document.issuedOn}T16:00:00+07:00`,
        },
      ]
    const arrival = document.deliveries.find((row) => row.agencyId === agencyId)
    if (arrival?.state !== 'completed' || !arrival.completedAt) return []
    return [{ documentId: document.id, own: false, at: arrival.completedAt }]
  })
  return found.sort((a, b) => a.at.localeCompare(b.at)).slice(0, MOST)
}
