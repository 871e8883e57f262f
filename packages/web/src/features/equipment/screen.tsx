import { EquipmentPage } from './EquipmentPage.tsx'

/** /dieu-hanh/ha-tang */
export function Screen() {
  return <EquipmentPage />
}
