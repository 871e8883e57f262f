// The QR mark (ISO/IEC 18004) of an address, as the path of an SVG picture.
import qrcode from 'qrcode-generator'

/** Without its quiet zone: the margin around it is empty paper. Level M bears the dirt of a copying machine. */
export function qrSvg(address: string): string {
  const code = qrcode(0, 'M')
  code.addData(address, 'Byte')
  code.make()
  const size = code.getModuleCount()
  let path = ''
  for (let row = 0; row < size; row++) {
    let from = -1
    for (let column = 0; column <= size; column++) {
      const dark = column < size && code.isDark(row, column)
      if (dark && from < 0) from = column
      if (!dark && from >= 0) {
        path += `M${from} ${row}h${column - from}v1h${from - column}z`
        from = -1
      }
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`
}
