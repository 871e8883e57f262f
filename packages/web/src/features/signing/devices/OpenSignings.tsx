// After a closed browser: what still waits for a device is found again and may be gone on with.
import { useApi } from '../../../lib/data.ts'
import { Banner, Button } from '../../../ui/index.ts'
import { useDeviceTexts } from './texts.ts'
import type { Device } from './useDevice.ts'

export function OpenSignings({ device, purpose }: { device: Device; purpose: 'person' | 'seal' }) {
  const t = useDeviceTexts()
  const answer = useApi('signing.open', {})
  const open = (answer.data?.open ?? []).filter((one) => one.purpose === purpose || one.purpose === 'trial')
  const [first] = open
  if (!first || device.progress) return null
  return (
    <Banner
      tone="blue"
      title={t.openTitle}
      actions={<Button onClick={() => device.resume(first)}>{t.goOn}</Button>}
    >
      {t.openText(first.files.filter((file) => file.state === 'waiting' || file.state === 'asked').length)}
    </Banner>
  )
}
