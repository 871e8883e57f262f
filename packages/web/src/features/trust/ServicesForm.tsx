import { useState } from 'react'
import { Button, Select, TextArea, TextInput } from '../../ui/index.ts'
import type { ServicesView } from './api.ts'
import { useTrustTexts } from './texts.ts'

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function ServicesForm(props: { services: ServicesView; onSave: (services: ServicesView) => void }) {
  const t = useTrustTexts()
  const [tsa, setTsa] = useState(props.services.tsa.join('\n'))
  const [hosts, setHosts] = useState(props.services.hosts.join('\n'))
  const [address, setAddress] = useState(props.services.publicAddress ?? '')
  const [level, setLevel] = useState(props.services.level)
  return (
    <form
      className="trust-services"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave({
          tsa: lines(tsa),
          hosts: lines(hosts),
          level,
          publicAddress: address.trim().replace(/\/+$/, '') || null,
        })
      }}
    >
      <TextArea label={t.tsa} hint={t.tsaHint} value={tsa} onChange={setTsa} rows={2} />
      <TextArea label={t.hosts} hint={t.hostsHint} value={hosts} onChange={setHosts} rows={2} />
      <TextInput label={t.publicAddress} hint={t.publicHint} value={address} onChange={setAddress} />
      <Select
        label={t.level}
        value={level}
        options={(Object.keys(t.levels) as ServicesView['level'][]).map((value) => ({
          value,
          label: t.levels[value],
        }))}
        onChange={(value) => setLevel(value as ServicesView['level'])}
      />
      <Button type="submit" variant="primary">
        {t.save}
      </Button>
    </form>
  )
}
