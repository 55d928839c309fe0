/** Pages by key: the opaque `next` holds where the last item stood, so that rows which come meanwhile shift nothing. */
import { refuseField } from './validation.ts'

/** Items on a page when nobody asks for another number. */
export const defaultLimit = 50

/**
 * The texts a `next` was made of; null for the first page.
 * @throws invalid-input naming `after` when it is not one of ours.
 */
export const readCursor = (after: string | undefined): readonly string[] | null => {
  if (!after) return null
  const parts = parse(Buffer.from(after, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) throw refuseField('after', 'format')
  return parts
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * What stands in a `next` that a list writes in a form of its own, by the groups of `form`; null for the first page.
 * @throws invalid-input naming `after` when it is not of that form.
 */
export const readAs = (after: string | undefined, form: RegExp): readonly string[] | null => {
  if (!after) return null
  const found = form.exec(after)
  if (!found) throw refuseField('after', 'format')
  return found.slice(1)
}

const timeAndId = /^(-?\d{1,15}|\d{4}-\d\d-\d\dT[\d:.]+Z)[~ ]([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** For lists ordered by a time and an id, whose `next` is `milliseconds~id` or `ISO time id`. */
export const readTimeAndId = (after: string | undefined): { readonly at: Date; readonly id: string } | null => {
  const found = readAs(after, timeAndId)
  if (!found) return null
  const [time = '', id = ''] = found
  const at = new Date(/^-?\d+$/.test(time) ? Number(time) : time)
  if (Number.isNaN(at.getTime())) throw refuseField('after', 'format')
  return { at, id }
}

/** `readCursor` for lists ordered by two columns. */
export const readPair = (after: string | undefined): readonly [string, string] | null => {
  const parts = readCursor(after)
  if (!parts) return null
  const [first, second] = parts
  if (first === undefined || second === undefined || parts.length > 2) throw refuseField('after', 'format')
  return [first, second]
}

/** Takes one row more than the limit, so that there is a next page only where something is on it. */
export const pageOf = <T>(items: readonly T[], limit: number, keys: (item: T) => readonly string[]) => {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown,
    next:
      items.length > limit && last !== undefined ? Buffer.from(JSON.stringify(keys(last))).toString('base64url') : null,
  }
}
