import './errors.ts'
import type { Module } from '../../platform/command.ts'

/** What is witnessed is named in the database (`evidence.kind_of`): its trigger queues the event, `startEvidence` follows. */
export const evidence: Module = { name: 'evidence' }
