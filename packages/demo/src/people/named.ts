import type { Gender } from './names.ts'

export interface NamedPerson {
  readonly name: string
  readonly gender: Gender
  readonly birthYear: number
}

const person = (name: string, gender: Gender, birthYear: number): NamedPerson => ({ name, gender, birthYear })

/** The people of the story, by "agency-code|seat-key". All are fictional. */
export const NAMED: Readonly<Record<string, NamedPerson>> = {
  'ubnd-tinh|head': person('Lê Minh Thuận', 'nam', 1968),
  'ubnd-tinh|deputy:1': person('Trần Thị Kim Yến', 'nữ', 1972),
  'ubnd-tinh|deputy:2': person('Huỳnh Quang Trường', 'nam', 1970),
  'ubnd-tinh|deputy:3': person('Nguyễn Hữu Phước', 'nam', 1971),
  'ubnd-tinh|office': person('Nguyễn Trọng Nghĩa', 'nam', 1973),
  'ubnd-tinh|head:KT': person('Phan Thanh Điền', 'nam', 1978),
  'ubnd-tinh|head:KGVX': person('Đỗ Thị Thúy Vân', 'nữ', 1980),
  'ubnd-tinh|clerk:1': person('Phạm Ngọc Hân', 'nữ', 1990),
  'so-ttt|head': person('Đặng Hoàng Phúc', 'nam', 1974),
  'so-ttt|deputy:1': person('Lương Thị Cẩm Tú', 'nữ', 1979),
  'so-ttt|office': person('Bùi Thanh Liêm', 'nam', 1981),
  'so-ttt|head:CNTT': person('Trương Quốc Khánh', 'nam', 1983),
  'so-ttt|officer:CNTT:1': person('Đoàn Minh Triết', 'nam', 1991),
  'so-ttt|clerk:1': person('Nguyễn Thị Mỹ Duyên', 'nữ', 1992),
  'ubnd-huyen-binh-dai|head': person('Nguyễn Văn Phong', 'nam', 1971),
  'ubnd-huyen-binh-dai|clerk:1': person('Huỳnh Kim Loan', 'nữ', 1988),
  'ubnd-xa-thanh-tri-binh-dai|head': person('Võ Văn Dũng', 'nam', 1976),
  'ubnd-xa-thanh-tri-binh-dai|clerk:1': person('Trần Thị Bé Năm', 'nữ', 1987),
  'ubnd-xa-thanh-tri-binh-dai|officer:ĐC-NN:1': person('Nguyễn Hoài Nam', 'nam', 1989),
  'vp-tinh-uy|head': person('Phan Chí Hiếu', 'nam', 1972),
  'vp-tinh-uy|clerk:1': person('Lê Thị Hồng Thắm', 'nữ', 1986),
  'tt-cntt-tt|admin:1': person('Mai Quốc Bảo', 'nam', 1993),
}
