// The bodies of the province level. Sources: ../shared/domain notes on Bến Tre in 2021 (from memory there, not official).

export type Family =
  | 'committee'
  | 'council'
  | 'office'
  | 'department'
  | 'service'
  | 'force'
  | 'party'
  | 'partyBoard'
  | 'mass'

export interface BodyData {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly abbreviation: string
  readonly family: Family
  /** Code of the body above it. */
  readonly parent: string | null
  /** Share in the headcount of province and district levels. */
  readonly weight: number
  /** "Văn phòng=VP; Phòng Công nghệ thông tin=CNTT" */
  readonly units: string
  /** Printed in the header instead of the name. */
  readonly onPaper?: string
}

const COMMITTEE = 'ubnd-tinh'

export const body = (
  code: string,
  name: string,
  short: string,
  abbreviation: string,
  family: Family,
  parent: string | null,
  weight: number,
  units: string,
  onPaper?: string,
): BodyData => ({
  code,
  name,
  short,
  abbreviation,
  family,
  parent,
  weight,
  units,
  ...(onPaper ? { onPaper } : {}),
})

const so = (
  code: string,
  name: string,
  short: string,
  abbreviation: string,
  weight: number,
  units: string,
): BodyData =>
  body(
    code,
    `Sở ${name}`,
    `Sở ${short}`,
    abbreviation,
    'department',
    COMMITTEE,
    weight,
    `Văn phòng=VP; ${units}; Thanh tra Sở=TTra`,
  )

