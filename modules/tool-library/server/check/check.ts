/** The whole automatic review of a document (自动审查): bytes, shape, words, sense, rules, whether everybody can fill it in. Never runs any of it. */
import { compile, fieldOf } from '@liren/kernel/validation'
import type { ErrorObject } from 'ajv'
import { accessFaults } from '../../document/access.ts'
import { type Fault, formatNow, ToolDocument } from '../../document/document.ts'
import { englishFaults } from '../../document/english.ts'
import { lift } from '../../document/lift.ts'
import { readJson } from '../../document/read.ts'
import { checkSense } from '../../document/sense.ts'
import { checkTexts } from '../../document/words.ts'
import { checkForms } from './forms.ts'
import { checkRules } from './rules.ts'

export type Checked = {
  readonly isSound: boolean
  readonly faults: readonly Fault[]
  /** Only where it is sound. */
  readonly document: ToolDocument | null
  /** Also where nothing but the ethics review is missing: whoever makes it writes that last, and sees the rest before. */
  readonly readable?: ToolDocument | null
}

let shape: ReturnType<typeof compile> | null = null

const reasonOf = ({ keyword, params, message }: ErrorObject): string => {
  if (keyword === 'additionalProperties') return `"${String(params.additionalProperty).slice(0, 60)}" is not known here`
  if (keyword === 'required') return `"${String(params.missingProperty)}" is missing`
  if (keyword === 'enum') return 'is none of the allowed values'
  return (message ?? keyword).slice(0, 160)
}

const shapeFaults = (value: unknown): readonly Fault[] => {
  shape ??= compile(ToolDocument, 'body')
  if (shape(value)) return []
  const errors = (shape.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf')
  return (errors.length > 0 ? errors : (shape.errors ?? [])).slice(0, 40).map((error) => ({
    path: `/${fieldOf(error).replaceAll('.', '/')}`,
    code: 'shape',
    reason: reasonOf(error),
    level: 'refuse' as const,
  }))
}

/** Checks what a document holds. `isDraft` lets a studio see everything that is still missing at once. */
export const checkValue = (given: unknown): Checked => {
  const value = lift(given)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return {
      isSound: false,
      document: null,
      faults: [{ path: '', code: 'shape', reason: 'a document is one object', level: 'refuse' }],
    }
  const format = (value as { format?: unknown }).format
  if (format !== formatNow)
    return {
      isSound: false,
      document: null,
      faults: [{ path: '/format', code: 'format', reason: `this edition reads ${formatNow}`, level: 'refuse' }],
    }
  const texts = checkTexts(value)
  const wrong = shapeFaults(value)
  if (wrong.length > 0) return { isSound: false, document: null, faults: [...wrong, ...texts] }
  // Its shape was checked just now.
  const document = value as ToolDocument
  const found = [
    ...texts,
    ...checkSense(document),
    ...checkRules(document),
    ...accessFaults(document),
    ...englishFaults(document),
  ]
  const isRefused = ({ level, code }: Fault) => level === 'refuse' && code !== 'ethics'
  const faults = found.some(isRefused) ? found : [...found, ...checkForms(document)]
  const isSound = faults.every(({ level }) => level !== 'refuse')
  return { isSound, faults, document: isSound ? document : null, readable: faults.some(isRefused) ? null : document }
}

/** Checks a document as it comes: bytes of a file or of an upload. */
export const checkBytes = (bytes: Uint8Array): Checked => {
  const { value, faults } = readJson(bytes)
  return faults.length > 0 ? { isSound: false, faults, document: null } : checkValue(value)
}
