import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { answerInvitation } from './answer-invitation.ts'
import { remindRecipients } from './remind-recipients.ts'

export const deliveries: Module = { name: 'deliveries', commands: [remindRecipients, answerInvitation] }
