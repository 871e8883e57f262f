import type { ChainNode, DocumentView } from '@congvan/contract'
import { Link } from 'wouter'
import { dayWords } from '../../../lib/clock.ts'
import { useApi } from '../../../lib/data.ts'
import { paths } from '../../../paths.ts'
import { Skeleton } from '../../../ui/index.ts'
import './search.css'
import { useSearchTexts } from './texts.ts'

/** Liên quan: the correspondence from its first paper, what it rests on and who rests on it, and papers like it. */
export function Related({ document }: { document: DocumentView }) {
  const t = useSearchTexts()
  const { id } = document.card
  const links = useApi('search.links', { documentId: id })
  const similar = useApi('search.similar', { documentId: id })
  if (links.isPending) return <Skeleton lines={4} label={t.loading} />
  const found = links.data
  const lists = found
    ? ([
        [t.basis, found.basis],
        [t.supersedes, found.supersedes],
        [t.supersededBy, found.supersededBy],
        [t.cites, found.cites],
        [t.citedBy, found.citedBy],
      ] as const)
    : []
  const none = !found?.chain.length && lists.every(([, rows]) => rows.length === 0)
  return (
    <div className="links">
      {none && <p className="side-empty">{t.noLinks}</p>}
      {found && found.chain.length > 0 && (
        <section>
          <h2>{t.chain}</h2>
          <ol className="chain">
            {found.chain.map((node) => (
              <li key={node.documentId ?? node.numberSymbol} aria-current={node.self || undefined}>
                <Node node={node} self={node.self} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {lists.map(([title, rows]) =>
        rows.length === 0 ? null : (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {rows.map((node) => (
                <li key={node.documentId ?? node.numberSymbol}>
                  <Node node={node} self={false} />
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
      {similar.data && similar.data.rows.length > 0 && (
        <section>
          <h2>{t.similar}</h2>
          <ul>
            {similar.data.rows.map((card) => (
              <li key={card.id}>
                <Link href={paths.document(card.id)}>{card.subject}</Link>
                <small>
                  {[card.numberSymbol, card.issuedOn && dayWords(card.issuedOn), card.issuerName]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Node({ node, self }: { node: ChainNode; self: boolean }) {
  const t = useSearchTexts()
  const name = node.subject || node.numberSymbol
  return (
    <>
      {node.documentId && !self ? (
        <Link href={paths.document(node.documentId)}>{name}</Link>
      ) : (
        <span>{name}</span>
      )}
      <small>
        {[
          node.subject ? node.numberSymbol : '',
          node.issuedOn && dayWords(node.issuedOn),
          self ? t.self : '',
          node.documentId ? '' : t.notHere,
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </>
  )
}
