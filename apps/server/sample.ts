/** Makes a small valid value of any schema our contracts use: for tests that must get past validation. */
import type { TSchema } from '@liren/contract'

type Node = {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly TSchema[]
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
  readonly items?: TSchema
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly pattern?: string
  readonly format?: string
  readonly patternProperties?: unknown
}

const formats: Readonly<Record<string, string>> = {
  uuid: '01940000-0000-7000-8000-000000000001',
  'date-time': '2026-03-02T02:00:00.000Z',
  date: '2026-03-02',
  email: 'a@example.org',
  uri: 'https://example.org/',
  time: '09:00:00Z',
}

/** Texts tried against a pattern, commonest first. */
const tries = [
  '440104001001',
  'P0103',
  'A0101',
  'abc',
  'abc-def',
  'Abc1',
  '1',
  '12',
  '123',
  '1234',
  '123456',
  '12345678',
  '09:00',
  'a',
  'A',
  '13812345678',
  '2026-03',
  '440104001001001',
  'https://example.org/',
  'a.b',
  '01940000-0000-7000-8000-000000000001',
  'A'.repeat(43),
  'A'.repeat(86),
  '0'.repeat(64),
  'case.read',
  '2026',
  '#1E7B6E',
  '91350100M000100Y43',
  '440104195503080029',
  'dept-one',
  'cases/closed',
  'K7M2P9QRST',
]

const text = (node: Node): string => {
  if (node.format && formats[node.format]) return formats[node.format] ?? ''
  if (node.pattern) {
    const pattern = new RegExp(node.pattern, 'u')
    const found = tries.find((one) => pattern.test(one) && one.length >= (node.minLength ?? 0))
    if (found === undefined) throw new Error(`no sample for pattern ${node.pattern}`)
    return found
  }
  return 'x'.repeat(Math.max(node.minLength ?? 0, 3))
}

/** A value with required fields only. */
export const sample = (schema: TSchema): unknown => {
  const node = schema as Node
  if (node.const !== undefined) return node.const
  if (node.enum) return node.enum[0]
  if (node.anyOf?.[0]) return sample(node.anyOf[0])
  const type = Array.isArray(node.type) ? node.type[0] : node.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        (node.required ?? []).flatMap((key) => (node.properties?.[key] ? [[key, sample(node.properties[key])]] : [])),
      )
    case 'array':
      return Array.from({ length: node.minItems ?? 0 }, () => (node.items ? sample(node.items) : null))
    case 'integer':
    case 'number':
      return node.minimum ?? (node.exclusiveMinimum === undefined ? 1 : node.exclusiveMinimum + 1)
    case 'boolean':
      return false
    case 'null':
      return null
    case 'string':
      return text(node)
    default:
      return {}
  }
}
