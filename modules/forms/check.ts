/** What is wrong with a form, and where: asked before anybody has to fill it in. */
import type { DeclaredFacts } from '@liren/contract/rules'
import { blockFields, fieldsOf } from './blocks.ts'
import {
  blocks,
  type Field,
  type FormDefinition,
  formats,
  limits,
  masks,
  materialSources,
  valueTypes,
} from './definition.ts'
import { conditionFault, derivationFault, wholeRules } from './expressions.ts'
import { contextFacts, factsOf } from './facts.ts'
import { ordered } from './order.ts'
import { leavesOf } from './outline.ts'
import { safePattern } from './pattern.ts'
import { checkValue } from './value.ts'

export type DefinitionFault = { readonly path: string; readonly code: DefinitionFaultCode; readonly what?: string }
export type DefinitionFaultCode =
  | 'not-a-form'
  | 'too-large'
  | 'private-copy'
  | 'too-many-fields'
  | 'too-deep'
  | 'too-many-rules'
  | 'wrong-key'
  | 'forbidden-name'
  | 'key-twice'
  | 'wrong-value'
  | 'unknown-word'
  | 'words-missing'
  | 'words-too-long'
  | 'unsafe-pattern'
  | 'choices-differ'
  | 'rule'
  | 'circle'
  | 'derived-and-asked'
  | 'locked-without-source'
  | 'unknown-field'
  | 'field-twice'
  | 'promise-without-text'

const prototypeNames = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'constructor'])
const keyShape = /^[A-Za-z_][\w:-]{0,63}$/
const dictionaryKey = /^[a-z][A-Za-z0-9]*(\.[a-zA-Z][A-Za-z0-9]*){0,5}$/
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown, most: number) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most

/** Kinds of values a property of a definition may have; what is not named here is an unknown word. */
const shapes = {
  text: (value: unknown) => typeof value === 'string' && value.length <= limits.words,
  words: (value: unknown) =>
    typeof value === 'string' ||
    (isRecord(value) &&
      typeof value['zh-CN'] === 'string' &&
      (value.en === undefined || typeof value.en === 'string') &&
      Object.keys(value).every((key) => key === 'zh-CN' || key === 'en')),
  flag: (value: unknown) => typeof value === 'boolean',
  count: (value: unknown) => isCount(value, 1_000_000),
  number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  rule: (value: unknown) => typeof value === 'string',
  key: (value: unknown) => typeof value === 'string' && dictionaryKey.test(value),
  list: (value: unknown) => Array.isArray(value),
  texts: (value: unknown) =>
    Array.isArray(value) && value.length <= limits.fields && value.every((one) => typeof one === 'string'),
  any: (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value),
  oneOf: (names: readonly string[]) => (value: unknown) => names.includes(value as string),
} as const
type Shape = (value: unknown) => boolean

