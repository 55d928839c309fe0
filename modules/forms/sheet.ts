/** The Excel twin: a form as rows to fill in, and rows filled in as answers, each fault with its sheet and row. */

import { answered } from './answers.ts'
import { fieldsOf } from './blocks.ts'
import { type Field, type FormDefinition, say } from './definition.ts'
import { type Answers, evaluate, type Fault, type FormContext } from './evaluate.ts'
import { isEmpty, leavesOf } from './outline.ts'

export type Cell = string | number | boolean | null
export type Sheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[] }

/** Two sheets may not bear one name, and Excel allows 31 characters without some signs. */
const sheetName = (text: string, number: number) =>
  `${number} ${text.replace(/[\\/?*[\]:']/g, ' ')}`.slice(0, 31).trim()

const lists = (definition: FormDefinition) => fieldsOf(definition).filter(({ fields, repeat }) => fields && repeat)

/** Leaves one line each: not derived, no photos, and nothing within a list, which has a sheet of its own. */
const lines = (definition: FormDefinition) =>
  leavesOf(definition).filter(
    ({ field, within }) =>
      field.derive === undefined &&
      field.format !== 'file' &&
      field.format !== 'signature' &&
      !within.some(({ repeat }) => repeat),
  )
const columnsOf = (list: Field) =>
  (list.fields ?? []).filter(
    ({ derive, fields, format }) => derive === undefined && !fields && format !== 'file' && format !== 'signature',
  )

const hintOf = (field: Field, locale: string, words: { readonly required: string }) =>
  [
    field.required ? words.required : '',
    (field.enum ?? []).map((one, index) => say(field.choices?.[index], locale) || String(one)).join(' / '),
    field.format === 'date' ? 'yyyy-mm-dd' : '',
    say(field.help, locale),
  ]
    .filter(Boolean)
    .join('；')

const mark = (definition: FormDefinition, version: number) => `liren-form ${definition.code} ${version}`

export type SheetWords = {
  readonly field: string
  readonly answer: string
  readonly hint: string
  readonly required: string
}

/** The first column holds paths and is hidden: people read the second and write in the third. */
export const toSheets = (
  definition: FormDefinition,
  version: number,
  locale: string,
  words: SheetWords,
): readonly Sheet[] => [
  {
    name: sheetName(say(definition.title, locale), 1),
    rows: [
      [mark(definition, version), words.field, words.answer, words.hint],
      ...lines(definition).map(({ path, field, within }) => [
        path,
        [...within, field].map(({ label }) => say(label, locale)).join(' · '),
        null,
        hintOf(field, locale, words),
      ]),
    ],
  },
  ...lists(definition).map((list, index) => ({
    name: sheetName(say(list.label, locale), index + 2),
    rows: [
      [list.key, ...columnsOf(list).map(({ key }) => key)],
      ['', ...columnsOf(list).map((field) => say(field.label, locale))],
    ],
  })),
]

export type RowFault = {
  readonly sheet: string
  readonly row: number
  readonly field: string
  readonly code: Fault['code'] | 'unknown-row'
}
export type ReadBack = { readonly answers: Answers; readonly faults: readonly RowFault[] }

/** A choice may be written by its name; several are parted by commas; yes and no in either language. */
const meant = (field: Field, cell: Cell, locale: string): unknown => {
  if (cell === null) return undefined
  const text = String(cell).trim()
  if (text === '') return undefined
  const choice = (one: string) => {
    const at = (field.enum ?? []).findIndex(
      (value, index) =>
        String(value) === one ||
        [say(field.choices?.[index], locale), say(field.choices?.[index], 'zh-CN')].includes(one),
    )
    return at < 0 ? one : field.enum?.[at]
  }
  if (field.enum) return field.repeat ? text.split(/[,，、;；]/).map((one) => choice(one.trim())) : choice(text)
  if (field.type === 'boolean')
    return /^(是|yes|y|true|1|√)$/i.test(text) ? true : /^(否|no|n|false|0|×)$/i.test(text) ? false : text
  return field.repeat ? text.split(/[,，、;；]/).map((one) => one.trim()) : text
}

/** Null where the sheet is not the template of this form. */
export const fromSheets = (
  definition: FormDefinition,
  sheets: readonly Sheet[],
  before: Answers,
  locale: string,
  context: FormContext,
): ReadBack | null => {
  const [first] = sheets
  if (!first || !String(first.rows[0]?.[0] ?? '').startsWith(`liren-form ${definition.code} `)) return null
  const faults: RowFault[] = []
  const places = new Map<string, { readonly sheet: string; readonly row: number }>()
  const known = new Map(lines(definition).map((leaf) => [leaf.path, leaf.field]))
  let answers = before
  for (const [index, row] of first.rows.slice(1).entries()) {
    const path = String(row[0] ?? '')
    const place = { sheet: first.name, row: index + 2 }
    const field = known.get(path)
    if (!field) {
      if (!isEmpty(row[2])) faults.push({ ...place, field: path, code: 'unknown-row' })
      continue
    }
    places.set(path, place)
    const value = meant(field, row[2] ?? null, locale)
    if (value !== undefined) answers = answered(answers, path, value)
  }
  for (const sheet of sheets.slice(1)) {
    const keys = (sheet.rows[0] ?? []).map((cell) => String(cell ?? ''))
    const list = lists(definition).find(({ key }) => key === keys[0])
    if (!list) continue
    const items = sheet.rows.slice(2).flatMap((row, index) => {
      const item = columnsOf(list).flatMap((field) => {
        const value = meant(field, row[keys.indexOf(field.key)] ?? null, locale)
        return value === undefined ? [] : [[field.key, value] as const]
      })
      return item.length > 0 ? [{ row: index + 3, item: Object.fromEntries(item) }] : []
    })
    for (const [at, { row }] of items.entries()) places.set(`${list.key}.${at}`, { sheet: sheet.name, row })
    if (items.length > 0)
      answers = answered(
        answers,
        list.key,
        items.map(({ item }) => item),
      )
  }
  const standing = evaluate(definition, answers, context)
  const all = [...standing.faults, ...standing.missing.map((field) => ({ field, code: 'needed' as const }))]
  for (const { field, code } of all) {
    const place = places.get(field) ?? places.get(field.split('.').slice(0, 2).join('.'))
    if (place) faults.push({ ...place, field, code })
  }
  return { answers, faults: faults.sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row) }
}
