/** The words of a tool in a community that renamed some of them: configuration only, the tool underneath stays the same. */
import type { FormDefinition } from '@liren/forms/contract'
import type { Renaming } from '../contract.ts'
import type { Field, Form, Words } from '../document/document.ts'
import { definitionOf } from '../document/form-definition.ts'

/** Words at a place of the document (`processes/loan/states/lent`), or this community's own. */
export const worded = (renaming: Renaming, place: string, words: Words): Words => {
  const own = renaming.words
  return own && Object.hasOwn(own, place) ? (own[place] ?? words) : words
}

/** What the choices of a field are known by, in their order. */
const choiceKeys = ({ schema }: Field): readonly string[] =>
  (schema.type === 'string' ? schema.enum : schema.type === 'array' ? schema.items.enum : undefined) ?? []

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
      const own = form.fields[index]
      if (!own) return field
      const place = `${at}/${field.key}`
      const keys = choiceKeys(own)
      const choices = field.choices?.map((one, which) =>
        typeof one === 'string'
          ? one
          : worded(renaming, `${place}/choices/${keys[which]}`, { ...one, en: one.en ?? one['zh-CN'] }),
      )
      return { ...field, label: worded(renaming, place, own.label), ...(choices ? { choices } : {}) }
    }),
    pages: (definition.pages ?? []).map((page) => ({ ...page, title })),
  }
}
