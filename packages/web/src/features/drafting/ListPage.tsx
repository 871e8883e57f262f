// All drafts that are mine to write, check or mend, and the door to a new one.
import { useLocation } from 'wouter'
import { useRows } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, DocumentRow, Empty, Skeleton, VirtualList } from '../../ui/index.ts'
import './drafting.css'
import { useTexts } from './texts.ts'

export function DraftingListPage() {
  const t = useTexts()
  const [, go] = useLocation()
  const list = useRows('drafting.list', {})
  const create = () => go(paths.newDraft())
  useKeys([{ keys: 'n', label: t.newDraft, run: create }])
  const button = (
    <Button variant="primary" icon="plus" shortcut="n" onClick={create}>
      {t.newDraft}
    </Button>
  )
  return (
    <div className="drafts">
      <header className="drafts-head">
        <h1>{t.title}</h1>
        {list.rows.length > 0 && button}
      </header>
      {list.error && (
        <Banner tone="amber" alert actions={<Button onClick={list.refetch}>{t.tryAgain}</Button>}>
          {list.error.message}
        </Banner>
      )}
      {list.loading ? (
        <Skeleton lines={6} />
      ) : (
        <VirtualList
          label={t.title}
          rows={list.rows}
          rowKey={(card) => card.id}
          renderRow={(card) => <DocumentRow card={card} showState={card.reason === 'draft'} />}
          onOpen={(card) => go(paths.draft(card.id))}
          onEndReached={list.more}
          empty={
            <Empty title={t.emptyTitle} action={button}>
              {t.emptyText}
            </Empty>
          }
        />
      )}
    </div>
  )
}
