// NĐ 30/2020 Art 7 and Appendix III: 29 types, 27 with an abbreviation; Party: QĐ 66-QĐ/TW, 25 types and 8 papers.
import type { Regime } from './letter.ts'

const STATE: Readonly<Record<string, string>> = {
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  QC: 'Quy chế',
  QyĐ: 'Quy định',
  TC: 'Thông cáo',
  TB: 'Thông báo',
  HD: 'Hướng dẫn',
  CTr: 'Chương trình',
  KH: 'Kế hoạch',
  PA: 'Phương án',
  ĐA: 'Đề án',
  DA: 'Dự án',
  BC: 'Báo cáo',
  BB: 'Biên bản',
  TTr: 'Tờ trình',
  HĐ: 'Hợp đồng',
  '': 'Công văn',
  CĐ: 'Công điện',
  BGN: 'Bản ghi nhớ',
  BTT: 'Bản thỏa thuận',
  GUQ: 'Giấy ủy quyền',
  GM: 'Giấy mời',
  GGT: 'Giấy giới thiệu',
  GNP: 'Giấy nghỉ phép',
  PG: 'Phiếu gửi',
  PC: 'Phiếu chuyển',
  PB: 'Phiếu báo',
  'thu-cong': 'Thư công',
}

const PARTY: Readonly<Record<string, string>> = {
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  KL: 'Kết luận',
  QC: 'Quy chế',
  QĐi: 'Quy định',
  TT: 'Thông tri',
  HD: 'Hướng dẫn',
  TB: 'Thông báo',
  TC: 'Thông cáo',
  BC: 'Báo cáo',
  KH: 'Kế hoạch',
  QH: 'Quy hoạch',
  CTr: 'Chương trình',
  ĐA: 'Đề án',
  PA: 'Phương án',
  DA: 'Dự án',
  TTr: 'Tờ trình',
  CV: 'Công văn',
  BB: 'Biên bản',
  GM: 'Giấy mời',
  GGT: 'Giấy giới thiệu',
  PG: 'Phiếu gửi',
  PC: 'Phiếu chuyển',
}

/** Name of a type by its abbreviation (letter case counts), or null when the regime has no such type. */
export function documentTypeName(regime: Regime, code: string): string | null {
  return (regime === 'party' ? PARTY : STATE)[code] ?? null
}

/** Công văn carries its abstract under the number instead of a title (cell 5b). */
export function isOfficialLetter(regime: Regime, code: string): boolean {
  return code === (regime === 'party' ? 'CV' : '')
}
