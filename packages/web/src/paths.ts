/** Every address of the product; screens link with these, never with their own strings. */
export const paths = {
  work: (documentId?: string) => (documentId ? `/viec/${documentId}` : '/viec'),
  intake: (documentId?: string) => (documentId ? `/tiep-nhan/${documentId}` : '/tiep-nhan'),
  documents: (search?: { q?: string }) =>
    search?.q ? `/van-ban?${new URLSearchParams({ q: search.q })}` : '/van-ban',
  document: (documentId: string) => `/van-ban/${documentId}`,
  registers: (bookId?: string) => (bookId ? `/so/${bookId}` : '/so'),
  dossiers: (dossierId?: string) => (dossierId ? `/ho-so/${dossierId}` : '/ho-so'),
  drafts: () => '/soan-thao',
  draft: (documentId: string) => `/soan-thao/${documentId}`,
  newDraft: (from: { replyTo?: string; type?: string } = {}) => {
    const search = new URLSearchParams()
    if (from.replyTo) search.set('tra-loi', from.replyTo)
    if (from.type) search.set('loai', from.type)
    return `/soan-thao/moi${search.size ? `?${search}` : ''}`
  },
  signing: (documentId?: string) => (documentId ? `/cho-ky/${documentId}` : '/cho-ky'),
  issuing: (documentId?: string) => (documentId ? `/cho-phat-hanh/${documentId}` : '/cho-phat-hanh'),
  exchange: () => '/lien-thong',
  mail: () => '/hop-thu',
  keys: () => '/chung-thu-so',
  certificates: () => '/chung-thu',
  admin: (agencyId?: string) => (agencyId ? `/quan-tri/${agencyId}` : '/quan-tri'),
  figures: (search?: { period?: string }) =>
    search?.period ? `/dieu-hanh?${new URLSearchParams({ ky: search.period })}` : '/dieu-hanh',
  figure: (code: string, period?: string) =>
    `/dieu-hanh/${code}${period ? `?${new URLSearchParams({ ky: period })}` : ''}`,
  targets: (year?: number) => `/dieu-hanh/chi-tieu${year ? `?nam=${year}` : ''}`,
  equipment: (tab?: string) => `/dieu-hanh/ha-tang${tab ? `?xem=${tab}` : ''}`,
  checkIn: () => '/tu-kiem',
  start: () => '/bat-dau',
  logIn: () => '/dang-nhap',
  /** Where somebody wanted to be before they had to log in: only ever a place of our own. */
  wanted: (search: string) => {
    const place = new URLSearchParams(search).get('den')
    return place?.startsWith('/') && !place.startsWith('//') ? place : '/viec'
  },
  verify: () => '/kiem-tra',
  trust: () => '/tin-cay',
} as const
