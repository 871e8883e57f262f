// The draft as the page itself: every field is typed where it will be printed (Appendix I, Decree 30/2020).
import type { DraftContent, DraftView, FormatFinding } from '@congvan/contract'
import type { ReactNode } from 'react'
import { Addressees } from './Addressees.tsx'
import { Closing } from './Closing.tsx'
import { Marks } from './Marks.tsx'
import type { Edit } from './model/keeper.ts'
import { hasAddressees, isLetter, marksAt, type Section } from './model/sections.ts'
import { PageLine } from './PageLine.tsx'
import { Paragraphs } from './Paragraphs.tsx'
import { SheetHead } from './SheetHead.tsx'
import './sheet.css'
import { useTexts } from './texts.ts'

export interface SheetProps {
  view: DraftView
  content: DraftContent
  readOnly: boolean
  edit: Edit
  onRepair: (finding: FormatFinding) => void
}

export function Sheet(props: SheetProps) {
  const t = useTexts()
  const { view, content, readOnly, edit } = props
  const strip = (section: Section, children: ReactNode) => (
    <Strip
      section={section}
      content={content}
      findings={view.findings}
      readOnly={readOnly}
      onRepair={props.onRepair}
    >
      {children}
    </Strip>
  )
  return (
    <article className={`sheet ${content.regime}`} aria-label={t.paper}>
      {strip('head', <SheetHead {...props} />)}
      {!isLetter(content) &&
        strip(
          'subject',
          <div className="named-type">
            <div className="type-name">{view.typeName}</div>
            <PageLine
              label={t.subject}
              value={content.subject}
              placeholder={t.subjectHint}
              readOnly={readOnly}
              className="subject"
              onChange={(subject) => edit({ subject })}
            />
            <span className="rule" />
          </div>,
        )}
      {hasAddressees(content) &&
        strip('addressees', <Addressees content={content} readOnly={readOnly} edit={edit} />)}
      {view.uploaded ? (
        strip('body', <p className="file-body">{t.fileBody}</p>)
      ) : (
        <Text {...props} strip={strip} />
      )}
      {strip('closing', <Closing {...props} />)}
    </article>
  )
}

function Text(props: SheetProps & { strip: (section: Section, children: ReactNode) => ReactNode }) {
  const t = useTexts()
  const { content, edit, readOnly, strip } = props
  return (
    <>
      {(content.grounds.length > 0 || !readOnly) &&
        strip(
          'grounds',
          <Paragraphs
            label={t.grounds}
            className="grounds"
            value={content.grounds.join('\n')}
            placeholder={t.groundsHint}
            readOnly={readOnly}
            onChange={(text) => edit({ grounds: text === '' ? [] : text.split('\n') })}
          />,
        )}
      {strip(
        'body',
        <>
          <Paragraphs
            label={t.body}
            className="body"
            value={content.body}
            placeholder={t.bodyHint}
            readOnly={readOnly}
            onChange={(body) => edit({ body })}
          />
          {content.invitation && <Invitation {...props} invitation={content.invitation} />}
        </>,
      )}
    </>
  )
}

function Invitation(props: SheetProps & { invitation: NonNullable<DraftContent['invitation']> }) {
  const t = useTexts()
  const { invitation } = props
  return (
    <div className="invitation">
      {(['time', 'place', 'participants'] as const).map((field) => (
        <div key={field} className="invitation-line">
          <span>{t.invitation[field]}:</span>
          <PageLine
            label={t.invitation[field]}
            value={invitation[field]}
            placeholder="…"
            readOnly={props.readOnly}
            onChange={(value) => props.edit({ invitation: { ...invitation, [field]: value } })}
          />
        </div>
      ))}
    </div>
  )
}

/** A strip of the page with the red pencil's marks at its margin. */
function Strip(props: {
  section: Section
  content: DraftContent
  findings: FormatFinding[]
  readOnly: boolean
  onRepair: (finding: FormatFinding) => void
  children: ReactNode
}) {
  const marks = marksAt(props.findings, props.section)
  return (
    <div className={`strip strip-${props.section} ${marks.length > 0 ? 'is-marked' : ''}`}>
      <div className="strip-page">{props.children}</div>
      {marks.length > 0 && (
        <Marks marks={marks} content={props.content} readOnly={props.readOnly} onRepair={props.onRepair} />
      )}
    </div>
  )
}
