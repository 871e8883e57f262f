import { type DemoDocument, letterOf, type Province } from '@congvan/demo'
import type pg from 'pg'
import { placesOf } from '../modules/drafting/index.ts'
import { type Letter, renderLetter } from '../modules/letters/index.ts'
import { keyFor, type ReadyKey, sealLetter, signAsPerson, unlock } from '../modules/signing/index.ts'
import type { Services } from '../platform/services.ts'
import { txOf } from '../platform/tx.ts'
import { arrivalId } from './load-documents.ts'
import type { PictureBook } from './pictures.ts'

export const needsFile = (document: DemoDocument) =>
  document.medium === 'electronic' && document.state !== 'draft' && document.state !== 'in-review'

/** Order of making: what waits on somebody's desk first, then newest first. */
export function fileOrder(province: Province): DemoDocument[] {
  const waits = (document: DemoDocument) =>
    document.state !== 'issued' ||
    document.deliveries.some(
      (row) =>
        row.state === 'arrived' ||
        row.state === 'submitted' ||
        row.state === 'proposed' ||
        row.state === 'instructed',
    )
      ? 0
      : 1
  return province.threads
    .flatMap((thread) => thread.documents)
    .filter(needsFile)
    .sort((a, b) => waits(a) - waits(b) || (b.issuedAt ?? '9').localeCompare(a.issuedAt ?? '9'))
}

/** Renders, signs and seals one document as its people would have, and gives every holder its reference. Repeats safely. */
export async function makeFile(
  services: Services,
  client: pg.ClientBase,
  pictures: PictureBook,
  document: DemoDocument,
): Promise<void> {
  const letter: Letter = document.state === 'issued' ? (letterOf(document) as Letter) : openLetter(document)
  const rendered = await renderLetter(letter)
  const places = placesOf(rendered.fields)
  let pdf: Uint8Array = rendered.pdf
  if (document.issuerAgencyId && (document.state === 'issued' || document.state === 'signed')) {
    const [person, agency] = await Promise.all([
      keyOf(services, client, pictures, document, 'person'),
      keyOf(services, client, pictures, document, 'agency'),
    ])
    if (person)
      pdf = await signAsPerson(pdf, person, places, {
        time: new Date(document.signedAt ?? document.issuedAt!),
        name: document.signerName,
      })
    if (person && agency && document.state === 'issued')
      pdf = await sealLetter(
        pdf,
        agency,
        { number: null, date: [] },
        { time: new Date(document.issuedAt!), agency: document.header.issuerName },
      )
  }
  const blob = await services.blobs.put(pdf)
  const filename = `${document.number ? `${document.number}-` : ''}${document.symbol}.pdf`.replace(
    /[/\\]/g,
    '-',
  )
  const row = {
    ordinal: 1,
    role: 'main',
    filename,
    media_type: 'application/pdf',
    bytes: blob.bytes,
    sha256: blob.sha256,
    pages: rendered.pages,
    verdict: 'pending',
  }
  const holders = [
    ...(document.issuerAgencyId ? [{ agency_id: document.issuerAgencyId, document_id: document.id }] : []),
    ...document.deliveries
      .filter((d) => d.channel === 'electronic')
      .map((d) => ({ agency_id: d.agencyId, document_id: arrivalId(document, d.agencyId) })),
  ]
  await client.query(
    `insert into documents.component (agency_id, document_id, ordinal, role, filename, media_type, bytes, sha256, pages, verdict)
     select (h->>'agency_id')::uuid, (h->>'document_id')::uuid, $2, $3, $4, $5, $6, $7, $8, $9 from jsonb_array_elements($1) h on conflict do nothing`,
    [
      JSON.stringify(holders),
      row.ordinal,
      row.role,
      row.filename,
      row.media_type,
      row.bytes,
      row.sha256,
      row.pages,
      row.verdict,
    ],
  )
  // A file that comes without an event is told to the word index by hand.
  await client.query(
    `insert into search.pending (agency_id, document_id)
     select (h->>'agency_id')::uuid, (h->>'document_id')::uuid from jsonb_array_elements($1) h
     on conflict (agency_id, document_id) do update set waiting = true`,
    [JSON.stringify(holders)],
  )
  if (document.state !== 'issued') {
    await client.query(
      'update drafting.draft set fields = $3, finalised_at = coalesce(submitted_at, now()) where agency_id = $1 and document_id = $2',
      [document.issuerAgencyId, document.id, JSON.stringify(places)],
    )
  }
  const { judgePdf, linesOf } = await import('../modules/signing/index.ts')
  const report = await judgePdf(services, pdf)
  await client.query(
    `with c as (update documents.component set verdict = $2, signatures = $3 where sha256 = $1 returning agency_id, document_id)
     update documents.document d set verdict = $2 from c where d.agency_id = c.agency_id and d.id = c.document_id`,
    [blob.sha256, report.verdict, JSON.stringify(linesOf(report))],
  )
}

/** Before issue number and date are still open: room is left for them. */
function openLetter(document: DemoDocument): Letter {
  const closed = letterOf(document) as Letter
  return { ...closed, number: null, date: null, year: 2021 }
}

const keys = new Map<string, Promise<ReadyKey | null>>()

function keyOf(
  services: Services,
  client: pg.ClientBase,
  pictures: PictureBook,
  document: DemoDocument,
  holder: 'person' | 'agency',
): Promise<ReadyKey | null> {
  const personId = holder === 'person' ? document.signerPersonId : null
  const name = `${document.issuerAgencyId}/${holder}/${personId}`
  let key = keys.get(name)
  if (!key) {
    key = pictures
      .ensure(client, document.issuerAgencyId!, personId)
      .then(() =>
        keyFor(txOf(client), document.issuerAgencyId!, holder, personId, '', '2021-12-20T00:00:00Z'),
      )
      .then((found) => unlock(services, found, undefined))
      .catch(() => null)
    keys.set(name, key)
  }
  return key
}
