import { useDeferredValue, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useRows } from '../../lib/data.ts'
import { useMedia, WIDE } from '../../lib/media.ts'
import { paths } from '../../paths.ts'
import type { ScreenProps } from '../../routes.tsx'
import {
  Banner,
  Button,
  DocumentRow,
  Empty,
  ListHead,
  Select,
  Skeleton,
  Split,
  Tabs,
  TextInput,
  VirtualList,
} from '../../ui/index.ts'
import { DocumentReader } from './DocumentReader.tsx'
import './documents.css'
import { useListTexts } from './list-texts.ts'
import { isSearch } from './search/address.ts'
import { SearchScreen } from './search/SearchScreen.tsx'

type Direction = 'all' | 'incoming' | 'outgoing'

/** Văn bản: all that this post may see, newest first; with a question in the address, its results. */
export function Screen({ id }: ScreenProps) {
  const address = new URLSearchParams(useSearch())
  return isSearch(address) ? <SearchScreen id={id} /> : <List id={id} />
}

function List({ id }: ScreenProps) {
  const t = useListTexts()
  const search = new URLSearchParams(useSearch())
  const [, go] = useLocation()
  const wide = useMedia(WIDE)
  const readId = useDeferredValue(id)
  const q = search.get('q') ?? ''
  const direction = (search.get('chieu') as Direction | null) ?? 'all'
  const state = search.get('trang-thai') ?? ''
  const [from, to] = [search.get('tu') ?? '', search.get('den') ?? '']
  const [filters, setFilters] = useState(Boolean(state || from || to))
  const list = useRows('documents.list', {
    ...(q ? { q } : {}),
    ...(direction === 'all' ? {} : { direction }),
    ...(state ? { state } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  })
  const change = (patch: Record<string, string>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(patch))
      if (value) next.set(key, value)
      else next.delete(key)
    const tail = next.size ? `?${next}` : ''
    go(`${id ? paths.document(id) : paths.documents()}${tail}`, { replace: true })
  }
  const tail = search.size ? `?${search}` : ''
  return (
    <Split
      showing={id ? 'reader' : 'list'}
      list={
        <>
          <ListHead
            title={q ? t.found(q) : t.title}
            hideTitle={!q}
            joined={!q}
            aside={
              <>
                {list.total !== null && <span>{t.count(list.total)}</span>}
                <Button
                  variant="plain"
                  size="small"
                  icon="admin"
                  pressed={filters}
                  onClick={() => setFilters(!filters)}
                >
                  {t.filters}
                </Button>
              </>
            }
          >
            {q && (
              <Button size="small" variant="plain" icon="close" onClick={() => change({ q: '' })}>
                {t.clearSearch}
              </Button>
            )}
            {filters && (
              <div className="document-filters">
                <Select
                  label={t.state}
                  value={state}
                  options={[
                    { value: '', label: t.anyState },
                    ...t.states.map(([value, label]) => ({ value, label })),
                  ]}
                  onChange={(value) => change({ 'trang-thai': value })}
                />
                <TextInput
                  label={t.from}
                  type="date"
                  value={from}
                  onChange={(value) => change({ tu: value })}
                />
                <TextInput label={t.to} type="date" value={to} onChange={(value) => change({ den: value })} />
              </div>
            )}
            <Tabs<Direction>
              label={t.directions}
              value={direction}
              onChange={(value) => change({ chieu: value === 'all' ? '' : value })}
              tabs={[
                { value: 'all', label: t.all },
                { value: 'incoming', label: t.incoming },
                { value: 'outgoing', label: t.outgoing },
              ]}
            />
          </ListHead>
          {list.error && <Banner tone="amber">{list.error.message}</Banner>}
          {list.loading ? (
            <Skeleton lines={9} />
          ) : (
            <VirtualList
              label={t.title}
              rows={list.rows}
              rowKey={(card) => card.id}
              renderRow={(card) => <DocumentRow card={card} showState />}
              openKey={id}
              openOnMove={id !== null || wide}
              onOpen={(card) => go(`${paths.document(card.id)}${tail}`)}
              onEndReached={list.more}
              empty={
                <Empty title={q ? t.nothingFound : t.empty}>{q ? t.nothingFoundNote : t.emptyNote}</Empty>
              }
            />
          )}
        </>
      }
      reader={
        <DocumentReader
          documentId={readId}
          blank={list.rows.length === 0}
          {...(id ? { onBack: () => go(`${paths.documents()}${tail}`) } : {})}
        />
      }
    />
  )
}
