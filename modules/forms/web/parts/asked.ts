/** Which data a form asks for, by name, and which of them the law calls sensitive: said before anything is collected. */
import { fieldsOf } from '../../blocks.ts'
import { type Field, type FormDefinition, say } from '../../definition.ts'
import { keysOf, leavesOf } from '../../outline.ts'

const leaves = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => (field.fields ? leaves(field.fields) : [field]))

/** `form` as another module keeps it: a definition that `forms` looked at when it was laid down. */
export const askedBy = (form: Readonly<Record<string, unknown>> | null, locale: string) => {
  if (!form) return { all: [], sensitive: [] }
  const fields = fieldsOf(form as unknown as FormDefinition)
  const names = (of: readonly Field[]) => [...new Set(of.map(({ label }) => say(label, locale)))]
  return {
    all: names(fields.filter(({ derive }) => derive === undefined)),
    sensitive: names(leaves(fields).filter(({ sensitive }) => sensitive === true)),
  }
}

/** What would be fetched from registers and departments, by key and name; each may be refused before anything is read. */
export const fetchedBy = (
  form: Readonly<Record<string, unknown>> | null,
  locale: string,
): readonly { readonly key: string; readonly label: string }[] => {
  if (!form) return []
  const definition = form as unknown as FormDefinition
  const labels = new Map(
    leavesOf(definition).flatMap(({ field, within }) =>
      [...within, field].flatMap(({ from, label }) => (from ? [[from, say(label, locale)] as const] : [])),
    ),
  )
  return keysOf(definition).flatMap((key) => (labels.has(key) ? [{ key, label: labels.get(key) ?? key }] : []))
}
