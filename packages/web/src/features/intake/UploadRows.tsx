import { Button, ProgressBar } from '../../ui/index.ts'
import { useIntakeTexts } from './texts.ts'
import { dropUpload, retryUpload, useUploads } from './uploads.ts'

/** Files on their way, above the queue; a refused one keeps its reason and its retry. */
export function UploadRows() {
  const t = useIntakeTexts()
  const items = useUploads()
  if (items.length === 0) return null
  const failed = items.filter((item) => item.state === 'failed')
  const moving = items.filter((item) => item.state !== 'failed')
  return (
    <ul className="uploads">
      {[...failed, ...moving.slice(0, 4)].map((item) => (
        <li key={item.id} className={item.state}>
          <span className="upload-name">{item.file.name}</span>
          {item.state === 'failed' ? (
            <>
              <span className="upload-error" role="alert">
                {item.error}
              </span>
              <span className="upload-actions">
                <Button size="small" onClick={() => retryUpload(item.id)}>
                  {t.retry}
                </Button>
                <Button size="small" variant="plain" onClick={() => dropUpload(item.id)}>
                  {t.dismiss}
                </Button>
              </span>
            </>
          ) : (
            <>
              <small>{item.state === 'reading' ? t.reading : t.sending}</small>
              <ProgressBar value={item.state === 'reading' ? null : item.progress} label={item.file.name} />
            </>
          )}
        </li>
      ))}
      {moving.length > 4 && <li className="upload-more">+{moving.length - 4}</li>}
    </ul>
  )
}
