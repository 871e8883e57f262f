// Hạ tầng: the network of the province, the machines of one's own agency, the press register.
import type { PostRole } from '@congvan/contract'
import { useLocation, useSearch } from 'wouter'
import { useMe } from '../../lib/data.ts'
import { paths } from '../../paths.ts'
import { Page, Skeleton, Tabs } from '../../ui/index.ts'
import { SectionNav } from '../indicators/SectionNav.tsx'
import './equipment.css'
import { Machines } from './Machines.tsx'
import { Network } from './Network.tsx'
import { Press } from './Press.tsx'
import { useTexts } from './texts.ts'

type Tab = 'mang' | 'thiet-bi' | 'bao-chi'
const KEEPERS: PostRole[] = ['clerk', 'admin', 'office-chief', 'leader']

export function EquipmentPage() {
  const t = useTexts()
  const [, go] = useLocation()
  const me = useMe()
  const asked = new URLSearchParams(useSearch()).get('xem')
  if (!me.data) return <Skeleton lines={6} />
  const keeps = me.data.acting.roles.some((role) => KEEPERS.includes(role))
  const tabs = [
    { value: 'mang' as Tab, label: t.tabs.network },
    ...(keeps ? [{ value: 'thiet-bi' as Tab, label: t.tabs.machines }] : []),
    { value: 'bao-chi' as Tab, label: t.tabs.press },
  ]
  const tab = tabs.find((one) => one.value === asked)?.value ?? 'mang'
  return (
    <Page title={t.title} width="full">
      <SectionNav />
      <Tabs
        label={t.title}
        value={tab}
        onChange={(value) => go(paths.equipment(value), { replace: true })}
        tabs={tabs}
      >
        <div className="equipment-tab">
          {tab === 'mang' && <Network />}
          {tab === 'thiet-bi' && <Machines />}
          {tab === 'bao-chi' && <Press />}
        </div>
      </Tabs>
    </Page>
  )
}
