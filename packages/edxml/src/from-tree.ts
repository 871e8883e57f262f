// Groups that both packet kinds share: bodies, staff, answered documents, extensions.

import { type Extension, emptyOrgan, type Organ, type ResponseFor, type Staff } from './model.ts'
import { KIT_EXTENSIONS } from './names.ts'
import type { Warnings } from './problems.ts'
import { childrenOf, type Node, only } from './tree.ts'
import { cleanCode, cleanText, readDate } from './values.ts'

const ORGAN_FIELDS = {
  inCharge: ['OrganizationInCharge', 500],
  address: ['OrganAdd', 500],
  email: ['Email', 100],
  telephone: ['Telephone', 20],
  fax: ['Fax', 20],
  website: ['Website', 100],
} as const

export class Fields {
  readonly warnings: Warnings

  constructor(warnings: Warnings) {
    this.warnings = warnings
  }

  text(node: Node | undefined, name: string, longest = Number.POSITIVE_INFINITY): string {
    const value = cleanText(only(node, name, this.warnings)?.text ?? '', this.warnings, name)
    // Lengths are not enforced in the wild: warn, never reject.
    if (value.length > longest) this.warnings.add('field-too-long', name)
    return value
  }

  code(node: Node | undefined, name: string): string {
    return cleanCode(only(node, name, this.warnings)?.text ?? '', this.warnings, name)
  }

  date(node: Node | undefined, name: string): string | null {
    return readDate(only(node, name, this.warnings)?.text ?? '', this.warnings, name)
  }

  group(node: Node | undefined, name: string): Node | undefined {
    return only(node, name, this.warnings)
  }

  list(node: Node | undefined, name: string): string[] {
    return childrenOf(node, name)
      .map((child) => cleanText(child.text, this.warnings, name))
      .filter((text) => text !== '')
  }

  organ(node: Node | undefined): Organ {
    const code = this.code(node, 'OrganId')
    const organ = emptyOrgan(code, this.text(node, 'OrganName', 200))
    for (const [key, [name, longest]] of Object.entries(ORGAN_FIELDS)) {
      organ[key as keyof typeof ORGAN_FIELDS] = this.text(node, name, longest)
    }
    if (code && !isOrganCode(code)) this.warnings.add('organ-code-form', code)
    if (!organ.name || organ.name === code) this.warnings.add('organ-name-doubtful', code || '?')
    return organ
  }

  staff(node: Node | undefined): Staff | null {
    const group = this.group(node, 'StaffInfo')
    if (!group) return null
    const staff = {
      department: this.text(group, 'Department'),
      name: this.text(group, 'Staff'),
      email: this.text(group, 'Email'),
      mobile: this.text(group, 'Mobile'),
    }
    return Object.values(staff).some((value) => value) ? staff : null
  }

  responses(header: Node): ResponseFor[] {
    const found: ResponseFor[] = []
    for (const node of childrenOf(header, 'ResponseFor')) {
      const response = {
        organId: this.code(node, 'OrganId'),
        code: this.responseCode(node),
        documentId: this.code(node, 'DocumentId'),
        issuedOn:
          this.date(node, 'PromulgationDate') ??
          this.date(this.group(node, 'PromulgationInfo'), 'PromulgationDate'),
      }
      if (response.organId || response.code || response.documentId) found.push(response)
      else this.warnings.add('response-empty')
    }
    return found
  }

  /** One text `number/notation`, or the group CodeNumber and CodeNotation of the document header. */
  private responseCode(node: Node): string {
    const code = this.group(node, 'Code')
    if (!code || code.children.length === 0) return this.text(node, 'Code')
    return [this.text(code, 'CodeNumber'), this.text(code, 'CodeNotation')].filter((part) => part).join('/')
  }

  extensions(node: Node | undefined, known: ReadonlySet<string>): Extension[] {
    const others = (node?.children ?? []).filter((child) => !known.has(child.name))
    for (const other of others) {
      if (!KIT_EXTENSIONS.has(other.name)) this.warnings.add('element-unknown', other.name)
    }
    return others.map((other) => this.extension(other))
  }

  private extension(node: Node): Extension {
    const children = node.children.map((child) => this.extension(child))
    return {
      name: node.name,
      text: children.length > 0 ? '' : cleanText(node.text, this.warnings, node.name),
      children,
    }
  }
}

/** Anything in the two official forms and the odd codes seen; see the notes on identifiers. */
export function isOrganCode(code: string): boolean {
  return code.length <= 64 && /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/.test(code)
}
