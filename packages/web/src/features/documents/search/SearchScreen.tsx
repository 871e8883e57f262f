import type { SearchHit, SearchParams } from '@congvan/contract'
import { useDeferredValue, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useSearchRows } from '../../../lib/data.ts'
import { useMedia, WIDE } from '../../../lib/media.ts'
import { paths } from '../../../paths.ts'
import {
  Banner,
  Button,
  DocumentRow,
  Empty,
  ListHead,
  Lit,
  Skeleton,
  Split,
  Tabs,
  VirtualList,
} from '../../../ui/index.ts'
import { DocumentReader } from '../DocumentReader.tsx'
import { addressOf, askedIn } from './address.ts'
import { Facets, Narrowed } from './Facets.tsx'
import { SaveView, TakeAway, Views } from './Views.tsx'
import './search.css'
import { useSearchTexts } from './texts.ts'

/** Results: what answered is lit in the row and on the page; the whole divides at one press. */
export function SearchScreen({ id }: { id: string | null }) {
  const t = useSearchTexts()
  const asked = askedIn(new URLSearchParams(useSearch()))
  const [, go] = useLocation()
  const wide = useMedia(WIDE)
  const readId = useDeferredValue(id)
  const [narrowing, setNarrowing] = useState(false)
  const found = useSearchRows(asked)
  const first = found.first
  const show = (next: SearchParams) => go(`${paths.documents()}${addressOf(next)}`, { replace: true })
  const open = (hit: SearchHit) => {
    if (hit.opens) go(`${paths.document(hit.card.id)}${addressOf(asked)}`)
  }
  return (
    <Split
      showing={id ? 'reader' : 'list'}
      list={
        <>
          <ListHead
            title={asked.q ? t.results(asked.q) : t.all}
            aside={
              <>
                {first && <span role="status">{t.count(first.total, first.atLeast)}</span>}
                {asked.q && (
                  <Button
                    size="small"
                    variant="plain"
                    icon="close"
                    iconOnly
                    onClick={() => {
                      const { q: _q, ...rest } = asked
                      go(
                        Object.keys(rest).length
                          ? `${paths.documents()}${addressOf(rest)}`
                          : paths.documents(),
                      )
                    }}
                  >
                    {t.clear}
                  </Button>
                )}
              </>
            }
          >
            <div className="search-tools">
              <Button
                size="small"
                variant="plain"
                icon="list"
                pressed={narrowing}
                expanded={narrowing}
                onClick={() => setNarrowing(!narrowing)}
              >
                {t.narrow}
              </Button>
              <Views onPick={show} />
              <SaveView asked={asked} />
              <TakeAway asked={asked} />
            </div>
            <Narrowed asked={asked} facets={first?.facets ?? []} onChange={show} />
            {first?.mayProvince && (
              <Tabs<'agency' | 'province'>
                label={t.scope}
                value={asked.scope ?? 'agency'}
                onChange={(scope) => {
                  const { scope: _scope, ...rest } = asked
                  show(scope === 'province' ? { ...rest, scope } : rest)
                }}
                tabs={[
                  { value: 'agency', label: t.own },
                  { value: 'province', label: t.province },
                ]}
              />
            )}
          </ListHead>
          {first?.instead && <Banner>{t.instead[first.instead.why](first.instead.text)}</Banner>}
          {found.error && <Banner tone="amber">{found.error.message}</Banner>}
          {narrowing && first && <Facets asked={asked} facets={first.facets} onChange={show} />}
          {found.loading ? (
            <Skeleton lines={9} label={t.loading} />
          ) : (
            <VirtualList
              label={t.all}
              rows={found.rows}
              rowKey={(hit) => `${hit.card.agencyId}${hit.card.id}`}
              renderRow={(hit) => <Hit hit={hit} />}
              openKey={
                found.rows
                  .map((hit) => `${hit.card.agencyId}${hit.card.id}`)
                  .find((key) => id && key.endsWith(id)) ?? null
              }
              openOnMove={id !== null || wide}
              onOpen={open}
              onEndReached={found.more}
              estimate={116}
              empty={<Empty title={t.none}>{t.noneNote}</Empty>}
            />
          )}
        </>
      }
      reader={
        <DocumentReader
          documentId={readId}
          blank={found.rows.length === 0}
          {...(first?.lights.length ? { words: first.lights } : {})}
          {...(id ? { onBack: () => go(`${paths.documents()}${addressOf(asked)}`) } : {})}
        />
      }
    />
  )
}

function Hit({ hit }: { hit: SearchHit }) {
  const t = useSearchTexts()
  const { passage } = hit
  return (
    <DocumentRow
      card={hit.card}
      showState
      subject={<Lit {...hit.subject} />}
      below={
        hit.opens ? (
          passage && (
            <p className="hit-passage">
              <Lit {...passage} /> <small>{t.page(passage.page, passage.filename)}</small>
            </p>
          )
        ) : (
          <p className="hit-passage">
            <small>
              {hit.card.agencyName} · {t.elsewhere}
            </small>
          </p>
        )
      }
    />
  )
}