const fieldShape: Readonly<Record<string, Shape>> = {
  ...{
    key: shapes.text,
    label: shapes.words,
    help: shapes.words,
    purpose: shapes.words,
    basis: shapes.words,
    own: shapes.words,
  },
  ...{ type: shapes.oneOf(valueTypes), format: shapes.oneOf(formats), block: shapes.oneOf(blocks) },
  ...{ mask: shapes.oneOf(masks), enum: shapes.list, choices: shapes.list, fields: shapes.list, pick: shapes.texts },
  ...{ minLength: shapes.count, maxLength: shapes.count, minimum: shapes.number, maximum: shapes.number },
  ...{ pattern: shapes.text, default: shapes.any, repeat: isRecord, from: shapes.key, addedBy: shapes.text },
  ...{ lock: shapes.flag, confirm: shapes.flag, sensitive: shapes.flag, required: shapes.flag },
  ...{ when: shapes.rule, derive: shapes.rule },
}
const formShape: Readonly<Record<string, Shape>> = {
  ...{ code: (value) => typeof value === 'string' && /^[A-Za-z0-9][\w.-]{0,59}$/.test(value), title: shapes.words },
  ...{ audience: shapes.oneOf(['person', 'enterprise', 'staff']), purpose: shapes.words, basis: shapes.words },
  ...{ fields: shapes.list, pages: shapes.list, checks: shapes.list, materials: shapes.list, consents: shapes.texts },
  ...{ baseline: isRecord, statutory: isRecord, dropped: shapes.list, retentionYears: (value) => isCount(value, 100) },
}
const materialShape: Readonly<Record<string, Shape>> = {
  ...{ key: shapes.text, name: shapes.words, source: shapes.oneOf(materialSources), when: shapes.rule },
  ...{ mayFollow: shapes.flag, isOptional: shapes.flag, text: shapes.words, from: shapes.key },
}
const checkShape: Readonly<Record<string, Shape>> = { rule: shapes.rule, at: shapes.text, message: shapes.words }
const pageShape: Readonly<Record<string, Shape>> = { title: shapes.words, help: shapes.words, groups: shapes.list }
const groupShape: Readonly<Record<string, Shape>> = { title: shapes.words, fields: shapes.texts, when: shapes.rule }
const repeatShape: Readonly<Record<string, Shape>> = {
  min: (value) => isCount(value, limits.items),
  max: (value) => isCount(value, limits.items),
}
const baselineShape: Readonly<Record<string, Shape>> = {
  ...{ fields: shapes.count, materials: shapes.count, visits: shapes.count, days: shapes.count },
}
const statutoryShape: Readonly<Record<string, Shape>> = {
  keys: (value) => Array.isArray(value) && value.length > 0 && value.every((one) => shapes.key(one)),
  law: shapes.words,
}
const droppedShape: Readonly<Record<string, Shape>> = {
  kind: shapes.oneOf(['field', 'material', 'step']),
  name: shapes.words,
  because: shapes.oneOf(['prefilled', 'derived', 'not-needed', 'merged', 'checked-by-data']),
}

type Found = { readonly faults: DefinitionFault[]; fields: number; rules: number }
const say = (found: Found, path: string, code: DefinitionFaultCode, what?: string) => {
  if (found.faults.length < 200) found.faults.push({ path, code, ...(what === undefined ? {} : { what }) })
}

/** Every property known and of its kind; those in `due` present. */
const inspect = (
  value: unknown,
  shape: Readonly<Record<string, Shape>>,
  due: readonly string[],
  path: string,
  found: Found,
): value is Record<string, unknown> => {
  if (!isRecord(value)) {
    say(found, path, 'wrong-value')
    return false
  }
  const at = (key: string) => (path === '' ? key : `${path}.${key}`)
  let isGood = true
  const wrong = (...given: [path: string, code: DefinitionFaultCode, what?: string]) => {
    isGood = false
    say(found, ...given)
  }
  for (const [key, one] of Object.entries(value)) {
    const fits = Object.hasOwn(shape, key) ? shape[key] : undefined
    if (!fits) wrong(at(key), 'unknown-word', key)
    else if (one !== undefined && !fits(one))
      wrong(at(key), 'wrong-value', typeof one === 'string' ? one.slice(0, 60) : typeof one)
    else if (fits === shapes.words && isTooLong(one)) wrong(at(key), 'words-too-long')
  }
  for (const key of due) if (value[key] === undefined) wrong(at(key), 'words-missing', key)
  return isGood
}
const isTooLong = (words: unknown) =>
  (typeof words === 'string' ? [words] : isRecord(words) ? Object.values(words) : []).some(
    (one) => typeof one === 'string' && one.length > limits.words,
  )

const inspectChoices = (field: Field, path: string, found: Found) => {
  const values: readonly unknown[] = field.enum ?? []
  if (field.enum && (values.length === 0 || values.length > limits.choices)) say(found, `${path}.enum`, 'wrong-value')
  if (values.some((one) => typeof one !== 'string' && typeof one !== 'number'))
    say(found, `${path}.enum`, 'wrong-value')
  if (new Set(values).size !== values.length) say(found, `${path}.enum`, 'key-twice')
  if (field.choices && (field.choices.length !== values.length || !field.choices.every(shapes.words)))
    say(found, `${path}.choices`, 'choices-differ')
}

