/** Fields come and go while a form is made; its pages follow. */
import type { Field, FormDefinition } from './definition.ts'

/** New fields go to the end of the last group, gone ones leave theirs, a renamed one (same place, other key) keeps its place. */
export const withFields = (definition: FormDefinition, fields: readonly Field[]): FormDefinition => {
  const { pages, ...rest } = definition
  if (!pages) return { ...rest, fields }
  const before = definition.fields.map(({ key }) => key)
  const now = fields.map(({ key }) => key)
  const isRename = before.length === now.length && before.filter((key, at) => key !== now[at]).length === 1
  const nameNow = (key: string) => (isRename ? (now[before.indexOf(key)] ?? key) : key)
  const kept = pages.map((page) => ({
    ...page,
    groups: page.groups.map((group) => ({
      ...group,
      fields: group.fields.map(nameNow).filter((key) => now.includes(key)),
    })),
  }))
  const placed = new Set(kept.flatMap(({ groups }) => groups.flatMap((group) => group.fields)))
  const fresh = now.filter((key) => !placed.has(key))
  return {
    ...rest,
    fields,
    pages: kept.map((page, at) =>
      at < kept.length - 1 || fresh.length === 0
        ? page
        : {
            ...page,
            groups:
              page.groups.length === 0
                ? [{ fields: fresh }]
                : page.groups.map((group, index) =>
                    index === page.groups.length - 1 ? { ...group, fields: [...group.fields, ...fresh] } : group,
                  ),
          },
    ),
  }
}
