import { addDays } from '../calendar.ts'
import { hash32, idSequence } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Procedure } from './types.ts'

interface Field {
  readonly owner: string
  readonly field: string
  readonly acts: string
  readonly objects: string
}

const field = (owner: string, name: string, acts: string, objects: string): Field => ({
  owner,
  field: name,
  acts,
  objects,
})

// Names are composed from acts and objects: a catalogue of believable size, not a copy of the national one.
const FIELDS: readonly Field[] = [
  field(
    'so-tp',
    'Tư pháp',
    'Cấp|Cấp lại|Thay đổi',
    'Phiếu lý lịch tư pháp|thẻ công chứng viên|giấy đăng ký hoạt động văn phòng luật sư|thẻ đấu giá viên|giấy đăng ký hoạt động văn phòng công chứng',
  ),
  field(
    'so-khdt',
    'Đăng ký kinh doanh',
    'Đăng ký|Thay đổi nội dung đăng ký|Chấm dứt',
    'thành lập doanh nghiệp tư nhân|thành lập công ty cổ phần|địa điểm kinh doanh|văn phòng đại diện|liên hiệp hợp tác xã|dự án đầu tư',
  ),
  field(
    'so-ct',
    'Công Thương',
    'Cấp|Cấp lại|Cấp sửa đổi, bổ sung',
    'giấy phép bán buôn rượu|giấy chứng nhận đủ điều kiện an toàn thực phẩm|giấy phép hoạt động điện lực|giấy chứng nhận cửa hàng bán lẻ xăng dầu|xác nhận thông báo khuyến mại',
  ),
  field(
    'so-nnptnt',
    'Nông nghiệp',
    'Cấp|Cấp lại|Gia hạn',
    'giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm|giấy phép khai thác thủy sản|chứng chỉ hành nghề thú y|giấy chứng nhận đăng ký tàu cá|mã số vùng trồng|giấy phép hoạt động trong phạm vi công trình thủy lợi',
  ),
  field(
    'so-gtvt',
    'Giao thông vận tải',
    'Cấp|Cấp lại|Đổi',
    'giấy phép lái xe|giấy phép kinh doanh vận tải|phù hiệu xe|giấy phép hoạt động bến thủy nội địa|giấy chứng nhận đăng ký phương tiện thủy nội địa',
  ),
  field(
    'so-xd',
    'Xây dựng',
    'Cấp|Cấp lại|Điều chỉnh',
    'giấy phép xây dựng|chứng chỉ hành nghề hoạt động xây dựng|chứng chỉ năng lực hoạt động xây dựng|chứng chỉ môi giới bất động sản',
  ),
  field(
    'so-tnmt',
    'Tài nguyên và Môi trường',
    'Cấp|Cấp lại|Gia hạn',
    'giấy phép khai thác nước dưới đất|giấy phép xả nước thải|giấy phép khai thác khoáng sản|giấy chứng nhận quyền sử dụng đất|xác nhận kế hoạch bảo vệ môi trường',
  ),
  field(
    'so-ttt',
    'Thông tin và Truyền thông',
    'Cấp|Cấp lại|Sửa đổi, bổ sung',
    'giấy phép bưu chính|giấy phép xuất bản tài liệu không kinh doanh|giấy phép hoạt động in|giấy phép thiết lập trang thông tin điện tử tổng hợp|giấy chứng nhận điểm trò chơi điện tử công cộng|giấy phép xuất bản bản tin',
  ),
  field(
    'so-ldtbxh',
    'Lao động - Thương binh và Xã hội',
    'Giải quyết|Cấp|Điều chỉnh',
    'giấy phép lao động cho người nước ngoài|trợ cấp một lần đối với người có công|giấy phép hoạt động dịch vụ việc làm|chế độ mai táng phí|đăng ký nội quy lao động',
  ),
  field(
    'so-vhttdl',
    'Văn hóa, Thể thao và Du lịch',
    'Cấp|Cấp lại|Công nhận',
    'thẻ hướng dẫn viên du lịch|giấy phép tổ chức biểu diễn nghệ thuật|giấy chứng nhận kinh doanh hoạt động thể thao|hạng cơ sở lưu trú du lịch|giấy phép nhập khẩu văn hóa phẩm',
  ),
  field(
    'so-khcn',
    'Khoa học và Công nghệ',
    'Cấp|Cấp lại|Đăng ký',
    'giấy phép tiến hành công việc bức xạ|giấy chứng nhận doanh nghiệp khoa học và công nghệ|kết quả thực hiện nhiệm vụ khoa học và công nghệ|công bố hợp quy',
  ),
  field(
    'so-gddt',
    'Giáo dục và Đào tạo',
    'Cấp|Cho phép|Công nhận',
    'bản sao văn bằng, chứng chỉ từ sổ gốc|hoạt động giáo dục của trường trung học phổ thông tư thục|dạy thêm, học thêm|trường đạt chuẩn quốc gia|trung tâm ngoại ngữ, tin học hoạt động',
  ),
  field(
    'so-yt',
    'Y tế',
    'Cấp|Cấp lại|Điều chỉnh',
    'chứng chỉ hành nghề khám bệnh, chữa bệnh|giấy chứng nhận đủ điều kiện kinh doanh dược|chứng chỉ hành nghề dược|giấy phép hoạt động phòng khám|số công bố mỹ phẩm',
  ),
  field(
    'so-nv',
    'Nội vụ',
    'Công nhận|Cho phép|Tặng',
    'ban vận động thành lập hội|hội tự giải thể|điều lệ quỹ xã hội|Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh|hội đoàn kết tôn giáo tổ chức đại hội',
  ),
  field(
    '@district',
    'Cấp huyện',
    'Đăng ký|Cấp|Cấp lại',
    'thành lập hộ kinh doanh|thành lập hợp tác xã|giấy phép xây dựng nhà ở riêng lẻ|bản sao trích lục hộ tịch|kết hôn có yếu tố nước ngoài|giấy phép bán lẻ rượu|giấy chứng nhận đăng ký cơ sở sản xuất muối|thành lập nhóm trẻ, lớp mẫu giáo độc lập',
  ),
  field(
    '@commune',
    'Cấp xã',
    'Đăng ký|Đăng ký lại|Xác nhận',
    'khai sinh|kết hôn|khai tử|tình trạng hôn nhân|giám hộ|hộ nghèo, hộ cận nghèo|mức sống của hộ gia đình|trợ giúp xã hội hằng tháng|hưởng mai táng phí người có công|hoạt động tín ngưỡng',
  ),
]

