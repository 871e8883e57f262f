/** Decree 30 Art 7 with Appendix III; '' is công văn. The Party's own list follows (HD 36, clerical-work.md §16). */
export const STATE_TYPES: ReadonlyMap<string, string> = new Map([
  ['', 'Công văn'], ['NQ', 'Nghị quyết'], ['QĐ', 'Quyết định'], ['CT', 'Chỉ thị'], ['QC', 'Quy chế'], ['QyĐ', 'Quy định'], ['TC', 'Thông cáo'], ['TB', 'Thông báo'],
  ['HD', 'Hướng dẫn'], ['CTr', 'Chương trình'], ['KH', 'Kế hoạch'], ['PA', 'Phương án'], ['ĐA', 'Đề án'], ['DA', 'Dự án'], ['BC', 'Báo cáo'], ['BB', 'Biên bản'],
  ['TTr', 'Tờ trình'], ['HĐ', 'Hợp đồng'], ['CĐ', 'Công điện'], ['BGN', 'Bản ghi nhớ'], ['BTT', 'Bản thỏa thuận'], ['GUQ', 'Giấy ủy quyền'], ['GM', 'Giấy mời'],
  ['GGT', 'Giấy giới thiệu'], ['GNP', 'Giấy nghỉ phép'], ['PG', 'Phiếu gửi'], ['PC', 'Phiếu chuyển'], ['PB', 'Phiếu báo'],
])
export const PARTY_TYPES: ReadonlyMap<string, string> = new Map([
  ['CV', 'Công văn'], ['NQ', 'Nghị quyết'], ['QĐ', 'Quyết định'], ['CT', 'Chỉ thị'], ['KL', 'Kết luận'], ['QC', 'Quy chế'], ['TT', 'Thông tri'], ['HD', 'Hướng dẫn'],
  ['TB', 'Thông báo'], ['BC', 'Báo cáo'], ['KH', 'Kế hoạch'], ['CTr', 'Chương trình'], ['ĐA', 'Đề án'], ['PA', 'Phương án'], ['TTr', 'Tờ trình'], ['BB', 'Biên bản'], ['GM', 'Giấy mời'],
])

export const typeNameOf = (regime: 'nd30' | 'party', code: string) => (regime === 'party' ? PARTY_TYPES : STATE_TYPES).get(code) ?? null
