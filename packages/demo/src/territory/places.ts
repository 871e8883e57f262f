// Administrative units of Bến Tre in 2021: codes of the General Statistics Office, catalogue of 06/11/2021
// (from the MIT-licensed vietnamese-provinces-database). Levels and parents are data: nothing in the code knows districts.

export interface PlaceData {
  readonly code: string
  /** The word before the name: thành phố, huyện, phường, xã, thị trấn. */
  readonly type: string
  readonly name: string
  readonly slug: string
}

export interface DistrictData extends PlaceData {
  readonly communes: readonly PlaceData[]
}

/** One district per block, one commune per "code type name slug" cell; X = xã, P = phường, T = thị trấn. */
const BLOCKS = `
829|thành phố|Bến Tre|ben-tre
  28756|P|Phú Khương|phu-khuong ; 28757|P|Phú Tân|phu-tan ; 28759|P|8|8 ; 28762|P|6|6
  28765|P|4|4 ; 28768|P|5|5 ; 28777|P|An Hội|an-hoi ; 28780|P|7|7
  28783|X|Sơn Đông|son-dong ; 28786|X|Phú Hưng|phu-hung ; 28789|X|Bình Phú|binh-phu ; 28792|X|Mỹ Thạnh An|my-thanh-an
  28795|X|Nhơn Thạnh|nhon-thanh ; 28798|X|Phú Nhuận|phu-nhuan
831|huyện|Châu Thành|chau-thanh
  28801|T|Châu Thành|chau-thanh ; 28804|X|Tân Thạch|tan-thach ; 28807|X|Quới Sơn|quoi-son ; 28810|X|An Khánh|an-khanh
  28813|X|Giao Long|giao-long ; 28819|X|Phú Túc|phu-tuc ; 28822|X|Phú Đức|phu-duc ; 28825|X|Phú An Hòa|phu-an-hoa
  28828|X|An Phước|an-phuoc ; 28831|X|Tam Phước|tam-phuoc ; 28834|X|Thành Triệu|thanh-trieu ; 28837|X|Tường Đa|tuong-da
  28840|X|Tân Phú|tan-phu ; 28843|X|Quới Thành|quoi-thanh ; 28846|X|Phước Thạnh|phuoc-thanh ; 28849|X|An Hóa|an-hoa
  28852|X|Tiên Long|tien-long ; 28855|X|An Hiệp|an-hiep ; 28858|X|Hữu Định|huu-dinh ; 28861|X|Tiên Thủy|tien-thuy
  28864|X|Sơn Hòa|son-hoa
832|huyện|Chợ Lách|cho-lach
  28870|T|Chợ Lách|cho-lach ; 28873|X|Phú Phụng|phu-phung ; 28876|X|Sơn Định|son-dinh ; 28879|X|Vĩnh Bình|vinh-binh
  28882|X|Hòa Nghĩa|hoa-nghia ; 28885|X|Long Thới|long-thoi ; 28888|X|Phú Sơn|phu-son ; 28891|X|Tân Thiềng|tan-thieng
  28894|X|Vĩnh Thành|vinh-thanh ; 28897|X|Vĩnh Hòa|vinh-hoa ; 28900|X|Hưng Khánh Trung B|hung-khanh-trung-b
833|huyện|Mỏ Cày Nam|mo-cay-nam
  28903|T|Mỏ Cày|mo-cay ; 28930|X|Định Thủy|dinh-thuy ; 28939|X|Đa Phước Hội|da-phuoc-hoi ; 28940|X|Tân Hội|tan-hoi
  28942|X|Phước Hiệp|phuoc-hiep ; 28945|X|Bình Khánh|binh-khanh ; 28951|X|An Thạnh|an-thanh ; 28957|X|An Định|an-dinh
  28960|X|Thành Thới B|thanh-thoi-b ; 28963|X|Tân Trung|tan-trung ; 28966|X|An Thới|an-thoi ; 28969|X|Thành Thới A|thanh-thoi-a
  28972|X|Minh Đức|minh-duc ; 28975|X|Ngãi Đăng|ngai-dang ; 28978|X|Cẩm Sơn|cam-son ; 28981|X|Hương Mỹ|huong-my
834|huyện|Giồng Trôm|giong-trom
  28984|T|Giồng Trôm|giong-trom ; 28987|X|Phong Nẫm|phong-nam ; 28993|X|Mỹ Thạnh|my-thanh ; 28996|X|Châu Hòa|chau-hoa
  28999|X|Lương Hòa|luong-hoa ; 29002|X|Lương Quới|luong-quoi ; 29005|X|Lương Phú|luong-phu ; 29008|X|Châu Bình|chau-binh
  29011|X|Thuận Điền|thuan-dien ; 29014|X|Sơn Phú|son-phu ; 29017|X|Bình Hòa|binh-hoa ; 29020|X|Phước Long|phuoc-long
  29023|X|Hưng Phong|hung-phong ; 29026|X|Long Mỹ|long-my ; 29029|X|Tân Hào|tan-hao ; 29032|X|Bình Thành|binh-thanh
  29035|X|Tân Thanh|tan-thanh ; 29038|X|Tân Lợi Thạnh|tan-loi-thanh ; 29041|X|Thạnh Phú Đông|thanh-phu-dong ; 29044|X|Hưng Nhượng|hung-nhuong
  29047|X|Hưng Lễ|hung-le
835|huyện|Bình Đại|binh-dai
  29050|T|Bình Đại|binh-dai ; 29053|X|Tam Hiệp|tam-hiep ; 29056|X|Long Định|long-dinh ; 29059|X|Long Hòa|long-hoa
  29062|X|Phú Thuận|phu-thuan ; 29065|X|Vang Quới Tây|vang-quoi-tay ; 29068|X|Vang Quới Đông|vang-quoi-dong ; 29071|X|Châu Hưng|chau-hung
  29074|X|Phú Vang|phu-vang ; 29077|X|Lộc Thuận|loc-thuan ; 29080|X|Định Trung|dinh-trung ; 29083|X|Thới Lai|thoi-lai
  29086|X|Bình Thới|binh-thoi ; 29089|X|Phú Long|phu-long ; 29092|X|Bình Thắng|binh-thang ; 29095|X|Thạnh Trị|thanh-tri
  29098|X|Đại Hòa Lộc|dai-hoa-loc ; 29101|X|Thừa Đức|thua-duc ; 29104|X|Thạnh Phước|thanh-phuoc ; 29107|X|Thới Thuận|thoi-thuan
836|huyện|Ba Tri|ba-tri
  29110|T|Ba Tri|ba-tri ; 29113|X|Tân Mỹ|tan-my ; 29116|X|Mỹ Hòa|my-hoa ; 29119|X|Tân Xuân|tan-xuan
  29122|X|Mỹ Chánh|my-chanh ; 29125|X|Bảo Thạnh|bao-thanh ; 29128|X|An Phú Trung|an-phu-trung ; 29131|X|Mỹ Thạnh|my-thanh
  29134|X|Mỹ Nhơn|my-nhon ; 29137|X|Phước Ngãi|phuoc-ngai ; 29143|X|An Ngãi Trung|an-ngai-trung ; 29146|X|Phú Lễ|phu-le
  29149|X|An Bình Tây|an-binh-tay ; 29152|X|Bảo Thuận|bao-thuan ; 29155|X|Tân Hưng|tan-hung ; 29158|X|An Ngãi Tây|an-ngai-tay
  29161|X|An Hiệp|an-hiep ; 29164|X|Vĩnh Hòa|vinh-hoa ; 29167|X|Tân Thủy|tan-thuy ; 29170|X|Vĩnh An|vinh-an
  29173|X|An Đức|an-duc ; 29176|X|An Hòa Tây|an-hoa-tay ; 29179|X|An Thủy|an-thuy
837|huyện|Thạnh Phú|thanh-phu
  29182|T|Thạnh Phú|thanh-phu ; 29185|X|Phú Khánh|phu-khanh ; 29188|X|Đại Điền|dai-dien ; 29191|X|Quới Điền|quoi-dien
  29194|X|Tân Phong|tan-phong ; 29197|X|Mỹ Hưng|my-hung ; 29200|X|An Thạnh|an-thanh ; 29203|X|Thới Thạnh|thoi-thanh
  29206|X|Hòa Lợi|hoa-loi ; 29209|X|An Điền|an-dien ; 29212|X|Bình Thạnh|binh-thanh ; 29215|X|An Thuận|an-thuan
  29218|X|An Quy|an-quy ; 29221|X|Thạnh Hải|thanh-hai ; 29224|X|An Nhơn|an-nhon ; 29227|X|Giao Thạnh|giao-thanh
  29230|X|Thạnh Phong|thanh-phong ; 29233|X|Mỹ An|my-an
838|huyện|Mỏ Cày Bắc|mo-cay-bac
  28889|X|Phú Mỹ|phu-my ; 28901|X|Hưng Khánh Trung A|hung-khanh-trung-a ; 28906|X|Thanh Tân|thanh-tan ; 28909|X|Thạnh Ngãi|thanh-ngai
  28912|X|Tân Phú Tây|tan-phu-tay ; 28915|X|Phước Mỹ Trung|phuoc-my-trung ; 28918|X|Tân Thành Bình|tan-thanh-binh ; 28921|X|Thành An|thanh-an
  28924|X|Hòa Lộc|hoa-loc ; 28927|X|Tân Thanh Tây|tan-thanh-tay ; 28933|X|Tân Bình|tan-binh ; 28936|X|Nhuận Phú Tân|nhuan-phu-tan
  28948|X|Khánh Thạnh Tân|khanh-thanh-tan
`

const COMMUNE_TYPES: Readonly<Record<string, string>> = { X: 'xã', P: 'phường', T: 'thị trấn' }

const place = (cell: string): PlaceData => {
  const [code = '', type = '', name = '', slug = ''] = cell.trim().split('|')
  return { code, type: COMMUNE_TYPES[type] ?? type, name, slug }
}

const parse = (text: string): DistrictData[] => {
  const districts: { district: PlaceData; communes: PlaceData[] }[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    if (line.startsWith(' ')) districts.at(-1)?.communes.push(...line.split(' ; ').map(place))
    else districts.push({ district: place(line), communes: [] })
  }
  return districts.map(({ district, communes }) => ({ ...district, communes }))
}

export const DISTRICTS: readonly DistrictData[] = parse(BLOCKS)
