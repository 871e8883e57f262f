// Whom the office believes, whom it asks for the time, and how the nights went.
import { Link } from 'wouter'
import { momentWords } from '../../lib/clock.ts'
import { paths } from '../../paths.ts'
import { Badge, Banner, Button, Icon, Skeleton, type Tone, toast } from '../../ui/index.ts'
import { AddAnchor } from './AddAnchor.tsx'
import { type Anchor, act, type TrustView, useTrust } from './api.ts'
import { ServicesForm } from './ServicesForm.tsx'
import { useTrustTexts } from './texts.ts'
import './trust.css'

const TONES: Record<Anchor['state'], Tone> = { proposed: 'amber', trusted: 'accent', retired: 'plain' }

export function TrustPage() {
  const t = useTrustTexts()
  const view = useTrust()
  const run = (name: string, input: Record<string, unknown>, done: string) =>
    act(name, input).then(
      () => {
        toast(done)
        return view.refetch()
      },
      (error: Error) => toast(error.message, { tone: 'error' }),
    )
  return (
    <div className="trust">
      <Link href={paths.admin()} className="trust-back">
        <Icon name="left" size={18} /> {t.back}
      </Link>
      <h1>{t.title}</h1>
      {view.error && (
        <Banner
          tone="amber"
          alert
          actions={<Button onClick={() => void view.refetch()}>{t.tryAgain}</Button>}
        >
          {view.error.message}
        </Banner>
      )}
      {!view.data && !view.error && <Skeleton lines={6} />}
      {view.data && (
        <>
          <Anchors view={view.data} run={run} />
          <section>
            <h2>{t.services}</h2>
            <p className="trust-text">{t.servicesText}</p>
            <ServicesForm
              key={JSON.stringify(view.data.services)}
              services={view.data.services}
              onSave={(services) => void run('preservation.set-services', { ...services }, t.saved)}
            />
          </section>
          <Nights view={view.data} />
        </>
      )}
    </div>
  )
}

type Run = (name: string, input: Record<string, unknown>, done: string) => Promise<unknown>

function Anchors({ view, run }: { view: TrustView; run: Run }) {
  const t = useTrustTexts()
  const decide = (anchor: Anchor, state: 'trusted' | 'retired') =>
    void run('preservation.decide-anchor', { sha256: anchor.sha256, state, note: anchor.note }, t.added)
  return (
    <section>
      <h2>{t.anchors}</h2>
      <p className="trust-text">{t.anchorsText}</p>
      {view.anchors.every(({ state }) => state !== 'trusted') && <Banner tone="amber">{t.none}</Banner>}
      <ul className="trust-anchors">
        {view.anchors.map((anchor) => (
          <li key={anchor.sha256} className={anchor.state}>
            <div>
              <p className="trust-name">{anchor.name}</p>
              <p className="trust-facts">
                {[
                  t.purposes[anchor.purpose],
                  t.sources[anchor.source],
                  anchor.note,
                  t.until(dayOf(anchor.notAfter)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Badge tone={TONES[anchor.state]}>{t.states[anchor.state]}</Badge>
            {anchor.state === 'trusted' ? (
              <Button size="small" variant="plain" onClick={() => decide(anchor, 'retired')}>
                {t.retire}
              </Button>
            ) : (
              <Button size="small" onClick={() => decide(anchor, 'trusted')}>
                {t.trust}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AddAnchor
        onAdd={(input) => void run('preservation.add-anchor', { ...input }, t.added)}
        onBundle={(bundle) => void run('preservation.load-bundle', { bundle }, t.added)}
      />
      {view.bundleVersion !== null && <p className="trust-facts">{t.bundleVersion(view.bundleVersion)}</p>}
    </section>
  )
}

const dayOf = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/')

function Nights({ view }: { view: TrustView }) {
  const t = useTrustTexts()
  return (
    <section>
      <h2>{t.nights}</h2>
      {view.files && (
        <p className="trust-text">{t.files(view.files.kept, view.files.waiting, view.files.ending)}</p>
      )}
      {view.runs.length === 0 ? (
        <p className="trust-facts">{t.noRuns}</p>
      ) : (
        <table className="trust-runs">
          <thead>
            <tr>
              <th scope="col">{t.run}</th>
              <th scope="col">{t.due}</th>
              <th scope="col">{t.renewed}</th>
              <th scope="col">{t.waiting}</th>
              <th scope="col">{t.problem}</th>
            </tr>
          </thead>
          <tbody>
            {view.runs.map((row) => (
              <tr key={row.at}>
                <th scope="row">{momentWords(row.at)}</th>
                <td>{row.due}</td>
                <td>{row.renewed}</td>
                <td>{row.waiting}</td>
                <td>{row.problem ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
