import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { setAbsence } from './set-absence.ts'

export const organisations: Module = { name: 'organisations', commands: [setAbsence] }
