/** Lower case without tone marks: "đề xuất" meets "de xuat". For matching what is typed, never for showing. */
export const plainText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim()
