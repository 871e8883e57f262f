// Status packet → model (Decision 28/2018: 01 … 06, 13, 15, 16).

import { Fields } from './from-tree.ts'
import { STATUS_NAMES, STATUSES_WITH_REASON, type StatusPacket } from './model.ts'
import { EdxmlError, type Warnings } from './problems.ts'
import type { Node } from './tree.ts'
import { readStatusCode, readTime } from './values.ts'

const NAMES = new Set('From To ResponseFor StaffInfo StatusCode Description Timestamp'.split(' '))

export function readStatus(header: Node, warnings: Warnings): StatusPacket {
  const fields = new Fields(warnings)
  const from = fields.organ(fields.group(header, 'From'))
  if (!from.code) throw new EdxmlError('no-sender', '', header.line)
  const statusCode = readStatusCode(fields.code(header, 'StatusCode'), warnings)
  if (!statusCode) throw new EdxmlError('no-status', '', header.line)
  if (!STATUS_NAMES[statusCode]) warnings.add('status-unknown', statusCode)
  const responseFor = fields.responses(header)
  if (!responseFor.some((response) => response.documentId)) warnings.add('target-missing')
  const statusText = fields.text(header, 'Description')
  if (!statusText && STATUSES_WITH_REASON.has(statusCode)) warnings.add('reason-missing')
  return {
    kind: 'status',
    from,
    responseFor,
    staff: fields.staff(header),
    statusCode,
    statusText,
    at: readTime(fields.code(header, 'Timestamp'), warnings, 'Timestamp'),
    extensions: fields.extensions(header, NAMES),
  }
}
