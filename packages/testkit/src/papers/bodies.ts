// Who issues: the letterhead of every level, State, Party and mass organisations, with its signer.

import type { Random } from './random.ts'
import { DEPARTMENTS, PROVINCES, type Province } from './words.ts'

export interface Sender {
  parent: string[]
  issuer: string[]
  abbr: string
  /** Units that draft: the tail of an official letter's symbol. */
  units: readonly string[]
  place: string
  area: string
  head: string
  /** Lines before the head's position when signing for a collective. */
  collective: string | null
  party: boolean
  committee: boolean
  lastLine: string
}

const up = (text: string): string => text.toUpperCase()

function provinceLines(p: Province, random: Random): string[] {
  const whole = `${p.kind === 'thành phố' ? random.pick(['THÀNH PHỐ', 'TP.']) : 'TỈNH'} ${up(p.name)}`
  return random.chance(0.6) ? ['ỦY BAN NHÂN DÂN', whole] : [`UBND ${whole}`]
}

const base = (
  p: Province,
): Pick<Sender, 'place' | 'area' | 'party' | 'committee' | 'collective' | 'lastLine'> => ({
  place: p.seat,
  area: p.kind === 'thành phố' ? 'Thành phố' : 'tỉnh',
  party: false,
  committee: false,
  collective: null,
  lastLine: 'Lưu: VT',
})

function provinceCommittee(p: Province, random: Random): Sender {
  const name = `${up(p.kind)} ${up(p.name)}`
  return {
    ...base(p),
    parent: [],
    issuer: ['ỦY BAN NHÂN DÂN', name],
    abbr: 'UBND',
    units: ['KGVX', 'TH', 'NC', 'KT', 'NN.MT', 'HCC'],
    head: 'Chủ tịch',
    collective: random.pick(['ỦY BAN NHÂN DÂN', 'UỶ BAN NHÂN DÂN']),
    committee: true,
  }
}

function council(p: Province): Sender {
  return {
    ...base(p),
    parent: [],
    issuer: ['HỘI ĐỒNG NHÂN DÂN', `${up(p.kind)} ${up(p.name)}`],
    abbr: 'HĐND',
    units: ['VP', 'TT'],
    head: 'Chủ tịch',
  }
}

function department(p: Province, random: Random): Sender {
  const d = random.pick(DEPARTMENTS)
  return {
    ...base(p),
    parent: provinceLines(p, random),
    issuer: up(random.chance(0.6) && d.split ? d.split : d.name).split('|'),
    abbr: d.abbr,
    units: ['VP', 'TCCB', 'CNTT', 'QLNS', 'TTr', 'KHTC'],
    head: d.head,
  }
}

function underDepartment(p: Province, random: Random): Sender {
  const [parent, issuer, abbr, head] = random.pick([
    ['Sở Nông nghiệp và Phát triển nông thôn', 'Chi cục Thủy lợi', 'CCTL', 'Chi cục trưởng'],
    ['Sở Nội vụ', 'Chi cục Văn thư - Lưu trữ', 'CCVTLT', 'Chi cục trưởng'],
    ['Sở Y tế', 'Trung tâm Kiểm soát bệnh tật', 'TTKSBT', 'Giám đốc'],
    ['Sở Y tế', 'Bệnh viện Đa khoa Nguyễn Đình Chiểu', 'BVNĐC', 'Giám đốc'],
    ['Sở Giáo dục và Đào tạo', 'Trường THPT Phan Thanh Giản', 'THPTPTG', 'Hiệu trưởng'],
    ['Sở Thông tin và Truyền thông', 'Trung tâm Công nghệ thông tin và Truyền thông', 'TTCNTT', 'Giám đốc'],
  ] as const)
  return { ...base(p), parent: [up(parent)], issuer: [up(issuer)], abbr, units: ['HC', 'KT', 'TCHC'], head }
}

