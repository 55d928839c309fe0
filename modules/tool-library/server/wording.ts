/** The words of a tool in a community that renamed some of them: configuration only, the tool underneath stays the same. */
import type { FormDefinition } from '@liren/forms/contract'
import type { Renaming } from '../contract.ts'
import type { Form, Words } from '../document/document.ts'
import { definitionOf } from '../document/form-definition.ts'

/** Words at a place of the document (`processes/loan/states/lent`), or this community's own. */
export const worded = (renaming: Renaming, place: string, words: Words): Words => {
  const own = renaming.words
  return own && Object.hasOwn(own, place) ? (own[place] ?? words) : words
}

/** A form as it is drawn here: as forms knows it, in this community's words. */
export const shownForm = (renaming: Renaming, form: Form): FormDefinition => {
  const definition = definitionOf(form)
  const at = `forms/${form.id}`
  if (!Object.keys(renaming.words ?? {}).some((place) => place === at || place.startsWith(`${at}/`))) return definition
  const title = worded(renaming, at, form.title)
  return {
    ...definition,
    title,
    fields: definition.fields.map((field, index) => {
      const label = form.fields[index]?.label
      return label ? { ...field, label: worded(renaming, `${at}/${field.key}`, label) } : field
    }),
    pages: (definition.pages ?? []).map((page) => ({ ...page, title })),
  }
}