const ownerOf = (plans: readonly AgencyPlan[], owner: string): AgencyPlan => {
  const found = plans.find(({ agency }) => agency.code === (owner.startsWith('@') ? 'ubnd-tinh' : owner))
  if (!found) throw new Error(`no ${owner}`)
  return found
}

/** All that are eligible stand at level 4; what needs presence in person stays at level 2 or 3. */
export const buildProcedures = (plans: readonly AgencyPlan[]): Procedure[] => {
  const nextId = idSequence('procedure')
  return FIELDS.flatMap(({ owner, field: name, acts, objects }, i) => {
    const { agency } = ownerOf(plans, owner)
    return acts.split('|').flatMap((act, j) =>
      objects.split('|').map((object, k): Procedure => {
        const code = `1.${String(1000 + i * 97 + j * 23 + k * 3).padStart(6, '0')}.000.00.00.H07`
        const eligible = hash32(`eligible:${code}`) % 10 < 6
        return {
          id: nextId(code),
          code,
          name: `${act} ${object}`,
          field: name,
          levelCode: owner === '@district' ? 2 : owner === '@commune' ? 3 : 1,
          agencyId: agency.id,
          eligible,
          level: eligible ? 4 : hash32(code) % 2 === 0 ? 2 : 3,
          level4Since: eligible ? addDays('2020-11-16', hash32(`since:${code}`) % 380) : null,
        }
      }),
    )
  })
}
