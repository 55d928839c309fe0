/** Reads labelled rows from JSON lines; a bad line is counted and named, never a crash. */
import { jsonRows } from '../json-rows.ts'
import type { LabelledText } from './train.ts'

export type Rows = {
  readonly rows: LabelledText[]
  readonly bad: { readonly line: number; readonly why: string }[]
}
export type RowsWanted = {
  readonly isLabelled?: boolean
  /** A row without a word is kept: who measures may not leave out what is hard. */
  readonly keepsEmpty?: boolean
}

/** Labels are names; some programs write them as numbers. */
const labelOf = (label: unknown) =>
  typeof label === 'number' && Number.isFinite(label) ? String(label) : typeof label === 'string' ? label.trim() : ''

const rowOf = (value: unknown, { isLabelled = true, keepsEmpty = false }: RowsWanted): LabelledText | string => {
  if (value === undefined) return 'not JSON'
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object'
  const fields = value as { readonly [key: string]: unknown }
  const title = fields.title ?? ''
  // A title says enough where there is no text at all.
  const text = fields.text ?? (title === '' && !keepsEmpty ? undefined : '')
  if (typeof text !== 'string') return '"text" is missing or not a text'
  if (typeof title !== 'string') return '"title" is not a text'
  const label = labelOf(fields.label)
  if (isLabelled && label === '') return '"label" is missing or not a text'
  if (!keepsEmpty && text.trim() === '' && title.trim() === '') return 'title and text are empty'
  return { title, text, label }
}

/** @example readRows('{"text":"路灯不亮","label":"市政"}\n').rows.length // 1 */
export const readRows = (file: string, wanted: RowsWanted = {}): Rows => {
  const rows: LabelledText[] = []
  const bad: { line: number; why: string }[] = []
  for (const { line, value } of jsonRows(file)) {
    const row = rowOf(value, wanted)
    if (typeof row === 'string') bad.push({ line, why: row })
    else rows.push(row)
  }
  return { rows, bad }
}
