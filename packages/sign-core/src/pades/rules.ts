import { SignError } from '../cms/errors.ts'
import {
  type FormField,
  listFields,
  listSignatures,
  type PdfReader,
  type PdfSignature,
} from '../pdf/index.ts'

/** What earlier signatures and the encryption allow to be added (ISO 32000-1 §12.8.2.2, §12.8.2.4, Table 22). */
export interface Situation {
  fields: FormField[]
  signatures: PdfSignature[]
}

export async function examine(reader: PdfReader): Promise<Situation> {
  const fields = await listFields(reader)
  const signatures = await listSignatures(reader)
  // Repairing the table of a signed file could change what its signature seems to cover.
  if (reader.rebuilt && signatures.length > 0) {
    throw new SignError('damaged-signed', 'the file is signed and its cross-reference data is damaged')
  }
  return { fields, signatures }
}

const FILL_FORMS = 1 << 8
const ANNOTATE = 1 << 5

export function requirePermission(reader: PdfReader): void {
  const crypt = reader.encryption
  if (crypt === undefined || crypt.owner) return
  if ((crypt.permissions & (FILL_FORMS | ANNOTATE)) === 0) {
    throw new SignError('encrypted-forbidden', 'the permissions of the encrypted file do not allow signing')
  }
}

/** The level of the certifying signature, when there is one. */
export function certifiedLevel(situation: Situation): number | undefined {
  for (const signature of situation.signatures) {
    for (const reference of signature.references) {
      if (reference.method === 'DocMDP') return reference.level ?? 2
    }
  }
  return undefined
}

/** Refused before anything is written: the earlier signature would be reported as broken. */
export function requireMaySign(situation: Situation): void {
  if (certifiedLevel(situation) === 1) {
    throw new SignError('changes-forbidden', 'an earlier signature forbids every change (DocMDP P=1)')
  }
}

/** A new field, not one set aside before. Strict validators (and Acrobat) let a certified document take new visible
 * signatures only in fields that were there when it was certified; a lock on all fields bars new ones too. */
export function requireMayAdd(situation: Situation, name: string, visible: boolean): void {
  if (visible && certifiedLevel(situation) !== undefined) {
    throw new SignError(
      'changes-forbidden',
      'the document is certified: only a field set aside before, or an invisible one',
    )
  }
  requireMayFill(situation, name)
}

export function requireMayFill(situation: Situation, name: string): void {
  for (const signature of situation.signatures) {
    for (const reference of signature.references) {
      if (reference.method !== 'FieldMDP') continue
      const listed = reference.fields.some((field) => name === field || name.startsWith(`${field}.`))
      const locked = reference.action === 'All' || (reference.action === 'Include' ? listed : !listed)
      if (locked)
        throw new SignError('field-locked', `field ${name} is locked by signature ${signature.field}`)
    }
  }
}

export function findField(situation: Situation, name: string): FormField {
  const field = situation.fields.find((item) => item.name === name)
  if (field === undefined) throw new SignError('field-not-found', `no field ${name}`)
  return field
}

export function unusedName(situation: Situation, wanted: string): string {
  const names = new Set(situation.fields.map((field) => field.name))
  if (!names.has(wanted)) return wanted
  for (let i = 2; ; i++) if (!names.has(`${wanted}${i}`)) return `${wanted}${i}`
}
