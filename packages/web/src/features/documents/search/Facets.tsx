import type { SearchFacet, SearchFacetName, SearchParams } from '@congvan/contract'
import { dayWords } from '../../../lib/clock.ts'
import { Chip, TextInput } from '../../../ui/index.ts'
import { useSearchTexts } from './texts.ts'

const ORDER: SearchFacetName[] = ['direction', 'state', 'type', 'year', 'issuer', 'holder', 'agency']

interface Props {
  asked: SearchParams
  facets: SearchFacet[]
  onChange: (asked: SearchParams) => void
}

const without = (asked: SearchParams, name: keyof SearchParams): SearchParams => {
  const { [name]: _gone, ...rest } = asked
  return rest
}

/** How the result divides; a share narrows, pressed again widens. */
export function Facets({ asked, facets, onChange }: Props) {
  const t = useSearchTexts()
  return (
    <section className="facets" aria-label={t.narrow}>
      {ORDER.map((name) => {
        const rows = facets.filter((row) => row.facet === name)
        if (rows.length === 0) return null
        return (
          <fieldset key={name}>
            <legend>{t.facets[name]}</legend>
            <div className="facet-values">
              {rows.map((row) => (
                <Chip
                  key={row.value}
                  pressed={asked[name] === row.value}
                  onClick={() =>
                    onChange(
                      asked[name] === row.value ? without(asked, name) : { ...asked, [name]: row.value },
                    )
                  }
                >
                  {row.label} <b>{row.count}</b>
                </Chip>
              ))}
            </div>
          </fieldset>
        )
      })}
      <div className="facet-days">
        <TextInput
          label={t.from}
          type="date"
          value={asked.from ?? ''}
          onChange={(from) => onChange(from ? { ...asked, from } : without(asked, 'from'))}
        />
        <TextInput
          label={t.to}
          type="date"
          value={asked.to ?? ''}
          onChange={(to) => onChange(to ? { ...asked, to } : without(asked, 'to'))}
        />
      </div>
    </section>
  )
}

/** What narrows now, each to be taken off by itself. */
export function Narrowed({ asked, facets, onChange }: Props) {
  const t = useSearchTexts()
  const on = [...ORDER, 'from' as const, 'to' as const].flatMap((name) => {
    const value = asked[name]
    if (!value) return []
    const label =
      name === 'from' || name === 'to'
        ? `${t[name]} ${dayWords(value)}`
        : (facets.find((row) => row.facet === name && row.value === value)?.label ?? value)
    return [{ name, label }]
  })
  if (on.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: chips in a line, no form group
    <div className="narrowed" role="group" aria-label={t.narrowing}>
      {on.map(({ name, label }) => (
        <Chip key={name} removeLabel={t.remove(label)} onRemove={() => onChange(without(asked, name))}>
          {label}
        </Chip>
      ))}
    </div>
  )
}
