/** 一张表 Several forms filled in as one: what an earlier form asks already is asked once, and answered in all of them. */

import type { Filled } from './accepted.ts'
import { answered } from './answers.ts'
import type { Field, FormDefinition } from './definition.ts'
import { isSame } from './origin.ts'
import { leavesOf, valueAt } from './outline.ts'

/** A question as people understand it: the same dictionary key, or the same words asked in the same way. */
export type Question = { readonly path: string; readonly name: string; readonly isReckoned: boolean }

const words = ({ label }: Field) => (typeof label === 'string' ? label : label['zh-CN'])
const nameOf = (field: Field, within: readonly Field[]): string =>
  field.from !== undefined && !within.some(({ repeat }) => repeat)
    ? `from ${field.from}`
    : [...[...within, field].map(words), field.type ?? '', field.format ?? '', (field.enum ?? []).join()].join(' / ')

const known = new WeakMap<FormDefinition, readonly Question[]>()

/** Questions of a form in its order; a list is one question. What is reckoned is only shown. */
export const questionsOf = (definition: FormDefinition): readonly Question[] => {
  const before = known.get(definition)
  if (before) return before
  const found = new Map<string, Question>()
  for (const { path, field, within } of leavesOf(definition)) {
    const at = within.findIndex(({ repeat }) => repeat)
    const list = within[at]
    if (list) {
      const listPath = path
        .split('.')
        .slice(0, at + 1)
        .join('.')
      found.set(listPath, { path: listPath, name: nameOf(list, within.slice(0, at)), isReckoned: false })
    } else found.set(path, { path, name: nameOf(field, within), isReckoned: field.derive !== undefined })
  }
  const all = [...found.values()]
  known.set(definition, all)
  return all
}

/** Takes what one form was told to the others, wherever they ask the same. */
export const spread = (
  definitions: readonly FormDefinition[],
  all: readonly Filled[],
  changed: number,
  next: Filled,
): readonly Filled[] => {
  const definition = definitions[changed]
  const before = all[changed]
  if (!definition || !before) return all
  const touched = questionsOf(definition).filter(
    ({ path, isReckoned }) =>
      !isReckoned &&
      (!isSame(valueAt(before.answers, path), valueAt(next.answers, path)) ||
        before.confirmed.includes(path) !== next.confirmed.includes(path) ||
        before.reasons[path] !== next.reasons[path]),
  )
  const refused = next.refused.filter((key) => !before.refused.includes(key))
  return all.map((filled, index) => {
    const other = definitions[index]
    if (index === changed) return next
    if (!other) return filled
    const theirs = new Map(questionsOf(other).map(({ name, path }) => [name, path]))
    let { answers, confirmed, reasons } = filled
    for (const { name, path } of touched) {
      const at = theirs.get(name)
      if (at === undefined) continue
      const reason = next.reasons[path]
      answers = answered(answers, at, valueAt(next.answers, path))
      confirmed = [...confirmed.filter((one) => one !== at), ...(next.confirmed.includes(path) ? [at] : [])]
      if (reason !== undefined) reasons = { ...reasons, [at]: reason }
    }
    return { ...filled, answers, confirmed, reasons, refused: [...new Set([...filled.refused, ...refused])] }
  })
}

type Standing = {
  readonly definition: FormDefinition
  readonly filled: Filled
  readonly visible: ReadonlySet<string>
  readonly faulty: ReadonlySet<string>
}

/**
 * Places of each form that need not show, since an earlier one shows the same question with the same answer. Where the answer
 * does not suit the later form it is asked there all the same.
 */
export const asideOf = (parts: readonly Standing[]): readonly ReadonlySet<string>[] => {
  const shown = new Map<string, unknown>()
  return parts.map(({ definition, filled, visible, faulty }) => {
    const aside = new Set<string>()
    for (const { name, path } of questionsOf(definition)) {
      if (!visible.has(path)) continue
      const value = valueAt(filled.answers, path)
      if (shown.has(name) && isSame(shown.get(name), value) && !faulty.has(path)) aside.add(path)
      else if (!shown.has(name)) shown.set(name, value)
    }
    return aside
  })
}
