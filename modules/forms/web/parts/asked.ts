/** Which data a form asks for, by name, and which of them the law calls sensitive: said before anything is collected. */
import { fieldsOf } from '../../blocks.ts'
import { type Field, type FormDefinition, say } from '../../definition.ts'

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
