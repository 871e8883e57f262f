import type { ReactNode } from 'react'
import './layout.css'

/** An ordinary screen: title, its actions, content that scrolls. */
export function Page(props: {
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** 'text' 72 characters, 'form' 880 px, 'full' all there is. */
  width?: 'text' | 'form' | 'full'
  children: ReactNode
}) {
  return (
    <div className="page">
      <div className={`page-inner ${props.width ?? 'form'}`}>
        <header className="page-head">
          <div>
            <h1>{props.title}</h1>
            {props.note && <p className="page-note">{props.note}</p>}
          </div>
          {props.actions && <div className="page-actions">{props.actions}</div>}
        </header>
        {props.children}
      </div>
    </div>
  )
}

/** List at the left, what is open at the right. Under 1200 px one of the two: `showing` says which. */
export function Split(props: {
  list: ReactNode
  reader: ReactNode
  showing: 'list' | 'reader'
  wideList?: boolean
}) {
  return (
    <div className={`split showing-${props.showing} ${props.wideList ? 'wide-list' : ''}`}>
      <div className="split-list">{props.list}</div>
      <div className="split-reader">{props.reader}</div>
    </div>
  )
}

/** Bar above a list: filters at the left, actions at the right. */
export function ListHead(props: {
  title: ReactNode
  /** The top line already says it: kept for screen readers. */
  hideTitle?: boolean
  aside?: ReactNode
  /** The aside stands on the line of the tabs. */
  joined?: boolean
  children?: ReactNode
}) {
  return (
    <header className={`list-head ${props.joined ? 'joined' : ''}`}>
      {props.hideTitle && !props.aside ? (
        <h1 className="visually-hidden">{props.title}</h1>
      ) : (
        <div className="list-head-line">
          <h1 className={props.hideTitle ? 'visually-hidden' : ''}>{props.title}</h1>
          {props.aside && <div className="list-head-aside">{props.aside}</div>}
        </div>
      )}
      {props.children}
    </header>
  )
}
