export { type Appearance, addAppearance, measureText, type TextStyle, wrapLines } from './appearance.ts'
export * from './decree30.ts'
export {
  fitInside,
  POINTS_PER_MM,
  type Rect,
  sealRect,
  toUserSpace,
  toVisible,
  uprightMatrix,
  visibleSize,
} from './geometry.ts'
export { decodePng, type Picture, pngMillimetres } from './png.ts'
