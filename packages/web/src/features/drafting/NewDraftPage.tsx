// Which paper to begin with: eight templates by name, or a file made elsewhere.
import { useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { ApiProblem, command, newId, upload } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { language } from '../../lib/language.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, ProgressBar } from '../../ui/index.ts'
import './drafting.css'
import { TYPES } from './model/sections.ts'
import { useTexts } from './texts.ts'

const isUnknownType = (error: unknown) =>
  error instanceof ApiProblem && error.problem.code === 'drafting.unknown-type'

export function NewDraftPage() {
  const t = useTexts()
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const replyTo = search.get('tra-loi')
  const wanted = search.get('loai')
  const answered = useApi('documents.get', { documentId: replyTo ?? '' }, { enabled: replyTo !== null })
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [part, setPart] = useState<number | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  // The likely type is one Enter away.
  useEffect(() => first.current?.focus(), [])
  const create = async (typeCode: string, file?: File) => {
    setBusy(typeCode)
    setTrouble(null)
    try {
      const receipt = file ? await upload(file, setPart) : null
      const documentId = newId()
      const more = {
        ...(replyTo ? { replyToDocumentId: replyTo } : {}),
        ...(receipt ? { uploadId: receipt.uploadId } : {}),
      }
      await command('drafting.create', { documentId, typeCode, ...more }).catch((error: unknown) => {
        // A công văn has no abbreviation under Decree 30, the Party's is CV: the office's own list decides.
        if (typeCode !== '' || !isUnknownType(error)) throw error
        return command('drafting.create', { documentId, typeCode: 'CV', ...more })
      })
      takeAnswer(null)
      go(paths.draft(documentId), { replace: true })
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(null)
    }
    setPart(null)
  }
  const card = answered.data?.card
  return (
    <div className="new-draft">
      <h1>{t.newTitle}</h1>
      {card && (
        <p className="new-reply">
          {t.replying(card.numberSymbol ?? '')}: {card.subject}
        </p>
      )}
      <p className="new-hint">{t.chooseType}</p>
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <ul className="types">
        {TYPES.map((type) => (
          <li key={type.code}>
            <button
              type="button"
              className="type"
              ref={type.code === (wanted ?? (replyTo ? 'BC' : '')) ? first : undefined}
              aria-disabled={busy !== null || undefined}
              onClick={() => busy === null && void create(type.code)}
            >
              <span>{type[language()]}</span>
              <small>{type.code || 'CV'}</small>
            </button>
          </li>
        ))}
      </ul>
      <div className="new-upload">
        <span>{t.orUpload}</span>
        <Button icon="upload" busy={busy !== null} onClick={() => input.current?.click()}>
          {t.uploadFile}
        </Button>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          className="visually-hidden"
          aria-label={t.uploadFile}
          accept=".pdf,.docx,application/pdf"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) void create(wanted ?? '', file)
          }}
        />
        {part !== null && <ProgressBar value={part < 1 ? part : null} label={t.uploading('')} />}
      </div>
    </div>
  )
}
