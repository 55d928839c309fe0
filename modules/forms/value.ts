/** Whether one answer is what its field asks for, and what is wrong with it. */
import { canonicalPhone, creditCodeFault, documentFault, phoneFault, tidyNumber } from '@liren/contract/numbers'
import { type Field, limits } from './definition.ts'
import { patternText, safePattern } from './pattern.ts'

export type ValueFault =
  | 'needed'
  | 'wrong-type'
  | 'too-short'
  | 'too-long'
  | 'wrong-pattern'
  | 'not-a-choice'
  | 'too-small'
  | 'too-large'
  | 'too-few'
  | 'too-many'
  | 'impossible-date'
  | 'wrong-number'
  | 'wrong-phone'
  | 'wrong-email'
  | 'wrong-file'
  | 'not-confirmed'
  | 'locked'
  | 'reason-needed'
  | 'check'

export type Checked =
  | { readonly value: string | number | boolean; readonly fault?: undefined }
  | { readonly fault: ValueFault; readonly limit?: number }

const documentKinds = ['residentId', 'hongKongMacaoPass', 'taiwanPass', 'foreignPermanentResident', 'passport'] as const

export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const time = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/
const dateTime = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/
const email = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/

/** `beside`: the answers in the same group, for a number whose kind is told by its neighbour `idKind`. */
const formatted = (field: Field, text: string, today: string, beside: Readonly<Record<string, unknown>>): Checked => {
  switch (field.format) {
    case 'date':
      return isDay(text) ? { value: text } : { fault: 'impossible-date' }
    case 'dateTime':
      return dateTime.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { fault: 'impossible-date' }
    case 'time':
      return time.test(text) ? { value: text } : { fault: 'impossible-date' }
    case 'phone':
      return phoneFault(text) ? { fault: 'wrong-phone' } : { value: canonicalPhone(text) }
    case 'idNumber': {
      const number = tidyNumber(text)
      const kind = documentKinds.find((one) => one === beside.idKind) ?? 'residentId'
      return documentFault(kind, number, today) ? { fault: 'wrong-number' } : { value: number }
    }
    case 'creditCode':
      return creditCodeFault(tidyNumber(text)) ? { fault: 'wrong-number' } : { value: tidyNumber(text) }
    case 'email':
      return text.length <= 254 && email.test(text) ? { value: text } : { fault: 'wrong-email' }
    case 'area':
      return /^\d{12}(\d{3})?$/.test(text) ? { value: text } : { fault: 'wrong-pattern' }
    case 'file':
    case 'signature':
      return id.test(text) ? { value: text } : { fault: 'wrong-file' }
    default:
      return { value: text }
  }
}

const checkText = (field: Field, given: unknown, today: string, beside: Readonly<Record<string, unknown>>): Checked => {
  if (typeof given !== 'string') return { fault: 'wrong-type' }
  const text = given.trim()
  const longest = Math.min(field.maxLength ?? limits.text, limits.text)
  if (text.length > longest) return { fault: 'too-long', limit: longest }
  if (text.length < (field.minLength ?? 0)) return { fault: 'too-short', limit: field.minLength ?? 0 }
  if (field.pattern !== undefined) {
    const pattern = safePattern(field.pattern)
    if (!pattern || text.length > patternText || !pattern.test(text)) return { fault: 'wrong-pattern' }
  }
  return formatted(field, text, today, beside)
}

const checkNumber = (field: Field, given: unknown): Checked => {
  // What is typed into a box arrives as text.
  const number = typeof given === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(given.trim()) ? Number(given) : given
  if (typeof number !== 'number' || !Number.isFinite(number)) return { fault: 'wrong-type' }
  if (field.type === 'integer' && !Number.isSafeInteger(number)) return { fault: 'wrong-type' }
  if (field.format === 'money' && Math.abs(Math.round(number * 100) - number * 100) > 1e-6)
    return { fault: 'wrong-type' }
  if (field.minimum !== undefined && number < field.minimum) return { fault: 'too-small', limit: field.minimum }
  if (field.maximum !== undefined && number > field.maximum) return { fault: 'too-large', limit: field.maximum }
  return { value: number }
}

/** One answer to a field that is neither a group nor a list. */
export const checkValue = (
  field: Field,
  given: unknown,
  today: string,
  beside: Readonly<Record<string, unknown>> = {},
): Checked => {
  if (field.enum) {
    const chosen = field.enum.find((one) => one === given || (typeof one === 'number' && String(one) === given))
    return chosen === undefined ? { fault: 'not-a-choice' } : { value: chosen }
  }
  switch (field.type) {
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : { fault: 'wrong-type' }
    case 'number':
    case 'integer':
      return checkNumber(field, given)
    case 'object':
      return { fault: 'wrong-type' }
    default:
      return checkText(field, given, today, beside)
  }
}
