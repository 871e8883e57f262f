import { prepared, type Tx } from '../../../platform/tx.ts'

export const putLink = (tx: Tx, agencyId: string, documentId: string, tokenSha256: string) =>
  tx.run(
    `insert into verification.link (agency_id, document_id, token_sha256) values ($1, $2, $3)
     on conflict (agency_id, document_id) do update set token_sha256 = $3`,
    [agencyId, documentId, tokenSha256],
  )

export const putIssuedFile = (
  tx: Tx,
  row: { agencyId: string; documentId: string; ordinal: number; sha256: string; bytes: number; at: string },
) =>
  tx.run(
    prepared(`insert into verification.issued_file (agency_id, document_id, ordinal, sha256, bytes, at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`),
    [row.agencyId, row.documentId, row.ordinal, row.sha256, row.bytes, row.at],
  )

export interface PublicRow {
  number: string
  symbol: string
  regime: string
  issued_on: string
  type_name: string
  issuer_name: string
  state: 'issued' | 'recalled'
  replaced_by: string | null
  files: { sha256: string; bytes: number }[]
}

/** By the code of the mark, or by the exact bytes of a file; never both. */
export const lookUp = (tx: Tx, by: { token: string } | { file: string }) =>
  tx.one<PublicRow>(`select * from verification.look_up($1, $2)`, [
    'token' in by ? by.token : null,
    'file' in by ? by.file : null,
  ])

export const readPublicAddress = async (tx: Tx): Promise<string | null> =>
  (await tx.one<{ value: string }>(`select value from platform.setting where key = 'public-address'`))
    ?.value ?? null

export const writePublicAddress = (tx: Tx, address: string | null) =>
  tx.run(
    `insert into platform.setting (key, value) values ('public-address', $1)
     on conflict (key) do update set value = $1`,
    [JSON.stringify(address)],
  )
