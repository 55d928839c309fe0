/** Can this be a value of that entry, whoever tells it? */
import type { Entry } from './entry.ts'

export const fits = (entry: Entry, value: unknown): boolean => {
  if (value === null) return true
  switch (entry.type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    case 'code':
      return typeof value === 'string' && (entry.codes === null || Object.hasOwn(entry.codes, value))
    case 'list':
      return Array.isArray(value)
    default:
      return typeof value === 'string'
  }
}
