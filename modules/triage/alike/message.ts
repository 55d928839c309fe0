/** Messages as hot spots read them: few fields, any of which may be missing. */
import { jsonRows } from '../json-rows.ts'

export type Message = {
  readonly id: string
  /** Whoever wrote it; the same person repeating herself counts once. */
  readonly user: string
  readonly title: string
  readonly text: string
  /** Milliseconds; null where unknown. */
  readonly at: number | null
  readonly up: number
  readonly down: number
}

const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const countOf = (value: unknown) => {
  const count = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isFinite(count) && count > 0 ? count : 0
}
/** `2019/1/6 12:09:38` and `2019-01-06T12:09:38` alike. */
const timeOf = (value: unknown): number | null => {
  const written = textOf(value)
    .trim()
    .replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})/, '$1-$2-$3')
  const padded = written.replace(/-(\d)(?=-|\b)/g, '-0$1')
  const at = typeof value === 'number' ? value : Date.parse(padded)
  return Number.isFinite(at) ? at : null
}

const messageOf = (row: unknown, line: number): Message | null => {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null
  const fields = row as Readonly<Record<string, unknown>>
  const title = textOf(fields.title).trim()
  const text = textOf(fields.text).trim()
  if (title === '' && text === '') return null
  const id = textOf(fields.id) || String(line)
  // Without a name everybody is somebody else.
  const user = textOf(fields.user) || `?${id}`
  return { id, user, title, text, at: timeOf(fields.time), up: countOf(fields.up), down: countOf(fields.down) }
}

/** Reads JSON lines or a list; what is no message is named, not fatal. */
export const readMessages = (
  lines: string,
): { readonly messages: readonly Message[]; readonly bad: readonly number[] } => {
  const messages: Message[] = []
  const bad: number[] = []
  for (const { line, value } of jsonRows(lines)) {
    // A line cut short by whoever exported it has no value.
    const message = messageOf(value, line)
    if (message) messages.push(message)
    else bad.push(line)
  }
  return { messages, bad }
}