const inspectField = (value: unknown, path: string, depth: number, found: Found): void => {
  found.fields++
  if (found.fields === limits.fields + 1) say(found, path, 'too-many-fields', String(limits.fields))
  if (found.fields > limits.fields) return
  if (depth > limits.depth) {
    say(found, path, 'too-deep', String(limits.depth))
    return
  }
  if (!inspect(value, fieldShape, ['key', 'label'], path, found)) return
  const field = value as Field // of the kinds above, property by property
  if (prototypeNames.has(field.key)) say(found, `${path}.key`, 'forbidden-name', field.key)
  else if (!keyShape.test(field.key)) say(found, `${path}.key`, 'wrong-key', field.key.slice(0, 60))
  inspectChoices(field, path, found)
  if (field.pattern !== undefined && !safePattern(field.pattern)) say(found, `${path}.pattern`, 'unsafe-pattern')
  if (field.repeat) inspect(field.repeat, repeatShape, [], `${path}.repeat`, found)
  if ((field.repeat?.min ?? 0) > (field.repeat?.max ?? limits.items)) say(found, `${path}.repeat`, 'wrong-value')
  if (
    field.derive !== undefined &&
    (field.from !== undefined || field.required || field.lock || field.default !== undefined)
  )
    say(found, path, 'derived-and-asked')
  if (field.derive !== undefined && field.repeat) say(found, path, 'derived-and-asked')
  if (field.lock && field.from === undefined) say(found, path, 'locked-without-source')
  if (field.type === 'object' && !field.fields && !field.block) say(found, path, 'wrong-value', 'fields')
  if (field.fields && field.type !== undefined && field.type !== 'object') say(found, `${path}.type`, 'wrong-value')
  const picked = field.block ? blockFields(field.block).filter(({ key }) => field.pick?.includes(key) ?? true) : []
  for (const inner of field.block ? (field.fields ?? []) : [])
    if (picked.some(({ key }) => key === inner.key)) say(found, `${path}.fields`, 'key-twice', inner.key)
  if (field.block && field.pick?.some((key) => !blockFields(field.block ?? 'person').some((one) => one.key === key)))
    say(found, `${path}.pick`, 'unknown-field')
  if (field.default !== undefined && !field.fields && checkValue(field, field.default, '2999-12-31').fault)
    say(found, `${path}.default`, 'wrong-value')
  for (const rule of [field.when, field.derive]) if (rule !== undefined) found.rules++
  if (field.fields) inspectFields(field.fields, `${path}.fields`, depth + 1, found)
}

const inspectFields = (fields: readonly unknown[], path: string, depth: number, found: Found) => {
  const keys = new Set<unknown>()
  for (const [index, field] of fields.entries()) {
    inspectField(field, `${path}[${index}]`, depth, found)
    const key = isRecord(field) ? field.key : undefined
    if (key !== undefined && keys.has(key)) say(found, `${path}[${index}].key`, 'key-twice', String(key))
    keys.add(key)
    if (found.fields > limits.fields) return
  }
}

/** Rules can be judged only where the shapes are right. */
const inspectRules = (fields: readonly Field[], outer: DeclaredFacts, path: string, found: Found) => {
  const declared = { ...outer, ...factsOf(fields) }
  for (const field of fields) {
    const at = path === '' ? field.key : `${path}.${field.key}`
    const when = field.when === undefined ? null : conditionFault(field.when, declared)
    if (when) say(found, `${at}.when`, 'rule', `${when.code} ${when.what}`.trim())
    const derived = field.derive === undefined ? null : derivationFault(field.derive, declared)
    if (derived) say(found, `${at}.derive`, 'rule', `${derived.code} ${derived.what}`.trim())
    if (field.fields) inspectRules(field.fields, declared, at, found)
  }
  const { circle } = ordered(fields, declared, wholeRules)
  if (circle) say(found, path === '' ? 'fields' : path, 'circle', circle.join(' → '))
}

