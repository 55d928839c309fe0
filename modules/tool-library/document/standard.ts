/** 标准 The fields of a confirmed standard: a copy keeps them, or says which of its own stands for each; so that all can be asked together. */
import type { Field, ToolDocument } from './document.ts'
import { formsOf } from './facts.ts'

/** What is sealed is nobody's to compare. */
const openFields = (document: ToolDocument): readonly Field[] => {
  const seen = new Map<string, Field>()
  for (const process of document.processes)
    for (const field of formsOf(document, process).flatMap(({ fields }) => fields))
      if (!field.isPersonal && !seen.has(field.key)) seen.set(field.key, field)
  return [...seen.values()]
}
export const standardFields = openFields

const isAlike = (one: Field, other: Field | undefined) => other !== undefined && one.schema.type === other.schema.type

/** Field of the standard → field of the copy; null where the copy says that it has none. */
export type Mapping = ReadonlyMap<string, string | null>

export const mappingOf = (
  standard: ToolDocument,
  copy: ToolDocument,
): { readonly mapping: Mapping; readonly gaps: readonly Field[] } => {
  const own = new Map(openFields(copy).map((field) => [field.key, field]))
  const declared: Readonly<Record<string, string | null>> = copy.lineage?.mapping ?? {}
  const mapping = new Map<string, string | null>()
  const gaps: Field[] = []
  for (const field of openFields(standard)) {
    const said = Object.hasOwn(declared, field.key) ? declared[field.key] : undefined
    if (said === null) mapping.set(field.key, null)
    else if (isAlike(field, own.get(said ?? field.key))) mapping.set(field.key, said ?? field.key)
    else gaps.push(field)
  }
  return { mapping, gaps }
}

/** Answers of a record by the names of the standard. */
export const byStandard = (
  mapping: Mapping,
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...mapping].flatMap(([key, own]) => (own !== null && answers[own] !== undefined ? [[key, answers[own]]] : [])),
  )