function district(p: Province, random: Random): Sender {
  const d = random.pick(p.districts)
  const place = d.replace(/^(?:huyện|quận|thị xã|thành phố) /u, '')
  if (random.chance(0.5))
    return {
      ...base(p),
      place,
      area: d,
      parent: [],
      issuer: ['ỦY BAN NHÂN DÂN', up(d)],
      abbr: 'UBND',
      units: ['NV', 'TNMT', 'VP', 'TCKH'],
      head: 'Chủ tịch',
      collective: 'ỦY BAN NHÂN DÂN',
      committee: true,
    }
  const office = random.pick([
    ['Phòng Nội vụ', 'PNV'],
    ['Phòng Giáo dục và Đào tạo', 'PGDĐT'],
    ['Phòng Tài chính - Kế hoạch', 'PTCKH'],
    ['Phòng Kinh tế và Hạ tầng', 'PKTHT'],
  ] as const)
  const parent = random.chance(0.5) ? [`UBND ${up(d)}`] : ['ỦY BAN NHÂN DÂN', up(d)]
  return {
    ...base(p),
    place,
    area: d,
    parent,
    issuer: [up(office[0])],
    abbr: office[1],
    units: ['CCHC', 'CM', 'TH'],
    head: 'Trưởng phòng',
  }
}

function commune(p: Province, random: Random): Sender {
  const c = random.pick(p.communes)
  const place = c.replace(/^(?:xã|phường|thị trấn) /u, '')
  const parent = random.chance(0.25) ? [`UBND ${up(random.pick(p.districts))}`] : []
  const issuer =
    parent.length > 0
      ? [`UBND ${up(c)}`]
      : random.chance(0.7)
        ? ['ỦY BAN NHÂN DÂN', up(c)]
        : [`ỦY BAN NHÂN DÂN ${up(c)}`]
  return {
    ...base(p),
    place,
    area: c,
    parent,
    issuer,
    abbr: 'UBND',
    units: ['VP', 'KT', 'VHXH'],
    head: 'Chủ tịch',
    collective: 'ỦY BAN NHÂN DÂN',
    committee: true,
  }
}

function sector(p: Province, random: Random): Sender {
  const [parent, issuer, abbr, head] = random.pick([
    ['TỔNG CỤC THUẾ', `CỤC THUẾ ${up(p.kind)} ${up(p.name)}`, 'CTBTR', 'Cục trưởng'],
    ['BỘ CÔNG AN', `CÔNG AN ${up(p.kind)} ${up(p.name)}`, 'CAT', 'Giám đốc'],
    [`CÔNG AN ${up(p.kind)} ${up(p.name)}`, 'PHÒNG CẢNH SÁT PCCC VÀ CNCH', 'PCCC&CNCH', 'Trưởng phòng'],
    ['BẢO HIỂM XÃ HỘI VIỆT NAM', `BẢO HIỂM XÃ HỘI|${up(p.kind)} ${up(p.name)}`, 'BHXH', 'Giám đốc'],
    ['KHO BẠC NHÀ NƯỚC', `KHO BẠC NHÀ NƯỚC ${up(p.name)}`, 'KBNN', 'Giám đốc'],
    ['TỔNG CÔNG TY ĐIỆN LỰC MIỀN NAM', `CÔNG TY ĐIỆN LỰC ${up(p.name)}`, 'PCBT', 'Giám đốc'],
  ] as const)
  return {
    ...base(p),
    parent: [parent],
    issuer: issuer.split('|'),
    abbr,
    units: ['P6', 'TTHT', 'VP', 'KHTC'],
    head,
  }
}

