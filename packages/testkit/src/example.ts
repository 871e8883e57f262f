/** A value for each field of a schema: foreign ids wherever an id fits, believable words elsewhere. */
export function exampleOf(schema: Record<string, unknown>, id: () => string): unknown {
  if (Array.isArray(schema.anyOf)) return exampleOf(schema.anyOf[0] as Record<string, unknown>, id)
  if ('const' in schema) return schema.const
  if (schema.type === 'object') {
    const properties = (schema.properties ?? {}) as Record<string, Record<string, unknown>>
    return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, named(name, one, id)]))
  }
  if (schema.type === 'array') return [exampleOf(schema.items as Record<string, unknown>, id)]
  if (schema.type === 'integer' || schema.type === 'number')
    return (schema.minimum as number | undefined) ?? 0
  if (schema.type === 'boolean') return true
  if (schema.format === 'uuid') return id()
  if (String(schema.pattern ?? '').includes('\\d{4}-')) return '2021-12-24'
  return 'x'
}
function named(name: string, schema: Record<string, unknown>, id: () => string): unknown {
  if (name === 'secrecyMark') return null
  if (/Id$/.test(name) && schema.type === 'string') return id()
  return exampleOf(schema, id)
}
