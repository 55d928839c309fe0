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

/**
 * What stands for each field of the standard in the last of a line of copies, each made from the one before and the first from the standard
 * itself. A copy speaks of the fields of what it was made from; what that one says it has not is no gap of its copies either.
 */
export const mappingAlong = (
  standard: ToolDocument,
  line: readonly ToolDocument[],
): { readonly mapping: Mapping; readonly gaps: readonly Field[] } => {
  const fields = openFields(standard)
  let mapping = new Map<string, string | null>(fields.map(({ key }) => [key, key]))
  let gaps: Field[] = []
  for (const copy of line) {
    const own = new Map(openFields(copy).map((field) => [field.key, field]))
    const declared: Readonly<Record<string, string | null>> = copy.lineage?.mapping ?? {}
    const next = new Map<string, string | null>()
    gaps = []
    for (const field of fields) {
      const before = mapping.get(field.key)
      const name = before ?? field.key
      const said = Object.hasOwn(declared, name) ? declared[name] : undefined
      // Under the name it had in between, or under the standard's own again.
      const found = [said ?? name, ...(said === undefined ? [field.key] : [])].find((key) =>
        isAlike(field, own.get(key)),
      )
      if (said === null || (found === undefined && said === undefined && before === null)) next.set(field.key, null)
      else if (found !== undefined) next.set(field.key, found)
      else gaps.push(field)
    }
    mapping = next
  }
  return { mapping, gaps }
}

export const mappingOf = (standard: ToolDocument, copy: ToolDocument) => mappingAlong(standard, [copy])

/** Answers of a record by the names of the standard. */
export const byStandard = (
  mapping: Mapping,
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...mapping].flatMap(([key, own]) => (own !== null && answers[own] !== undefined ? [[key, answers[own]]] : [])),
  )
