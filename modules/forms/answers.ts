/** Answers are changed by copying, never in place; masks hide what a passer-by should not read. */
import type { Filled } from './accepted.ts'
import type { Field, Mask } from './definition.ts'
import type { Answers } from './standing.ts'

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const put = (into: unknown, steps: readonly string[], value: unknown): unknown => {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (/^\d+$/.test(step)) {
    const list = Array.isArray(into) ? [...(into as readonly unknown[])] : []
    list[Number(step)] = put(list[Number(step)], rest, value)
    return list
  }
  const object = isPlain(into) ? into : {}
  const deeper = put(Object.hasOwn(object, step) ? object[step] : undefined, rest, value)
  const { [step]: _, ...others } = object
  return deeper === undefined ? others : { ...object, [step]: deeper }
}

/** The answers with another value at a place; undefined takes it away. */
export const answered = (answers: Answers, at: string, value: unknown): Answers =>
  put(answers, at.split('.'), value) as Answers // an object stays one

/** A list without one of its items; places behind it move up. */
export const withoutItem = (items: unknown, index: number): readonly unknown[] =>
  Array.isArray(items) ? items.filter((_, at) => at !== index) : []

/** As it is sent: copies, since what is on the screen is never handed out. */
export const sentOf = ({ answers, confirmed, reasons, refused, materials }: Filled) => ({
  answers,
  confirmed: [...confirmed],
  reasons: { ...reasons },
  refused: [...refused],
  materials: { ...materials },
})

const hide = (text: string, first: number, last: number) =>
  text.length <= first + last
    ? '*'.repeat(text.length)
    : `${text.slice(0, first)}${'*'.repeat(text.length - first - last)}${last === 0 ? '' : text.slice(-last)}`

const masking: Readonly<Record<Mask, (text: string) => string>> = {
  name: (text) => hide(text, 1, 0),
  idNumber: (text) => hide(text, 4, 2),
  phone: (text) => hide(text, 3, 4),
  account: (text) => hide(text, 4, 4),
  address: (text) => hide(text, Math.min(6, Math.floor(text.length / 2)), 0),
}

export const masked = (field: Pick<Field, 'mask'>, value: unknown): string => {
  const text = String(value ?? '')
  return field.mask ? masking[field.mask](text) : text
}
