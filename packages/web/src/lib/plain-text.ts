/** Lower case without tone marks: "đề xuất" meets "de xuat". For matching what is typed, never for showing. */
export const plainText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim()

/** A subject begins with a capital where it stands alone; after "V/v" on the page it does not. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