export const STATE_BODIES: readonly BodyData[] = [
  body(
    COMMITTEE,
    'Ủy ban nhân dân tỉnh Bến Tre',
    'UBND tỉnh',
    'UBND',
    'committee',
    null,
    62,
    'Phòng Tổng hợp=TH; Phòng Kinh tế=KT; Phòng Khoa giáo - Văn xã=KGVX; Phòng Nội chính=NC; Phòng Tài chính - Đầu tư=TCĐT; Phòng Kiểm soát thủ tục hành chính=KSTT; Ban Tiếp công dân=TCD; Phòng Hành chính - Tổ chức=HCTC',
  ),
  body(
    'vp-ubnd-tinh',
    'Văn phòng Ủy ban nhân dân tỉnh',
    'Văn phòng UBND tỉnh',
    'VPUBND',
    'office',
    COMMITTEE,
    30,
    'Trung tâm Phục vụ hành chính công=TTPVHCC; Phòng Quản trị - Tài vụ=QTTV; Cổng Thông tin điện tử=CTTĐT',
    'Văn phòng',
  ),
  body(
    'hdnd-tinh',
    'Hội đồng nhân dân tỉnh Bến Tre',
    'HĐND tỉnh',
    'HĐND',
    'council',
    null,
    6,
    'Ban Pháp chế=BPC; Ban Kinh tế - Ngân sách=KTNS; Ban Văn hóa - Xã hội=VHXH',
  ),
  body(
    'vp-hdnd-tinh',
    'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh',
    'VP Đoàn ĐBQH và HĐND tỉnh',
    'VPĐĐBQHHĐND',
    'office',
    'hdnd-tinh',
    32,
    'Phòng Công tác Quốc hội=CTQH; Phòng Công tác HĐND=CTHĐND; Phòng Hành chính - Tổ chức - Quản trị=HCTCQT',
    'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân',
  ),
  so(
    'so-nv',
    'Nội vụ',
    'Nội vụ',
    'SNV',
    60,
    'Phòng Tổ chức, biên chế và tổ chức phi chính phủ=TCBC; Phòng Công chức, viên chức=CCVC; Phòng Xây dựng chính quyền và công tác thanh niên=XDCQ; Phòng Cải cách hành chính=CCHC; Chi cục Văn thư - Lưu trữ=CCVTLT',
  ),
  so(
    'so-tp',
    'Tư pháp',
    'Tư pháp',
    'STP',
    48,
    'Phòng Xây dựng và kiểm tra văn bản=XDKTVB; Phòng Phổ biến, giáo dục pháp luật=PBGDPL; Phòng Hành chính tư pháp=HCTP; Phòng Bổ trợ tư pháp=BTTP',
  ),
  so(
    'so-khdt',
    'Kế hoạch và Đầu tư',
    'KH&ĐT',
    'SKHĐT',
    54,
    'Phòng Tổng hợp - Quy hoạch=THQH; Phòng Đăng ký kinh doanh=ĐKKD; Phòng Khoa giáo - Văn xã=KGVX; Phòng Kinh tế ngành=KTN',
  ),
  so(
    'so-tc',
    'Tài chính',
    'Tài chính',
    'STC',
    66,
    'Phòng Quản lý ngân sách=QLNS; Phòng Hành chính sự nghiệp=HCSN; Phòng Quản lý giá và công sản=QLGCS; Phòng Tin học và Thống kê=THTK',
  ),
  so(
    'so-ct',
    'Công Thương',
    'Công Thương',
    'SCT',
    70,
    'Phòng Quản lý công nghiệp=QLCN; Phòng Quản lý thương mại=QLTM; Phòng Quản lý năng lượng=QLNL; Phòng Kế hoạch - Tài chính=KHTC',
  ),
  so(
    'so-nnptnt',
    'Nông nghiệp và Phát triển nông thôn',
    'NN&PTNT',
    'SNN',
    120,
    'Phòng Kế hoạch - Tài chính=KHTC; Phòng Tổ chức cán bộ=TCCB; Phòng Quản lý chất lượng=QLCL; Văn phòng Điều phối Chương trình nông thôn mới=VPĐP; Chi cục Phát triển nông thôn=CCPTNT',
  ),
  so(
    'so-gtvt',
    'Giao thông vận tải',
    'GTVT',
    'SGTVT',
    60,
    'Phòng Quản lý vận tải, phương tiện và người lái=QLVT; Phòng Quản lý kết cấu hạ tầng=KCHT; Phòng Kế hoạch - Tài chính=KHTC',
  ),
  so(
    'so-xd',
    'Xây dựng',
    'Xây dựng',
    'SXD',
    52,
    'Phòng Quản lý quy hoạch - kiến trúc=QHKT; Phòng Quản lý xây dựng=QLXD; Phòng Quản lý nhà và hạ tầng kỹ thuật=QLN',
  ),
  so(
    'so-tnmt',
    'Tài nguyên và Môi trường',
    'TN&MT',
    'STNMT',
    96,
    'Phòng Quản lý đất đai=QLĐĐ; Phòng Tài nguyên khoáng sản=TNKS; Phòng Tài nguyên nước, biển và biến đổi khí hậu=TNN; Chi cục Bảo vệ môi trường=CCBVMT',
  ),
  so(
    'so-ttt',
    'Thông tin và Truyền thông',
    'TT&TT',
    'STTTT',
    44,
    'Phòng Công nghệ thông tin=CNTT; Phòng Bưu chính - Viễn thông=BCVT; Phòng Thông tin - Báo chí - Xuất bản=TTBCXB; Phòng Kế hoạch - Tài chính=KHTC',
  ),
  so(
    'so-ldtbxh',
    'Lao động - Thương binh và Xã hội',
    'LĐ-TB&XH',
    'SLĐTBXH',
    76,
    'Phòng Lao động - Việc làm=LĐVL; Phòng Người có công=NCC; Phòng Giáo dục nghề nghiệp=GDNN; Phòng Bảo trợ xã hội và trẻ em=BTXH',
  ),
  so(
    'so-vhttdl',
    'Văn hóa, Thể thao và Du lịch',
    'VHTT&DL',
    'SVHTTDL',
    64,
    'Phòng Quản lý văn hóa và gia đình=QLVHGĐ; Phòng Quản lý thể dục thể thao=QLTDTT; Phòng Quản lý du lịch=QLDL; Phòng Kế hoạch - Tài chính=KHTC',
  ),
  so(
    'so-khcn',
    'Khoa học và Công nghệ',
    'KH&CN',
    'SKHCN',
    48,
    'Phòng Quản lý khoa học=QLKH; Phòng Quản lý công nghệ và chuyên ngành=QLCN; Chi cục Tiêu chuẩn Đo lường Chất lượng=CCTĐC',
  ),
  so(
    'so-gddt',
    'Giáo dục và Đào tạo',
    'GD&ĐT',
    'SGDĐT',
    62,
    'Phòng Tổ chức cán bộ=TCCB; Phòng Giáo dục Mầm non - Tiểu học=MNTH; Phòng Giáo dục Trung học - Giáo dục thường xuyên=GDTrH; Phòng Quản lý chất lượng và công nghệ thông tin=QLCLCNTT; Phòng Kế hoạch - Tài chính=KHTC',
  ),
  so(
    'so-yt',
    'Y tế',
    'Y tế',
    'SYT',
    66,
    'Phòng Nghiệp vụ Y=NVY; Phòng Nghiệp vụ Dược=NVD; Phòng Tổ chức cán bộ=TCCB; Phòng Kế hoạch - Tài chính=KHTC',
  ),
  body(
    'thanh-tra-tinh',
    'Thanh tra tỉnh',
    'Thanh tra tỉnh',
    'TTT',
    'department',
    COMMITTEE,
    40,
    'Văn phòng=VP; Phòng Nghiệp vụ 1=NV1; Phòng Nghiệp vụ 2=NV2; Phòng Giám sát, kiểm tra và xử lý sau thanh tra=GSKT',
  ),
  body(
    'bql-kcn',
    'Ban Quản lý các khu công nghiệp',
    'BQL các KCN',
    'BQLKCN',
    'department',
    COMMITTEE,
    34,
    'Văn phòng=VP; Phòng Quản lý đầu tư=QLĐT; Phòng Quản lý quy hoạch, xây dựng và môi trường=QHXDMT; Phòng Quản lý doanh nghiệp và lao động=QLDN',
  ),
  body(
    'bql-da-nn',
    'Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn tỉnh Bến Tre',
    'BQL dự án NN&PTNT tỉnh',
    'BQLDANN',
    'service',
    COMMITTEE,
    30,
    'Văn phòng=VP; Phòng Kế hoạch - Kỹ thuật=KHKT; Phòng Điều hành dự án=ĐHDA',
    'Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn',
  ),
  body(
    'tt-cntt-tt',
    'Trung tâm Công nghệ thông tin và Truyền thông',
    'TT CNTT&TT',
    'TTCNTTTT',
    'service',
    'so-ttt',
    22,
    'Phòng Hạ tầng và An toàn thông tin=HTATTT; Phòng Phần mềm và Dữ liệu=PMDL; Phòng Hành chính - Tổng hợp=HCTH',
  ),
  body(
    'cdc',
    'Trung tâm Kiểm soát bệnh tật',
    'TT Kiểm soát bệnh tật',
    'TTKSBT',
    'service',
    'so-yt',
    50,
    'Phòng Tổ chức - Hành chính=TCHC; Khoa Phòng, chống bệnh truyền nhiễm=PCBTN; Khoa Xét nghiệm=XN; Phòng Kế hoạch - Nghiệp vụ=KHNV',
  ),
  body(
    'cc-thuy-loi',
    'Chi cục Thủy lợi',
    'Chi cục Thủy lợi',
    'CCTL',
    'service',
    'so-nnptnt',
    26,
    'Phòng Quản lý công trình=QLCT; Phòng Phòng, chống thiên tai=PCTT; Phòng Hành chính - Tổng hợp=HCTH',
  ),
  body(
    'tt-nuoc-sach',
    'Trung tâm Nước sạch và Vệ sinh môi trường nông thôn',
    'TT Nước sạch và VSMT nông thôn',
    'TTNS',
    'service',
    'so-nnptnt',
    30,
    'Phòng Kỹ thuật=KT; Phòng Hành chính - Tổ chức=HCTC; Phòng Quản lý cấp nước=QLCN',
  ),
  body(
    'dai-ptth',
    'Đài Phát thanh và Truyền hình tỉnh Bến Tre',
    'Đài PT&TH',
    'ĐPTTH',
    'service',
    COMMITTEE,
    46,
    'Phòng Thời sự=TS; Phòng Kỹ thuật=KT; Phòng Tổ chức - Hành chính=TCHC; Phòng Thông tin điện tử=TTĐT',
    'Đài Phát thanh và Truyền hình',
  ),
  body(
    'cong-an-tinh',
    'Công an tỉnh Bến Tre',
    'Công an tỉnh',
    'CAT',
    'force',
    COMMITTEE,
    40,
    'Phòng Tham mưu=PV01; Phòng Cảnh sát quản lý hành chính về trật tự xã hội=PC06; Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao=PA05',
    'Công an tỉnh Bến Tre',
  ),
  body(
    'bo-chqs',
    'Bộ Chỉ huy Quân sự tỉnh',
    'Bộ CHQS tỉnh',
    'BCH',
    'force',
    COMMITTEE,
    26,
    'Phòng Tham mưu=PTM; Phòng Chính trị=PCT; Phòng Hậu cần=PHC',
    'Bộ Chỉ huy Quân sự tỉnh Bến Tre',
  ),
  body(
    'bdbp',
    'Bộ Chỉ huy Bộ đội Biên phòng tỉnh',
    'Bộ CH BĐBP tỉnh',
    'BCHBP',
    'force',
    COMMITTEE,
    22,
    'Phòng Tham mưu=PTM; Phòng Chính trị=PCT; Phòng Hậu cần - Kỹ thuật=HCKT',
    'Bộ Chỉ huy Bộ đội Biên phòng tỉnh Bến Tre',
  ),
]