function central(random: Random): Sender {
  const [issuer, abbr, head] = random.pick([
    ['BỘ NỘI VỤ', 'BNV', 'Bộ trưởng'],
    ['BỘ THÔNG TIN VÀ TRUYỀN THÔNG', 'BTTTT', 'Bộ trưởng'],
    ['BỘ TÀI CHÍNH', 'BTC', 'Bộ trưởng'],
    ['VĂN PHÒNG CHÍNH PHỦ', 'VPCP', 'Bộ trưởng, Chủ nhiệm'],
    ['THANH TRA CHÍNH PHỦ', 'TTCP', 'Tổng Thanh tra'],
  ] as const)
  return {
    ...base(PROVINCES[10]!),
    parent: [],
    issuer: [issuer],
    abbr,
    units: ['VTLTNN', 'CNTT', 'KSTT', 'NSNN'],
    place: 'Hà Nội',
    area: 'cả nước',
    head,
  }
}

function partyCommittee(p: Province, random: Random): Sender {
  const d = random.pick(p.districts)
  const short = d.replace(/^(?:huyện|quận|thị xã|thành phố) /u, '')
  const options: readonly Omit<Sender, keyof ReturnType<typeof base>>[] = [
    { parent: [], issuer: [`TỈNH ỦY ${up(p.name)}`], abbr: 'TU', units: [], head: 'Bí thư' },
    {
      parent: [`TỈNH ỦY ${up(p.name)}`],
      issuer: [`HUYỆN ỦY ${up(short)}`],
      abbr: 'HU',
      units: [],
      head: 'Bí thư',
    },
    {
      parent: [`ĐẢNG BỘ HUYỆN ${up(short)}`],
      issuer: [`ĐẢNG ỦY ${up(random.pick(p.communes))}`],
      abbr: 'ĐU',
      units: [],
      head: 'Bí thư',
    },
    {
      parent: [`TỈNH ỦY ${up(p.name)}`],
      issuer: ['BAN TUYÊN GIÁO'],
      abbr: 'BTGTU',
      units: [],
      head: 'Trưởng ban',
    },
    {
      parent: [`TỈNH ỦY ${up(p.name)}`],
      issuer: ['ỦY BAN KIỂM TRA'],
      abbr: 'UBKTTU',
      units: [],
      head: 'Chủ nhiệm',
    },
    {
      parent: [`TỈNH ỦY ${up(p.name)}`],
      issuer: ['VĂN PHÒNG'],
      abbr: 'VPTU',
      units: [],
      head: 'Chánh Văn phòng',
    },
  ]
  const chosen = random.pick(options)
  const collective = ['TU', 'HU', 'ĐU'].includes(chosen.abbr)
    ? random.pick(['BAN THƯỜNG VỤ', 'BAN CHẤP HÀNH'])
    : null
  return {
    ...base(p),
    ...chosen,
    party: true,
    collective,
    committee: collective !== null,
    place: chosen.abbr === 'HU' ? short : p.seat,
    lastLine: 'Lưu Văn phòng Tỉnh ủy',
  }
}

function massOrganisation(p: Province, random: Random): Sender {
  const [parent, issuer, abbr, head] = random.pick([
    ['HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM', `BAN CHẤP HÀNH HỘI LHPN|TỈNH ${up(p.name)}`, 'BTV', 'Chủ tịch'],
    ['TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM', `LIÊN ĐOÀN LAO ĐỘNG|TỈNH ${up(p.name)}`, 'LĐLĐ', 'Chủ tịch'],
    ['TRUNG ƯƠNG HỘI NÔNG DÂN VIỆT NAM', `HỘI NÔNG DÂN|TỈNH ${up(p.name)}`, 'HNDT', 'Chủ tịch'],
  ] as const)
  return { ...base(p), parent: [parent], issuer: issuer.split('|'), abbr, units: ['VP', 'CSLP'], head }
}

export function senderOf(random: Random, party: boolean): Sender {
  const p = random.pick(PROVINCES)
  if (party) return partyCommittee(p, random)
  return random.pick([
    provinceCommittee,
    council,
    department,
    department,
    underDepartment,
    district,
    district,
    commune,
    commune,
    sector,
    () => central(random),
    massOrganisation,
  ])(p, random)
}
