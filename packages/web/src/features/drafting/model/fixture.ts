import type { DraftContent } from '@congvan/contract'

/** A small công văn for the tests of this folder. */
export function sampleContent(over: Partial<DraftContent> = {}): DraftContent {
  return {
    regime: 'nd30',
    typeCode: '',
    subject: 'chủ động ứng phó xâm nhập mặn',
    addressees: ['UBND huyện Bình Đại'],
    grounds: [],
    body: 'Thực hiện chỉ đạo của UBND tỉnh.\nĐề nghị các đơn vị thực hiện.',
    recipients: [{ text: 'Như trên', agencyIds: ['h1'], channel: 'local' }],
    urgency: 0,
    unitSymbol: 'UBND',
    signerPositionId: null,
    mandateId: null,
    drafterMark: '',
    invitation: null,
    ...over,
  }
}
