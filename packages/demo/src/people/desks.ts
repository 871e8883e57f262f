import { idSequence } from '../random.ts'
import type { Desk } from '../types.ts'
import type { SeatIds } from './posts.ts'

/** The desks of "Dùng thử với chức danh", in the order shown. */
const DESKS: readonly { code: string; label: string; seat: string; blurb: Desk['blurb'] }[] = [
  { code: 'chu-tich-tinh', label: 'Chủ tịch UBND tỉnh', seat: 'ubnd-tinh|head', blurb: 'to-sign' },
  {
    code: 'chanh-vp-ubnd-tinh',
    label: 'Chánh Văn phòng UBND tỉnh',
    seat: 'ubnd-tinh|office',
    blurb: 'to-distribute',
  },
  {
    code: 'van-thu-ubnd-tinh',
    label: 'Văn thư Văn phòng UBND tỉnh',
    seat: 'ubnd-tinh|clerk:1',
    blurb: 'to-issue',
  },
  { code: 'giam-doc-stttt', label: 'Giám đốc Sở TT&TT', seat: 'so-ttt|head', blurb: 'to-sign' },
  { code: 'pho-giam-doc-stttt', label: 'Phó Giám đốc Sở TT&TT', seat: 'so-ttt|deputy:1', blurb: 'to-sign' },
  {
    code: 'chanh-vp-stttt',
    label: 'Chánh Văn phòng Sở TT&TT',
    seat: 'so-ttt|office',
    blurb: 'to-distribute',
  },
  {
    code: 'truong-phong-cntt',
    label: 'Trưởng phòng Công nghệ thông tin, Sở TT&TT',
    seat: 'so-ttt|head:CNTT',
    blurb: 'to-review',
  },
  {
    code: 'chuyen-vien-cntt',
    label: 'Chuyên viên Phòng Công nghệ thông tin, Sở TT&TT',
    seat: 'so-ttt|officer:CNTT:1',
    blurb: 'to-do',
  },
  { code: 'van-thu-stttt', label: 'Văn thư Sở TT&TT', seat: 'so-ttt|clerk:1', blurb: 'to-register' },
  {
    code: 'van-thu-binh-dai',
    label: 'Văn thư UBND huyện Bình Đại',
    seat: 'ubnd-huyen-binh-dai|clerk:1',
    blurb: 'to-register',
  },
  {
    code: 'chu-tich-thanh-tri',
    label: 'Chủ tịch UBND xã Thạnh Trị',
    seat: 'ubnd-xa-thanh-tri-binh-dai|head',
    blurb: 'to-sign',
  },
  {
    code: 'van-thu-thanh-tri',
    label: 'Công chức Văn phòng – Thống kê (kiêm văn thư), UBND xã Thạnh Trị',
    seat: 'ubnd-xa-thanh-tri-binh-dai|clerk:1',
    blurb: 'to-register',
  },
  {
    code: 'dia-chinh-thanh-tri',
    label: 'Công chức Địa chính – Nông nghiệp, UBND xã Thạnh Trị',
    seat: 'ubnd-xa-thanh-tri-binh-dai|officer:ĐC-NN:1',
    blurb: 'to-do',
  },
  {
    code: 'van-thu-tinh-uy',
    label: 'Văn thư Văn phòng Tỉnh ủy',
    seat: 'vp-tinh-uy|clerk:1',
    blurb: 'to-register',
  },
  { code: 'quan-tri', label: 'Quản trị hệ thống', seat: 'tt-cntt-tt|admin:1', blurb: 'to-administer' },
]

export const buildDesks = (seats: ReadonlyMap<string, SeatIds>): Desk[] => {
  const nextId = idSequence('desk')
  return DESKS.map(({ code, label, seat, blurb }) => {
    const ids = seats.get(seat)
    if (!ids) throw new Error(`no such seat: ${seat}`)
    return { id: nextId(code), code, label, positionId: ids.positionId, personId: ids.personId, blurb }
  })
}
