/** Reads labelled rows from JSON lines; a bad line is counted and named, never a crash. */
import type { LabelledText } from './train.ts'

export type Rows = {
  readonly rows: LabelledText[]
  readonly bad: { readonly line: number; readonly why: string }[]
}

const rowOf = (line: string, isLabelled: boolean): LabelledText | string => {
  let found: unknown
  try {
    found = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return 'not an object'
  const { title = '', text, label = '' } = found as { readonly [key: string]: unknown }
  if (typeof text !== 'string') return '"text" is missing or not a text'
  if (title !== null && typeof title !== 'string') return '"title" is not a text'
  if (typeof label !== 'string' || (isLabelled && label.trim() === '')) return '"label" is missing or not a text'
  if (text.trim() === '' && (title ?? '').trim() === '') return 'title and text are empty'
  return { title: title ?? '', text, label: label.trim() }
}

/** @example readRows('{"text":"路灯不亮","label":"市政"}\n').rows.length // 1 */
export const readRows = (file: string, options: { readonly isLabelled?: boolean } = {}): Rows => {
  const rows: LabelledText[] = []
  const bad: { line: number; why: string }[] = []
  for (const [i, line] of file
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue
    const row = rowOf(line, options.isLabelled ?? true)
    if (typeof row === 'string') bad.push({ line: i + 1, why: row })
    else rows.push(row)
  }
  return { rows, bad }
}