const inspectLayout = (form: FormDefinition, found: Found) => {
  const known = new Set(form.fields.map(({ key }) => key))
  const placed = new Set<string>()
  for (const [page, one] of (form.pages ?? []).entries()) {
    if (!inspect(one, pageShape, ['title', 'groups'], `pages[${page}]`, found)) continue
    for (const [group, part] of one.groups.entries()) {
      const path = `pages[${page}].groups[${group}]`
      if (!inspect(part, groupShape, ['fields'], path, found)) continue
      for (const key of part.fields) {
        if (!known.has(key)) say(found, `${path}.fields`, 'unknown-field', key)
        else if (placed.has(key)) say(found, `${path}.fields`, 'field-twice', key)
        placed.add(key)
      }
    }
  }
  if (form.pages) for (const key of known) if (!placed.has(key)) say(found, 'pages', 'unknown-field', key)
}

const inspectMaterials = (form: FormDefinition, declared: DeclaredFacts, found: Found) => {
  const keys = new Set<string>()
  for (const [index, material] of (form.materials ?? []).entries()) {
    const path = `materials[${index}]`
    if (!inspect(material, materialShape, ['key', 'name', 'source'], path, found)) continue
    if (!keyShape.test(material.key) || prototypeNames.has(material.key)) say(found, `${path}.key`, 'wrong-key')
    if (keys.has(material.key)) say(found, `${path}.key`, 'key-twice', material.key)
    keys.add(material.key)
    if ((material.source === 'declaration' || material.source === 'esign') && material.text === undefined)
      say(found, `${path}.text`, 'promise-without-text')
    const fault = material.when === undefined ? null : conditionFault(material.when, declared)
    if (fault) say(found, `${path}.when`, 'rule', `${fault.code} ${fault.what}`.trim())
  }
}

const inspectChecks = (form: FormDefinition, declared: DeclaredFacts, found: Found) => {
  const paths = new Set(leavesOf(form).flatMap(({ path, within }) => [path, ...within.map(({ key }) => key)]))
  for (const [index, one] of (form.checks ?? []).entries()) {
    const path = `checks[${index}]`
    if (!inspect(one, checkShape, ['rule', 'at', 'message'], path, found)) continue
    const fault = conditionFault(one.rule, declared)
    if (fault) say(found, `${path}.rule`, 'rule', `${fault.code} ${fault.what}`.trim())
    if (!paths.has(one.at)) say(found, `${path}.at`, 'unknown-field', one.at)
  }
}

/** JSON with far too much in it is refused before it is looked at closely. */
const isTooLarge = (value: unknown): boolean => {
  try {
    return (JSON.stringify(value)?.length ?? 0) > limits.jsonCharacters
  } catch {
    return true
  }
}

/** Faults of a definition, each with the path of what is wrong; none means it can be published. Takes anything. */
export const check = (given: unknown): readonly DefinitionFault[] => {
  const found: Found = { faults: [], fields: 0, rules: 0 }
  if (!isRecord(given)) return [{ path: '', code: 'not-a-form' }]
  if (isTooLarge(given)) return [{ path: '', code: 'too-large', what: String(limits.jsonCharacters) }]
  if (!inspect(given, formShape, ['code', 'title', 'audience', 'fields'], '', found)) return found.faults
  const form = given as FormDefinition // of the kinds above; its fields are looked at next
  inspectFields(form.fields, 'fields', 1, found)
  if (form.fields.length === 0) say(found, 'fields', 'wrong-value')
  if (form.baseline) inspect(form.baseline, baselineShape, ['fields', 'materials'], 'baseline', found)
  if (form.statutory) inspect(form.statutory, statutoryShape, ['keys', 'law'], 'statutory', found)
  for (const [index, one] of (form.dropped ?? []).entries())
    inspect(one, droppedShape, ['kind', 'name', 'because'], `dropped[${index}]`, found)
  if (found.rules > limits.rules) say(found, 'fields', 'too-many-rules', String(limits.rules))
  if (found.faults.length > 0) return found.faults
  for (const key of Object.keys(contextFacts))
    if (form.fields.some((field) => field.key === key)) say(found, 'fields', 'forbidden-name', key)
  if (found.faults.length > 0) return found.faults
  inspectLayout(form, found)
  if (found.faults.length > 0) return found.faults

  const fields = fieldsOf(form)
  const declared = { ...contextFacts, ...factsOf(fields) }
  inspectRules(fields, contextFacts, '', found)
  inspectMaterials(form, declared, found)
  inspectChecks(form, declared, found)
  return found.faults
}
