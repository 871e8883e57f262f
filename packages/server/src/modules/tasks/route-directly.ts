import { RouteDirectly } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanText } from '../../kernel/text.ts'
import { command } from '../../platform/command.ts'
import { assertIn, documents } from '../documents/index.ts'
import { clerk } from '../registers/index.ts'
import { checkTargets, openParts, startHandling } from './steps.ts'

/** "Chuyển thẳng theo quy chế" (Art 23.1): the handler is clear from the agency's rules, which are named. */
export const routeDirectly = command({
  name: 'tasks.route-directly',
  input: RouteDirectly,
  access: clerk,

  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const document = await documents.lockDocument(tx, actor.acting.agencyId, input.documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'registered')
    checkTargets(input.targets, input.dueOn, now)
    const text = cleanText(input.text)
    await openParts(scope, document.id, null, input.targets, text, input.dueOn)
    await startHandling(scope, document, input.dueOn)
    emit({
      name: 'tasks.routed-directly',
      subjectId: document.id,
      payload: { targets: input.targets, dueOn: input.dueOn },
      texts: { text, rule: input.rule },
    })
    touch('work')
    touch('intake')
    return { documentId: document.id }
  },
})
