import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { judge } from './judge.ts'

export const signing: Module = { name: 'signing', jobs: [judge] }
