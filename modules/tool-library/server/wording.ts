/** The words of a tool in a community that renamed some of them: configuration only, the tool underneath stays the same. */
import type { Renaming } from '../contract.ts'
import type { Form, Words } from '../document/document.ts'

/** Words at a place of the document (`processes/loan/states/lent`), or this community's own. */
export const worded = (renaming: Renaming, place: string, words: Words): Words => {
  const own = renaming.words
  return own && Object.hasOwn(own, place) ? (own[place] ?? words) : words
}

export const shownForm = (renaming: Renaming, form: Form) => ({
  id: form.id,
  title: worded(renaming, `forms/${form.id}`, form.title),
  hint: form.hint ?? null,
  hasConditions: form.fields.some(({ when }) => when !== undefined),
  fields: form.fields.map((field) => ({
    key: field.key,
    label: worded(renaming, `forms/${form.id}/${field.key}`, field.label),
    hint: field.hint ?? null,
    schema: field.schema,
    choices: field.choices ?? null,
    isRequired: field.isRequired ?? false,
    isLong: field.isLong ?? false,
    isPersonal: field.isPersonal ?? false,
    binds: field.binds ?? null,
    basis: field.basis ?? null,
  })),
})
export type ShownForm = ReturnType<typeof shownForm>
